package dev.sluice.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Separation;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.UnfulfilledLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The planner against its plainly right twin on generated orders of small, scarce networks, some of
 * them with tolls, some looked at only in part: the twin is told the same shortlist.
 */
class PlannerTwinTest {

  private static final List<CapacityMeasure> MEASURES = List.of(CapacityMeasure.values());
  private static final int ORDERS = Integer.getInteger("sluice.twin.orders", 5_000);
  private static final int SPLIT_LIMIT = PlannerLimits.DEFAULT.splitLimit();
  private static final long SEED = Long.getLong("sluice.twin.seed", 20_261_121L);

  @Test
  void costs_what_the_exhaustive_twin_costs_and_repeats_itself() {
    System.out.println("PlannerTwinTest: seed " + SEED + ", " + ORDERS + " orders");
    int complete = 0;
    int split = 0;
    int yielding = 0;
    int tolled = 0;
    int narrowed = 0;
    for (int i = 0; i < ORDERS; i++) {
      long seed = SEED + i;
      Decided decided = decide(seed, false);
      RoutingPlan plan = decided.plan();
      assertSameAsTwin(seed, decided);
      assertTakesMatch(seed, decided);
      assertThat(decide(seed, true).result())
          .as("seed %d, shuffled input", seed)
          .isEqualTo(decided.result());
      complete += plan.unfulfilledLines().isEmpty() ? 1 : 0;
      split += plan.shipments().size() > 1 ? 1 : 0;
      yielding += plan.shareYields().isEmpty() ? 0 : 1;
      tolled += plan.totalMicros(CostTerm.Kind.OPPORTUNITY) > 0 ? 1 : 0;
      narrowed += decided.input().contenders().unseenSkus().isEmpty() ? 0 : 1;
    }
    assertThat(complete)
        .as("the generator makes orders that ship in full")
        .isGreaterThan(ORDERS / 10);
    assertThat(complete).as("and orders that do not").isLessThan(ORDERS * 9 / 10);
    assertThat(split).as("and some that split").isGreaterThan(ORDERS / 20);
    assertThat(yielding).as("and some that pass a cap").isGreaterThan(ORDERS / 200);
    assertThat(tolled).as("and some that pay tolls").isGreaterThan(ORDERS / 10);
    assertThat(narrowed)
        .as("and some that not everybody is asked about")
        .isGreaterThan(ORDERS / 20);
  }

  private static void assertSameAsTwin(long seed, Decided decided) {
    ExhaustivePlanner.Best twin =
        new ExhaustivePlanner(
                decided.input(), decided.candidates(), decided.verdicts(), SPLIT_LIMIT)
            .best();
    RoutingPlan plan = decided.plan();
    long missedUnits = plan.unfulfilledLines().stream().mapToLong(UnfulfilledLine::quantity).sum();
    assertThat(
            "%d lines, %d units missed, %d micros"
                .formatted(plan.unfulfilledLines().size(), missedUnits, plan.totalMicros()))
        .as("seed %d: %s", seed, decided.sentence())
        .isEqualTo(
            "%d lines, %d units missed, %d micros"
                .formatted(twin.missedLines(), twin.missedUnits(), twin.micros()));
    assertThat(decided.result().workBoundHit()).isFalse();
    for (var alternative : decided.result().alternatives()) {
      assertThat(alternative.plan().totalMicros())
          .as("seed %d, an alternative", seed)
          .satisfies(
              micros -> {
                if (plan.shareYields().isEmpty()) {
                  assertThat(micros).isGreaterThanOrEqualTo(plan.totalMicros());
                }
              });
    }
  }

  private static void assertTakesMatch(long seed, Decided decided) {
    RoutingPlan plan = decided.plan();
    for (int i = 0; i < plan.shipments().size(); i++) {
      var shipment = plan.shipments().get(i);
      List<Take> expected =
          shipment.lines().stream()
              .map(
                  line ->
                      new Take(
                          CounterKey.stock(shipment.warehouseId(), line.sku()), line.quantity()))
              .toList();
      assertThat(decided.result().plan().takes().get(i).takes())
          .as("seed %d, stock of shipment %d", seed, i + 1)
          .containsAll(expected);
      assertThat(shipment.cost()).extracting(CostTerm::micros).doesNotContain(0L);
    }
    for (UnfulfilledLine line : plan.unfulfilledLines()) {
      assertThat(line.reasons()).as("seed %d, reasons of %s", seed, line.sku()).isNotEmpty();
    }
  }

