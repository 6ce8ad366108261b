package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.NOW;
import static dev.sluice.server.routing.TestWorld.TODAY;
import static dev.sluice.server.routing.TestWorld.YUAN;
import static dev.sluice.server.routing.TestWorld.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What rules get to see. */
class PolicyEvaluatorTest {

  private static TestWorld world() {
    return new TestWorld()
        .warehouse(
            "WH-A",
            a -> {
              a.distanceKm = 12.5;
              a.capacity = 200;
              a.cutOff = LocalTime.of(11, 30);
            })
        .warehouse("WH-B", b -> b.regionCode = "33")
        .service("SF-AIR", s -> s.insurancePermille = 5)
        .lane("WH-A", "SF-AIR", 12, 3, 20)
        .lane("WH-B", "SF-AIR", 14, 3, 30)
        .carrierParcels("SF", 500)
        .product("CUP", 400, Handling.FRAGILE)
        .product("TEA", 250, Handling.LIQUID)
        .stock("WH-A", "CUP", 9)
        .stock("WH-A", "TEA", 1)
        .stock("WH-B", "CUP", 9)
        .counter(CounterKey.warehouseDay("WH-A", TODAY), 200, 150)
        .counter(CounterKey.carrierDay("SF", TODAY), 500, 80);
  }

  private static SaidRules judged(TestWorld world, SaidRules rules) {
    Decided.of(world, order("2 x CUP", "3 x TEA"), rules);
    return rules;
  }

  @Test
  void the_order_is_shown_with_its_sums_flags_and_places() {
    SaidRules rules = SaidRules.nothing();
    var placed =
        new dev.sluice.server.routing.model.Order(
            new OrderKey("DOUYIN", "O-9"),
            "STORE-1",
            "HOST-1",
            "LIVE-1",
            CustomerTier.VIP,
            ServiceLevel.NEXT_DAY,
            NOW,
            Optional.of(NOW.minus(Duration.ofMinutes(45))),
            Optional.of(NOW.plus(Duration.ofHours(6))),
            Optional.empty(),
            Optional.of(NOW.minus(Duration.ofHours(2))),
            false,
            TestWorld.DESTINATION,
            Optional.empty(),
            List.of(
                new OrderLine("TEA", 3, 20 * YUAN, false, Optional.empty()),
                new OrderLine(
                    "CUP", 2, 10 * YUAN, true, Optional.of(NOW.plus(Duration.ofHours(12))))),
            new TreeSet<>(List.of("gift=yes")));
    Decided.of(world(), placed, rules);
    Order fact = rules.seenOrders.get(0);
    assertThat(fact)
        .isEqualTo(
            Order.builder()
                .channel("DOUYIN")
                .store("STORE-1")
                .host("HOST-1")
                .liveSession("LIVE-1")
                .tier("VIP")
                .serviceLevel("NEXT_DAY")
                .region("330106")
                .province("33")
                .city("3301")
                .district("330106")
                .groups(Set.of("CN"))
                .paidAgeMinutes(45)
                .hoursToShipBy(6)
                .hoursToDeliverBy(-2)
                .delayAccepted(false)
                .declaredValueYuan(80)
                .weightGrams(1_550)
                .lineCount(2)
                .unitCount(5)
                .fragile(true)
                .liquid(true)
                .attributes(Set.of("gift=yes"))
                .build());
    assertThat(rules.seenLines)
        .extracting(Line::sku, Line::quantity, Line::fragile, Line::presale, Line::hoursToShipFrom)
        .containsExactly(tuple("CUP", 2, true, true, 12.0), tuple("TEA", 3, false, false, 0.0));
  }

  @Test
  void warehouses_are_shown_with_stock_load_and_cut_off() {
    SaidRules rules = judged(world(), SaidRules.nothing());
    Warehouse near = rules.seenWarehouses.get(0);
    assertThat(near.id()).isEqualTo("WH-A");
    assertThat(near.distanceKm()).isEqualTo(12.5);
    assertThat(near.load()).isEqualTo(0.75);
    assertThat(near.remainingCapacity()).isEqualTo(50);
    assertThat(near.fillsOrder()).isFalse();
    assertThat(near.linesFilled()).isEqualTo(1);
    assertThat(near.minutesToCutOff()).isEqualTo(90);
    assertThat(near.sameCity()).isTrue();
    assertThat(near.sameProvince()).isTrue();
    assertThat(near.groups()).containsExactly("CN");
    Warehouse far = rules.seenWarehouses.get(1);
    assertThat(far.sameCity()).isFalse();
    assertThat(far.sameProvince()).isTrue();
  }

