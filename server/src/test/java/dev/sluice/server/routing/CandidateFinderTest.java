package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.TODAY;
import static dev.sluice.server.routing.TestWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why nobody ships: one reason of the list a test, then who is looked at first. */
class CandidateFinderTest {

  private static final Order ONE_CUP = order("1 x CUP");

  private static TestWorld oneWarehouse() {
    return new TestWorld()
        .warehouse("WH-A")
        .service("ZTO-STD")
        .lane("WH-A", "ZTO-STD", 5, 2, 40)
        .stock("WH-A", "CUP", 5);
  }

  private static void assertOut(TestWorld world, Order order, UnfulfilledReason... reasons) {
    Decided decided = Decided.of(world, order);
    assertThat(decided.plan().shipments()).isEmpty();
    assertThat(decided.plan().unfulfilledLines().get(0).reasons())
        .extracting(LineReason::reason)
        .containsExactly(reasons);
  }

  @Test
  void one_cup_ships_when_nothing_is_wrong() {
    assertThat(Decided.of(oneWarehouse(), ONE_CUP).sentence())
        .isEqualTo("1 x CUP @ WH-A by ZTO-STD");
  }

  @Test
  void a_warehouse_outside_its_coverage_is_out() {
    TestWorld world = oneWarehouse().warehouse("WH-A", a -> a.covers = false);
    assertOut(world, ONE_CUP, UnfulfilledReason.OUT_OF_COVERAGE);
  }

  @Test
  void no_service_of_the_level_or_channel_means_no_carrier_serves() {
    TestWorld world =
        oneWarehouse().service("ZTO-STD", s -> s.levels = Set.of(ServiceLevel.STANDARD));
    assertOut(
        world, order(ServiceLevel.NEXT_DAY, "1 x CUP"), UnfulfilledReason.CARRIER_DOES_NOT_SERVE);
    world.service("ZTO-STD", s -> s.channels = Set.of("JD"));
    assertOut(world, ONE_CUP, UnfulfilledReason.CARRIER_DOES_NOT_SERVE);
  }

  @Test
  void stock_is_out_then_kept_as_safety_then_earmarked() {
    assertOut(oneWarehouse().stock("WH-A", "CUP", 0), ONE_CUP, UnfulfilledReason.OUT_OF_STOCK);
    assertOut(
        oneWarehouse().stock("WH-A", "CUP", 5, 4, 0, 1), ONE_CUP, UnfulfilledReason.SAFETY_STOCK);
    assertOut(
        oneWarehouse().stock("WH-A", "CUP", 5, 1, 3, 1), ONE_CUP, UnfulfilledReason.EARMARKED);
    assertOut(
        oneWarehouse().stock("WH-A", "CUP", 5, 1, 3, 5), ONE_CUP, UnfulfilledReason.OUT_OF_STOCK);
  }

  @Test
  void a_paused_returning_or_tied_warehouse_is_closed() {
    assertOut(
        oneWarehouse().warehouse("WH-A", a -> a.state = OperatingState.PAUSED),
        ONE_CUP,
        UnfulfilledReason.WAREHOUSE_CLOSED);
    assertOut(
        oneWarehouse().warehouse("WH-A", a -> a.kind = WarehouseKind.RETURN_CENTER),
        ONE_CUP,
        UnfulfilledReason.WAREHOUSE_CLOSED);
    assertOut(
        oneWarehouse().warehouse("WH-A", a -> a.customers = Set.of("STORE-2")),
        ONE_CUP,
        UnfulfilledReason.WAREHOUSE_CLOSED);
  }

  @Test
  void a_tied_warehouse_ships_for_its_own_store() {
    TestWorld world = oneWarehouse().warehouse("WH-A", a -> a.customers = Set.of("STORE-1"));
    assertThat(Decided.of(world, ONE_CUP).plan().shipments()).hasSize(1);
  }

  @Test
  void after_cut_off_only_the_day_s_own_levels_are_lost() {
    TestWorld world = oneWarehouse().warehouse("WH-A", a -> a.cutOff = LocalTime.of(9, 0));
    assertThat(Decided.of(world, ONE_CUP).plan().shipments().get(0).shipDay())
        .isEqualTo(TODAY.plusDays(1));
    for (ServiceLevel level :
        EnumSet.of(ServiceLevel.SAME_DAY, ServiceLevel.HALF_DAY, ServiceLevel.HOURLY)) {
      assertOut(world, order(level, "1 x CUP"), UnfulfilledReason.AFTER_CUT_OFF);
    }
  }