  private static Decided decide(long seed, boolean shuffled) {
    Random random = new Random(seed);
    int skus = 1 + random.nextInt(4);
    TestWorld world = new TestWorld();
    List<Runnable> parts = new ArrayList<>();
    addWarehouses(world, random, skus, parts);
    SaidRules rules = rules(random, skus);
    addCaps(world, random, parts);
    List<OrderLine> lines = new ArrayList<>();
    for (int sku = 0; sku < skus; sku++) {
      lines.add(
          new OrderLine(
              "SKU-" + sku,
              1 + random.nextInt(5),
              random.nextInt(200) * TestWorld.YUAN / 10,
              false,
              Optional.empty()));
    }
    if (shuffled) {
      Collections.shuffle(parts, new Random(seed + 1));
      Collections.shuffle(lines, new Random(seed + 2));
    }
    parts.forEach(Runnable::run);
    Order order = TestWorld.order(ServiceLevel.STANDARD, lines);
    DecisionInput input =
        steered(world.input(order, rules).withTolls(tolls(new Random(seed + 3), skus)));
    return Decided.of(narrowed(input, new Random(seed + 4)), PlannerLimits.DEFAULT);
  }

  /** Parcels are led to the shares that rules want: paid for, or given something. */
  private static DecisionInput steered(DecisionInput input) {
    ShareSteering steering = new ShareSteering(ShareSteering.DEFAULT_EDGE_MICROS, Map.of());
    return input.withPolicy(new Policy(input.rules(), input.shares().steeredBy(steering)));
  }

  /** Half of the orders look at one to three warehouses only. */
  private static DecisionInput narrowed(DecisionInput input, Random random) {
    if (random.nextBoolean()) {
      return input;
    }
    Contenders contenders =
        new ContenderFinder(new PlannerLimits(3, 2, SPLIT_LIMIT, 50_000))
            .find(
                input.order(),
                input.view().network(),
                input.view().coverage(),
                input.stock(),
                1 + random.nextInt(3));
    return new DecisionInput(
            input.order(), input.view(), contenders, input.stock(), input.shares(), input.rules())
        .withTolls(input.tolls());
  }

  /** A third of the orders pay for some of what is scarce. */
  private static Tolls tolls(Random random, int skus) {
    if (random.nextInt(3) > 0) {
      return Tolls.none();
    }
    List<CounterKey> keys = new ArrayList<>();
    for (String carrier : List.of("AA", "BB")) {
      keys.add(CounterKey.carrierDay(carrier, TestWorld.TODAY));
    }
    for (int w = 0; w < 4; w++) {
      String id = "WH-" + w;
      keys.add(CounterKey.warehouseDay(id, TestWorld.TODAY));
      for (String service : List.of("AA-1", "AA-2", "BB-1")) {
        keys.add(CounterKey.laneDay(id + ">" + service + ">33", TestWorld.TODAY));
      }
      for (int sku = 0; sku < skus; sku++) {
        keys.add(CounterKey.stock(id, "SKU-" + sku));
      }
    }
    List<Toll> tolls = new ArrayList<>();
    for (CounterKey key : keys) {
      if (random.nextInt(3) == 0) {
        tolls.add(
            new Toll(
                key,
                random.nextInt(3_000_000),
                random.nextInt(2_000_000),
                random.nextDouble(),
                random.nextDouble()));
      }
    }
    return Tolls.of(tolls, random.nextInt(2) * (long) random.nextInt(60_000_000));
  }

  private static void addWarehouses(
      TestWorld world, Random random, int skus, List<Runnable> parts) {
    List<String> services = List.of("AA-1", "AA-2", "BB-1");
    for (String service : services) {
      int permille = random.nextInt(3) * 5;
      long maxGrams = random.nextInt(4) == 0 ? 2_000 + random.nextInt(6_000) : 1_000_000;
      parts.add(
          () ->
              world.service(
                  service,
                  spec -> {
                    spec.insurancePermille = permille;
                    spec.maxGrams = maxGrams;
                  }));
    }
    for (int sku = 0; sku < skus; sku++) {
      int grams = 100 + random.nextInt(2_500);
      String id = "SKU-" + sku;
      parts.add(() -> world.product(id, grams));
    }
    int warehouses = 1 + random.nextInt(4);
    for (int w = 0; w < warehouses; w++) {
      addWarehouse(world, random, skus, services, "WH-" + w, parts);
    }
  }

  private static void addWarehouse(
      TestWorld world,
      Random random,
      int skus,
      List<String> services,
      String id,
      List<Runnable> parts) {
    CapacityMeasure measure = MEASURES.get(random.nextInt(3));
    long free = random.nextInt(3) == 0 ? random.nextInt(4) : 500;
    long perUnit = random.nextInt(5) * 300_000L;
    long perShipment = random.nextInt(4) * 700_000L;
    double distanceKm = random.nextInt(1_000);
    parts.add(
        () -> {
          world.warehouse(
              id,
              spec -> {
                spec.measure = measure;
                spec.perUnitMicros = perUnit;
                spec.perShipmentMicros = perShipment;
                spec.distanceKm = distanceKm;
              });
          world.counter(CounterKey.warehouseDay(id, TestWorld.TODAY), 1_000, 1_000 - free);
        });
    for (String service : services) {
      if (random.nextInt(5) > 0) {
        Tariff tariff = tariff(random, id + service);
        int transitHours = 10 + random.nextInt(60);
        long laneFree = random.nextInt(6) == 0 ? 1 : 50;
        parts.add(
            () -> {
              world.lane(id, service, tariff, transitHours);
              world.counter(
                  CounterKey.laneDay(id + ">" + service + ">33", TestWorld.TODAY),
                  100,
                  100 - laneFree);
            });
      }
    }
    for (int sku = 0; sku < skus; sku++) {
      long onHand = random.nextInt(3) == 0 ? 0 : random.nextInt(7);
      String name = "SKU-" + sku;
      parts.add(() -> world.stock(id, name, onHand));
    }
  }