  @Test
  void stock_is_as_old_as_what_was_counted_the_longest_ago_of_what_a_warehouse_could_ship() {
    TestWorld world =
        world()
            .stock("WH-B", "TEA", 0)
            .counted("WH-A", "CUP", NOW.minusSeconds(30 * 60 + 59))
            .counted("WH-A", "TEA", NOW.minus(Duration.ofMinutes(10)))
            .counted("WH-B", "CUP", NOW.plusSeconds(60))
            .counted("WH-B", "TEA", NOW.minus(Duration.ofDays(3)));
    assertThat(judged(world, SaidRules.nothing()).seenWarehouses)
        .extracting(Warehouse::id, Warehouse::stockAgeMinutes)
        .containsExactly(tuple("WH-A", 30L), tuple("WH-B", 0L));
    assertThat(judged(world(), SaidRules.nothing()).seenWarehouses)
        .as("never counted")
        .extracting(Warehouse::stockAgeMinutes)
        .containsOnly(525_600L);
  }

  @Test
  void a_line_is_shown_with_the_share_of_its_product_that_comes_back() {
    TestWorld world = world().returned("CUP", 0.62);
    assertThat(judged(world, SaidRules.nothing()).seenLines)
        .extracting(Line::sku, Line::returnRate)
        .containsExactly(tuple("CUP", 0.62), tuple("TEA", 0.0));
  }

  @Test
  void a_line_is_shown_with_the_host_for_whom_most_of_it_is_kept() {
    Instant later = NOW.plusSeconds(1);
    TestWorld world =
        world()
            .kept("WH-A", "CUP", "Li", 3, later)
            .kept("WH-B", "CUP", "Li", 3, later)
            .kept("WH-A", "CUP", "Wei", 5, later)
            .kept("WH-B", "CUP", "Ann", 9, NOW)
            .stock("WH-ELSEWHERE", "CUP", 99)
            .kept("WH-ELSEWHERE", "CUP", "Bo", 99, later);
    assertThat(judged(world, SaidRules.nothing()).seenLines)
        .as("Ann's is over, Bo's lies in a warehouse that nobody knows")
        .extracting(Line::sku, Line::earmarkHost)
        .containsExactly(tuple("CUP", "Li"), tuple("TEA", ""));
  }

  @Test
  void what_is_kept_for_the_orders_own_host_goes_first() {
    TestWorld world =
        world()
            .kept("WH-A", "CUP", "Li", 5, NOW.plusSeconds(1))
            .kept("WH-A", "CUP", "Wei", 1, NOW.plusSeconds(1));
    SaidRules rules = SaidRules.nothing();
    Decided.of(world, soldBy("Wei", order("2 x CUP")), rules);
    Decided.of(world, soldBy("Nobody", order("2 x CUP")), rules);
    assertThat(rules.seenLines).extracting(Line::earmarkHost).containsExactly("Wei", "Li");
  }

  private static dev.sluice.server.routing.model.Order soldBy(
      String host, dev.sluice.server.routing.model.Order order) {
    return new dev.sluice.server.routing.model.Order(
        order.key(),
        order.store(),
        host,
        order.liveSession(),
        order.tier(),
        order.serviceLevel(),
        order.placedTime(),
        order.paidTime(),
        order.latestShipTime(),
        order.latestCollectionTime(),
        order.deliverByTime(),
        order.delayAccepted(),
        order.regionCode(),
        order.destination(),
        order.lines(),
        order.attributes());
  }

  @Test
  void carriers_are_shown_once_with_their_share_in_the_closest_group() {
    ShareVerdicts numbers =
        new ShareVerdicts(
            List.of(new ShareVerdicts.Cap("SF", 400_000, false, "SHARE-1")),
            List.of(new ShareVerdicts.Target("SF", 380_000, 20_000, "SHARE-2")),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    TestWorld world =
        world()
            .group(new RegionGroup("EAST", "华东", "East", List.of("33"), Optional.of("SF")))
            .counter(CounterKey.carrierShare("SF", "EAST", TODAY), Long.MAX_VALUE, 45)
            .counter(CounterKey.allShare("EAST", TODAY), Long.MAX_VALUE, 100)
            .shares("EAST", numbers);
    SaidRules rules = judged(world, SaidRules.nothing());
    assertThat(rules.seenCarriers).hasSize(1);
    Carrier carrier = rules.seenCarriers.get(0);
    assertThat(carrier.id()).isEqualTo("SF");
    assertThat(carrier.service()).isEqualTo("SF-AIR");
    assertThat(carrier.role()).isEqualTo("MAIN");
    assertThat(carrier.share()).isEqualTo(0.45);
    assertThat(carrier.shareTarget()).isEqualTo(0.38);
    assertThat(carrier.atCap()).isTrue();
    assertThat(carrier.remainingParcels()).isEqualTo(420);
    assertThat(carrier.insuresHighValue()).isTrue();
  }

  @Test
  void options_are_built_only_for_rules_that_look_at_them() {
    assertThat(judged(world(), SaidRules.nothing()).seenOptions).isEmpty();
    SaidRules rules = judged(world(), SaidRules.nothing().useOptions());
    Option option = rules.seenOptions.get(0);
    assertThat(option.warehouse().id()).isEqualTo("WH-A");
    assertThat(option.carrier().service()).isEqualTo("SF-AIR");
    assertThat(option.costYuan()).isEqualTo(15);
    assertThat(option.transitHours()).isEqualTo(20);
    assertThat(option.hoursLate()).isZero();
  }
}
