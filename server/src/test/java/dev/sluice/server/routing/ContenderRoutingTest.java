package dev.sluice.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateId;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.CoverageRule.Subject;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.stock.StockRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hundred warehouses have it all, each a little dearer than the one before. */
class ContenderRoutingTest {

  private static final Instant NOW = TestWorld.NOW;
  private static final int WAREHOUSES = 100;

  private final List<DecisionInput> seen = new ArrayList<>();
  private @Nullable DecisionCapture captures;

  @Test
  void aDecisionLooksAtAndCountsAFew() {
    assertThat(route(0, SaidRules.nothing(), "1 x CUP").shipments())
        .extracting(shipment -> shipment.warehouseId())
        .containsExactly("W000");

    Contenders contenders = seen.get(0).contenders();
    assertThat(contenders.warehouseIds()).hasSize(16).contains("W000", "W007");
    assertThat(contenders.unseenSkus()).containsExactly("CUP");
    assertThat(contenders.unseen())
        .isEqualTo(WAREHOUSES - contenders.warehouseIds().size() - contenders.bystanders().size());
    Set<String> counted =
        seen.get(0).view().counters().keySet().stream()
            .filter(key -> key.kind() == CounterKind.WAREHOUSE_DAY)
            .map(CounterKey::subject)
            .collect(Collectors.toSet());
    assertThat(counted).containsExactlyInAnyOrderElementsOf(contenders.warehouseIds());
  }

  @Test
  void theNextFollowWhileAllThatWereSeenAreFull() {
    assertThat(route(40, SaidRules.nothing(), "1 x CUP").shipments())
        .extracting(shipment -> shipment.warehouseId())
        .containsExactly("W040");
  }

  @Test
  void theNextFollowWhileRulesRejectAllThatWereSeen() {
    SaidRules rules = SaidRules.nothing();
    for (int i = 0; i < WAREHOUSES; i++) {
      if (i != 77) {
        rules.reject(CandidateId.warehouse(id(i)));
      }
    }
    assertThat(route(0, rules, "1 x CUP").shipments())
        .extracting(shipment -> shipment.warehouseId())
        .containsExactly("W077");
  }

  @Test
  void nobodyIsLookedForWhoHasALineThatNobodyHas() {
    RoutingPlan plan = route(0, SaidRules.nothing(), "1 x CUP", "1 x PEN");

    assertThat(plan.unfulfilledLines()).extracting(UnfulfilledLine::sku).containsExactly("PEN");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).contenders().warehouseIds()).hasSizeLessThanOrEqualTo(16);
  }

  @Test
  void aLineThatIsLeftInBitsIsGatheredFromManyPlaces() {
    RoutingPlan plan = route(0, SaidRules.nothing(), "2000 x CUP");

    assertThat(plan.unfulfilledLines()).isEmpty();
    assertThat(plan.shipments()).hasSize(2);
  }

  @Test
  void otherRulesAreComparedOnWhatTheyHaveToSee() {
    route(0, SaidRules.nothing(), "1 x CUP");
    DecisionInput decided = seen.get(0);
    SaidRules nobodyNear = SaidRules.nothing();
    for (int i = 0; i < WAREHOUSES; i++) {
      if (i != 77) {
        nobodyNear.reject(CandidateId.warehouse(id(i)));
      }
    }
    WideningDecider decider = WideningDecider.of(new Decider(PlannerLimits.DEFAULT), captures());

    WideningDecider.Comparison alike = decider.compare(decided, policy(SaidRules.nothing()));
    WideningDecider.Comparison other = decider.compare(decided, policy(nobodyNear));

    assertThat(alike.standing()).as("nobody had to look farther").isEmpty();
    assertThat(warehouses(alike.other())).containsExactly("W000");
    assertThat(warehouses(other.other())).containsExactly("W077");
    assertThat(other.standing().map(ContenderRoutingTest::warehouses))
        .as("its own rules, on as many")
        .contains(List.of("W000"));
  }

  private static List<String> warehouses(Decision decision) {
    return decision.result().plan().plan().shipments().stream()
        .map(shipment -> shipment.warehouseId())
        .toList();
  }

  private RoutingPlan route(int full, SaidRules rules, String... lines) {
    List<StockRecord> records = new ArrayList<>();
    for (int i = 0; i < WAREHOUSES; i++) {
      records.add(new StockRecord(id(i), "CUP", 1_000, 0));
    }
    CapacityDays days = new CapacityDays(ZoneId.of("Asia/Shanghai"), 0);
    InMemoryWorld world = InMemoryWorld.of(network(full), records, days, () -> NOW);
    captures = new DecisionCapture(world.networks(), world.stocks(), PlannerLimits.DEFAULT);
    OrderRouter router =
        new OrderRouter(
            world.networks(),
            world.stocks(),
            () -> policy(rules),
            TollSource.NONE,
            () -> NOW,
            new Decider(PlannerLimits.DEFAULT),
            world.ledger(),
            world.news(),
            (input, decision) -> {
              seen.add(input);
              return plan -> {};
            },
            Runnable::run,
            0);
    return router
        .route(
            new RouteRequest(TestWorld.order(lines), "fingerprint", Optional.empty(), Instant.MAX))
        .toCompletableFuture()
        .join()
        .plan();
  }

  private DecisionCapture captures() {
    return Objects.requireNonNull(captures, "nothing was routed yet");
  }

  private static Policy policy(SaidRules rules) {
    return new Policy(rules, ShareNumbers.of("test", Map.of()));
  }

  private static String id(int number) {
    return "W%03d".formatted(number);
  }

  private static NetworkData network(int full) {
    List<Warehouse> warehouses = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    List<CoverageRule> coverage = new ArrayList<>();
    coverage.add(TestNetworks.serves(Subject.CARRIER_SERVICE, "ZTO-STD", "", 0));
    for (int i = 0; i < WAREHOUSES; i++) {
      warehouses.add(warehouse(i, i < full ? 0 : 1_000));
      lanes.add(TestNetworks.lane(id(i), "ZTO-STD", "", 24 + i));
      coverage.add(TestNetworks.serves(Subject.WAREHOUSE, id(i), "", 0));
    }
    return new NetworkData(
        List.of(TestNetworks.region(TestWorld.DESTINATION, "西湖区", TestNetworks.HANGZHOU)),
        List.of(),
        warehouses,
        List.of(TestNetworks.carrier("ZTO", OptionalLong.empty())),
        List.of(TestNetworks.service("ZTO-STD", "ZTO")),
        List.of(TestNetworks.tariff("T1")),
        lanes,
        coverage,
        List.of(
            Product.builder("CUP").weightGrams(10).build(),
            Product.builder("PEN").weightGrams(10).build()));
  }

  private static Warehouse warehouse(int number, long dailyCapacity) {
    return Warehouse.builder(
            id(number),
            TestWorld.DESTINATION,
            new LatLng(30 + number * 0.01, 120),
            TestNetworks.everyDay("18:00"))
        .dailyCapacity(dailyCapacity)
        .processingMinutes(60)
        .handlingPerShipmentMicros(100_000L * number)
        .packsFragile(true)
        .coldRoom(true)
        .secureCage(true)
        .build();
  }
}