  @Test
  void a_full_warehouse_day_is_out() {
    assertOut(
        oneWarehouse().counter(CounterKey.warehouseDay("WH-A", TODAY), 10, 10),
        ONE_CUP,
        UnfulfilledReason.WAREHOUSE_FULL);
    assertOut(
        oneWarehouse()
            .warehouse("WH-A", a -> a.measure = CapacityMeasure.UNITS)
            .counter(CounterKey.warehouseDay("WH-A", TODAY), 10, 9),
        order("2 x CUP"),
        UnfulfilledReason.WAREHOUSE_FULL);
  }

  @Test
  void a_full_lane_or_carrier_day_is_out() {
    TestWorld lane =
        new TestWorld()
            .warehouse("WH-A")
            .service("ZTO-STD")
            .lane("WH-A", "ZTO-STD", 5, 2, 40, OptionalLong.of(10))
            .stock("WH-A", "CUP", 5)
            .counter(CounterKey.laneDay("WH-A>ZTO-STD>33", TODAY), 10, 10);
    assertOut(lane, ONE_CUP, UnfulfilledReason.CARRIER_FULL);
    assertOut(
        oneWarehouse()
            .carrierParcels("ZTO", 10)
            .counter(CounterKey.carrierDay("ZTO", TODAY), 10, 12),
        ONE_CUP,
        UnfulfilledReason.CARRIER_FULL);
  }

  @Test
  void a_strict_cap_that_is_reached_is_out() {
    assertOut(
        oneWarehouse().cap("ZTO", 50, true).parcels("ZTO", 60, 100),
        ONE_CUP,
        UnfulfilledReason.CARRIER_SHARE_CAP);
  }

  @Test
  void a_closed_or_suspended_carrier_is_out() {
    assertOut(oneWarehouse().closeCarrier("ZTO"), ONE_CUP, UnfulfilledReason.CARRIER_SUSPENDED);
    ShareVerdicts suspended =
        new ShareVerdicts(
            List.of(),
            List.of(),
            List.of(new ShareVerdicts.Suspension("ZTO", "SHARE-7", "flood")),
            List.of(),
            List.of(),
            List.of());
    TestWorld world = oneWarehouse().shares("CN", suspended);
    assertOut(world, ONE_CUP, UnfulfilledReason.CARRIER_SUSPENDED);
    LineReason reason =
        Decided.of(world, ONE_CUP).plan().unfulfilledLines().get(0).reasons().get(0);
    assertThat(reason.ruleId()).hasValue("SHARE-7");
    assertThat(reason.detail()).contains("flood");
  }

  @Test
  void goods_above_the_parcel_or_tariff_limit_are_too_heavy() {
    assertOut(
        oneWarehouse().product("CUP", 20_000).service("ZTO-STD", s -> s.maxGrams = 10_000),
        ONE_CUP,
        UnfulfilledReason.WEIGHT_LIMIT);
    assertOut(oneWarehouse().product("CUP", 31_000), ONE_CUP, UnfulfilledReason.WEIGHT_LIMIT);
    assertOut(
        oneWarehouse().product("CUP", 11_000), order("3 x CUP"), UnfulfilledReason.WEIGHT_LIMIT);
  }

  @Test
  void goods_a_carrier_may_not_carry_are_out_for_it() {
    assertOut(
        oneWarehouse()
            .product("CUP", 500, Handling.OVERSIZE)
            .service("ZTO-STD", s -> s.oversize = false),
        ONE_CUP,
        UnfulfilledReason.HANDLING);
    assertOut(
        oneWarehouse()
            .product("CUP", 500, Handling.LIQUID)
            .service("ZTO-STD", s -> s.liquid = false),
        ONE_CUP,
        UnfulfilledReason.HANDLING);
    assertOut(
        oneWarehouse()
            .product("CUP", 500, Handling.BATTERY)
            .service("ZTO-STD", s -> s.battery = false),
        ONE_CUP,
        UnfulfilledReason.HANDLING);
  }

  @Test
  void whether_a_carrier_may_carry_fragile_goods_is_left_to_rules() {
    TestWorld world =
        oneWarehouse()
            .product("CUP", 500, Handling.FRAGILE)
            .service("ZTO-STD", s -> s.fragile = false);
    assertThat(Decided.of(world, ONE_CUP).plan().shipments()).hasSize(1);
  }

