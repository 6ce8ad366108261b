package dev.sluice.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.LaneRanking;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The contenders are those that a plain sort of the whole network gives. */
class ContenderTwinTest {

  private static final int WORLDS = 60;

  @Test
  void contendersAreWhatAPlainSortOfEverybodyGives() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int narrowed = 0;
    int severalLines = 0;
    for (int i = 0; i < WORLDS; i++) {
      TestWorld world = world(random);
      for (int n = 0; n < 10; n++) {
        Order order = order(random);
        DecisionInput all = world.input(order);
        int width = 1 + random.nextInt(20);

        Contenders found = find(all, width);

        List<String> expected = new Twin(all, width).contenders();
        assertThat(found.warehouseIds())
            .as("seed %d, world %d, width %d, %s", seed, i, width, order.lines())
            .isEqualTo(expected);
        assertThat(Collections.disjoint(found.bystanders(), found.warehouseIds()))
            .as("seed %d, world %d: nobody is told of twice", seed, i)
            .isTrue();
        if (found.unseenSkus().isEmpty()) {
          assertThat(new Twin(all, width).holders())
              .as("seed %d, world %d, width %d: nobody who has some is unseen", seed, i, width)
              .isSubsetOf(found.warehouseIds());
        }
        narrowed += found.unseenSkus().isEmpty() ? 0 : 1;
        severalLines += !found.unseenSkus().isEmpty() && order.lines().size() > 1 ? 1 : 0;
      }
    }
    assertThat(narrowed).as("of %d orders, seed %d", 10 * WORLDS, seed).isGreaterThan(3 * WORLDS);
    assertThat(severalLines).isGreaterThan(WORLDS);
  }

  private static Contenders find(DecisionInput all, int width) {
    return new ContenderFinder(PlannerLimits.DEFAULT)
        .find(all.order(), all.view().network(), all.view().coverage(), all.stock(), width);
  }

  private static TestWorld world(Random random) {
    TestWorld world = new TestWorld().service("AA-1").service("BB-1", s -> s.maxGrams = 2_000);
    for (int sku = 0; sku < 5; sku++) {
      world.product("SKU-" + sku, 100 + random.nextInt(1_500));
    }
    int warehouses = 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 60);
    for (int w = 0; w < warehouses; w++) {
      addWarehouse(world, random, "WH-%03d".formatted(w));
    }
    return world;
  }

  private static void addWarehouse(TestWorld world, Random random, String id) {
    world.warehouse(
        id,
        spec -> {
          spec.distanceKm = random.nextInt(50);
          spec.perUnitMicros = random.nextInt(3) * 100_000L;
          spec.coveragePriority = random.nextInt(2) * random.nextInt(4);
          spec.covers = random.nextInt(10) > 0;
          spec.state = random.nextInt(15) == 0 ? OperatingState.PAUSED : OperatingState.OPEN;
          spec.customers = random.nextInt(15) == 0 ? Set.of("STORE-2") : Set.of();
        });
    for (String service : List.of("AA-1", "BB-1")) {
      if (random.nextInt(6) > 0) {
        world.lane(id, service, 2 + random.nextInt(10), 1, 10 + random.nextInt(20));
      }
    }
    for (int sku = 0; sku < 5; sku++) {
      if (random.nextInt(1 + sku) == 0) {
        world.stock(id, "SKU-" + sku, random.nextInt(4));
      }
    }
  }

  private static Order order(Random random) {
    Set<String> skus = new TreeSet<>();
    for (int lines = random.nextInt(4); lines >= 0; lines--) {
      skus.add("SKU-" + random.nextInt(5));
    }
    List<String> lines = new ArrayList<>();
    skus.forEach(sku -> lines.add((1 + random.nextInt(3)) + " x " + sku));
    Collections.shuffle(lines, random);
    return TestWorld.order(lines.toArray(new String[0]));
  }

  /** Sorts everybody by everything. */
  private static final class Twin {
    private final StockView stock;
    private final RegionalCoverage coverage;
    private final LaneRanking.Kind kind;
    private final Order order;
    private final int width;
    private final List<OrderLine> lines;
    private final List<String> chosen = new ArrayList<>();

    Twin(DecisionInput all, int width) {
      this.order = all.order();
      this.stock = all.stock();
      this.coverage = all.view().coverage();
      this.kind = ShippingScale.kind(order, all.view().network().products());
      this.width = width;
      this.lines = order.lines().stream().sorted(Comparator.comparing(OrderLine::sku)).toList();
    }

    List<String> contenders() {
      long places = lines.stream().mapToLong(this::countHolders).sum();
      if (places <= width) {
        return everybody(id -> lines.stream().anyMatch(line -> available(id, line) > 0));
      }
      List<String> pool = pool();
      List<Comparator<String>> turns = List.of(cheapest(), byKm(), closest(), soonest());
      for (int turn = 0; chosen.size() < Math.min(width, pool.size()); turn++) {
        take(pool, Comparator.comparingLong(this::missing).thenComparing(turns.get(turn % 4)));
        if (lines.size() > 1 && chosen.size() < width) {
          takeForNeediest(pool);
        }
      }
      return chosen.stream().sorted().toList();
    }

    /** Everybody who could ship some of the order. */
    List<String> holders() {
      return able(id -> lines.stream().anyMatch(line -> available(id, line) > 0));
    }

    private List<String> pool() {
      Set<String> pool = new TreeSet<>();
      if (lines.size() == 1) {
        List<String> full = able(id -> missing(id) == 0);
        for (Comparator<String> order : List.of(cheapest(), byKm(), closest(), soonest())) {
          pool.addAll(full.stream().sorted(order).limit(width).toList());
        }
        pool.addAll(most(lines.get(0), width - full.size()));
        return List.copyOf(pool);
      }
      List<String> whole = able(id -> missing(id) == 0);
      for (Comparator<String> order : List.of(cheapest(), byKm(), closest(), soonest())) {
        pool.addAll(whole.stream().sorted(order).limit(Math.max(1, width / 2)).toList());
      }
      int each = Math.max(2, 2 * width / lines.size());
      for (OrderLine line : lines) {
        List<String> full = able(id -> fills(id, line));
        pool.addAll(full.stream().sorted(cheapest()).limit(each).toList());
        pool.addAll(most(line, each - full.size()));
      }
      return List.copyOf(pool);
    }

    private List<String> most(OrderLine line, int count) {
      return able(id -> available(id, line) > 0 && !fills(id, line)).stream()
          .sorted(
              Comparator.<String>comparingLong(id -> -available(id, line))
                  .thenComparing(cheapest()))
          .limit(Math.max(0, count))
          .toList();
    }

    private void takeForNeediest(List<String> pool) {
      OrderLine neediest = null;
      for (OrderLine line : lines) {
        boolean left = pool.stream().anyMatch(id -> !chosen.contains(id) && offers(pool, id, line));
        if (left && (neediest == null || fillers(line) < fillers(neediest))) {
          neediest = line;
        }
      }
      if (neediest != null) {
        OrderLine line = neediest;
        List<String> offering = pool.stream().filter(id -> offers(pool, id, line)).toList();
        boolean filled = pool.stream().anyMatch(id -> fills(id, line));
        take(
            offering,
            filled
                ? Comparator.comparingLong(this::missing).thenComparing(cheapest())
                : Comparator.<String>comparingLong(id -> -available(id, line))
                    .thenComparing(cheapest()));
      }
    }

    private boolean offers(List<String> pool, String id, OrderLine line) {
      return pool.stream().noneMatch(any -> fills(any, line)) || fills(id, line);
    }

    private long fillers(OrderLine line) {
      return chosen.stream().filter(id -> fills(id, line)).count();
    }

    private void take(List<String> from, Comparator<String> order) {
      from.stream().filter(id -> !chosen.contains(id)).min(order).ifPresent(chosen::add);
    }

    private long countHolders(OrderLine line) {
      return stock.holders().stream().filter(id -> available(id, line) > 0).count();
    }

    private List<String> everybody(Predicate<String> wanted) {
      return coverage.warehouses().stream()
          .map(reach -> reach.warehouse().id())
          .filter(wanted)
          .sorted()
          .toList();
    }

    private List<String> able(Predicate<String> wanted) {
      return everybody(wanted).stream()
          .filter(id -> micros(id) != LaneRanking.UNFIT)
          .filter(
              id ->
                  reach(id).warehouse().customers().isEmpty()
                      || reach(id).warehouse().customers().contains(order.store()))
          .toList();
    }

    private long missing(String id) {
      return lines.stream().filter(line -> !fills(id, line)).count();
    }

    private boolean fills(String id, OrderLine line) {
      return available(id, line) >= line.quantity();
    }

    private long available(String id, OrderLine line) {
      return stock.availableToPromise(id, line.sku());
    }

    private WarehouseReach reach(String id) {
      return coverage.warehouses().stream()
          .filter(reach -> reach.warehouse().id().equals(id))
          .findFirst()
          .orElseThrow();
    }

    private LaneGroup lanes(String id) {
      return coverage.lanes().group(coverage.lanes().place(id));
    }

    private long micros(String id) {
      return ShippingScale.INSTANCE.micros(lanes(id), kind);
    }

    private Comparator<String> cheapest() {
      return Comparator.comparingLong(this::micros).thenComparing(closest());
    }

    private Comparator<String> byKm() {
      return Comparator.<String>comparingDouble(id -> reach(id).distanceKm())
          .thenComparing(Comparator.naturalOrder());
    }

    private Comparator<String> closest() {
      return Comparator.<String>comparingInt(id -> reach(id).coverageRank())
          .thenComparingLong(this::micros)
          .thenComparing(Comparator.naturalOrder());
    }

    private Comparator<String> soonest() {
      return Comparator.<String>comparingLong(id -> ShippingScale.INSTANCE.minutes(lanes(id), kind))
          .thenComparing(closest());
    }
  }
}