  private static Tariff tariff(Random random, String id) {
    long first = 2_000_000 + random.nextInt(10) * 900_000L;
    long step = 300_000 + random.nextInt(8) * 400_000L;
    long minimum = random.nextInt(3) * 2_500_000L;
    return new Tariff(
        id,
        minimum,
        List.of(
            new Tariff.Band(3_000, 500 + random.nextInt(2) * 500, first, 500, step),
            new Tariff.Band(30_000, 0, first / 2, 1_000, step * 2)));
  }

  private static void addCaps(TestWorld world, Random random, List<Runnable> parts) {
    List<ShareVerdicts.Cap> caps = new ArrayList<>();
    List<ShareVerdicts.Target> targets = new ArrayList<>();
    long all = 100;
    for (String carrier : List.of("AA", "BB")) {
      long parcels = 48L + random.nextInt(5);
      if (random.nextInt(3) == 0) {
        caps.add(
            new ShareVerdicts.Cap(carrier, 500_000, random.nextInt(3) == 0, "SHARE-" + carrier));
      }
      if (random.nextInt(3) == 0) {
        targets.add(
            new ShareVerdicts.Target(
                carrier, 300_000 + 200_000L * random.nextInt(3), 20_000, "SHARE-" + carrier));
      }
      parts.add(() -> world.parcels(carrier, parcels, all));
      long free = random.nextInt(5) == 0 ? 1 : 90;
      parts.add(
          () -> world.counter(CounterKey.carrierDay(carrier, TestWorld.TODAY), 100, 100 - free));
    }
    parts.add(
        () ->
            world.shares(
                "CN",
                new ShareVerdicts(caps, targets, List.of(), List.of(), List.of(), List.of())));
  }

  private static SaidRules rules(Random random, int skus) {
    SaidRules rules = SaidRules.nothing();
    OrderVerdicts.Builder said = rules.order();
    if (random.nextInt(3) == 0) {
      said.valueOfTimeMicrosPerHour(random.nextInt(400_000));
    }
    if (random.nextInt(4) == 0) {
      said.shortagePenaltyMicros(random.nextInt(25) * TestWorld.YUAN);
    }
    if (random.nextInt(6) == 0) {
      said.shipWhole(true);
    }
    if (random.nextInt(3) == 0) {
      said.splitCostMicros(random.nextInt(5) * TestWorld.YUAN);
    }
    if (random.nextInt(3) > 0) {
      said.maxShipments(1 + random.nextInt(2));
    }
    if (random.nextInt(5) == 0) {
      said.requiredServices(List.of("INSURANCE"));
    }
    if (random.nextInt(8) == 0) {
      said.shareCapExemption(new OrderVerdicts.Exemption("SHARE-X", "promised"));
    }
    addGroups(random, skus, said);
    for (int n = random.nextInt(3); n > 0; n--) {
      rules.reject(sku(random, skus), candidate(random));
    }
    if (random.nextInt(4) == 0) {
      rules.reject(candidate(random));
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      rules.adjust(candidate(random), "PREF-" + n, random.nextInt(80) / 10.0 - 3);
    }
    return rules;
  }

  private static void addGroups(Random random, int skus, OrderVerdicts.Builder said) {
    if (random.nextInt(5) == 0) {
      said.keepTogether(List.of(new TreeSet<>(List.of(sku(random, skus), sku(random, skus)))));
    }
    if (random.nextInt(5) == 0) {
      TreeSet<String> some = new TreeSet<>(List.of(sku(random, skus), sku(random, skus)));
      TreeSet<String> others =
          IntStream.range(0, skus)
              .mapToObj(n -> "SKU-" + n)
              .filter(name -> !some.contains(name))
              .collect(Collectors.toCollection(TreeSet::new));
      said.keepApart(List.of(new Separation(some, others)));
    }
  }

  private static String sku(Random random, int skus) {
    return "SKU-" + random.nextInt(skus);
  }

  private static CandidateId candidate(Random random) {
    String warehouse = "WH-" + random.nextInt(4);
    String service = List.of("AA-1", "AA-2", "BB-1").get(random.nextInt(3));
    String carrier = service.substring(0, 2);
    return switch (random.nextInt(3)) {
      case 0 -> CandidateId.warehouse(warehouse);
      case 1 -> CandidateId.service(carrier, service);
      default -> CandidateId.option(warehouse, carrier, service);
    };
  }
}