  @Test
  void reasons_are_told_once_each_and_nearest_to_shipping_first() {
    TestWorld world =
        oneWarehouse()
            .warehouse("WH-B", b -> b.covers = false)
            .warehouse("WH-C")
            .warehouse("WH-D")
            .warehouse("WH-E")
            .lane("WH-C", "ZTO-STD", 5, 2, 40)
            .lane("WH-D", "ZTO-STD", 5, 2, 40)
            .lane("WH-E", "ZTO-STD", 5, 2, 40)
            .stock("WH-B", "CUP", 5)
            .stock("WH-D", "CUP", 5)
            .counter(CounterKey.warehouseDay("WH-A", TODAY), 10, 10);
    SaidRules rules = SaidRules.nothing().reject(CandidateId.warehouse("WH-D"));
    List<LineReason> reasons =
        Decided.of(world, ONE_CUP, rules).plan().unfulfilledLines().get(0).reasons();
    assertThat(reasons)
        .extracting(LineReason::reason)
        .containsExactly(
            UnfulfilledReason.RULE,
            UnfulfilledReason.WAREHOUSE_FULL,
            UnfulfilledReason.OUT_OF_STOCK,
            UnfulfilledReason.OUT_OF_COVERAGE);
    assertThat(reasons.get(0).ruleId()).hasValue("ELIG-1");
    assertThat(reasons.get(0).detail()).isEqualTo("warehouse WH-D: not wanted");
    assertThat(reasons.get(1).detail()).isEqualTo("WH-A is full on 2026-06-01");
  }

  @Test
  void who_fills_the_order_is_not_crowded_out_by_cheaper_ones_that_do_not() {
    TestWorld world = new TestWorld().service("ZTO-STD");
    for (int i = 0; i < 40; i++) {
      String id = "WH-%02d".formatted(i);
      world.warehouse(id).lane(id, "ZTO-STD", 1, 1, 10).stock(id, "CUP", 5);
    }
    world
        .warehouse("WH-FULL", w -> w.distanceKm = 2_000)
        .lane("WH-FULL", "ZTO-STD", 50, 10, 90)
        .stock("WH-FULL", "CUP", 5)
        .stock("WH-FULL", "PEN", 5)
        .warehouse("WH-PEN", w -> w.distanceKm = 1_000)
        .lane("WH-PEN", "ZTO-STD", 2, 1, 90)
        .stock("WH-PEN", "PEN", 5);
    Decided decided = Decided.of(world, order("1 x CUP", "1 x PEN"));
    assertThat(decided.verdicts().shortlist())
        .hasSize(16)
        .extracting(WarehouseCandidate::id)
        .contains("WH-FULL", "WH-PEN");
    assertThat(decided.sentence())
        .isEqualTo("1 x CUP @ WH-00 by ZTO-STD + 1 x PEN @ WH-PEN by ZTO-STD");
  }

  @Test
  void who_holds_most_of_a_line_that_must_be_divided_is_looked_at() {
    TestWorld world = new TestWorld().service("ZTO-STD");
    for (int i = 0; i < 40; i++) {
      String id = "WH-%02d".formatted(i);
      world.warehouse(id).lane(id, "ZTO-STD", 1, 1, 10).stock(id, "CUP", i < 38 ? 1 : 5);
    }
    assertThat(Decided.of(world, order("10 x CUP")).sentence())
        .isEqualTo("5 x CUP @ WH-38 by ZTO-STD + 5 x CUP @ WH-39 by ZTO-STD");
  }

  @Test
  void the_next_warehouses_follow_while_rules_reject_everybody() {
    TestWorld world = new TestWorld().service("ZTO-STD");
    SaidRules rules = SaidRules.nothing();
    for (int i = 0; i < 40; i++) {
      int number = i;
      String id = "WH-%02d".formatted(i);
      world
          .warehouse(id, w -> w.distanceKm = number)
          .lane(id, "ZTO-STD", 1 + number, 1, 10)
          .stock(id, "CUP", 5);
      if (i < 35) {
        rules.reject(CandidateId.warehouse(id));
      }
    }
    Decided decided = Decided.of(world, ONE_CUP, rules);
    assertThat(decided.sentence()).isEqualTo("1 x CUP @ WH-35 by ZTO-STD");
    assertThat(decided.verdicts().shortlist()).hasSize(40);
    assertThat(rules.timesCandidatesJudged).isEqualTo(3);
  }

  @Test
  void the_ranking_does_not_depend_on_the_order_of_what_it_is_given() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      numbers.add(i);
    }
    List<String> expected = ranking(numbers);
    Collections.shuffle(numbers, new Random(7));
    assertThat(ranking(numbers)).isEqualTo(expected);
  }

  private static List<String> ranking(List<Integer> numbers) {
    TestWorld world = new TestWorld().service("ZTO-STD").service("SF-AIR");
    for (int i : numbers) {
      String id = "WH-%02d".formatted(i);
      world
          .warehouse(id, w -> w.distanceKm = i - i % 7)
          .lane(id, "SF-AIR", 4 + i % 5, 1, 10)
          .lane(id, "ZTO-STD", 1 + i % 3, 1, 10)
          .stock(id, i % 2 == 0 ? "CUP" : "PEN", 5);
    }
    DecisionInput input = world.input(order("1 x CUP", "1 x PEN"));
    return new CandidateFinder(PlannerLimits.DEFAULT)
        .find(input, OrderVerdicts.none()).ranked().stream().map(WarehouseCandidate::id).toList();
  }
}
