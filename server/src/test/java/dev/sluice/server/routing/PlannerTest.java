package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.NOW;
import static dev.sluice.server.routing.TestWorld.TODAY;
import static dev.sluice.server.routing.TestWorld.YUAN;
import static dev.sluice.server.routing.TestWorld.order;
import static dev.sluice.server.routing.TestWorld.twoWarehouses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Separation;
import dev.sluice.rules.ShortageAction;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CostTerm.Kind;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Plans as readable sentences, one situation a test. */
class PlannerTest {

  private static final CandidateId WH_A = CandidateId.warehouse("WH-A");
  private static final CandidateId ZTO = CandidateId.service("ZTO", "ZTO-STD");

  @Test
  void the_cheapest_way_ships_what_everybody_has() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-B", "CUP", 5);
    assertThat(Decided.of(world, order("2 x CUP")).sentence())
        .isEqualTo("2 x CUP @ WH-B by ZTO-STD");
  }

  @Test
  void value_of_time_buys_the_faster_way() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-B", "CUP", 5);
    SaidRules rules = SaidRules.nothing();
    rules.order().valueOfTimeMicrosPerHour(YUAN);
    Decided decision = Decided.of(world, order("2 x CUP"), rules);
    assertThat(decision.sentence()).isEqualTo("2 x CUP @ WH-A by SF-AIR");
    PlannedShipment shipment = decision.plan().shipments().get(0);
    assertThat(shipment.promiseTime()).isEqualTo(NOW.plus(Duration.ofHours(21)));
    assertThat(shipment.cost())
        .containsExactly(
            new CostTerm("tariff", Kind.CASH, 12 * YUAN),
            new CostTerm("valueOfTime", Kind.PREFERENCE, 21 * YUAN));
  }

  @Test
  void an_order_splits_only_when_no_single_warehouse_has_all_of_it() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-B", "PEN", 5);
    assertThat(Decided.of(world, order("1 x CUP", "1 x PEN")).sentence())
        .isEqualTo("1 x CUP @ WH-A by ZTO-STD + 1 x PEN @ WH-B by ZTO-STD");
    world.stock("WH-A", "PEN", 5);
    assertThat(Decided.of(world, order("1 x CUP", "1 x PEN")).sentence())
        .isEqualTo("1 x CUP, 1 x PEN @ WH-A by ZTO-STD");
  }

  @Test
  void a_line_that_a_carrier_may_not_take_avoids_it_and_the_other_line_does_not() {
    TestWorld world = twoWarehouses().stock("WH-A", "GLASS", 5).stock("WH-B", "SHIRT", 5);
    SaidRules rules = SaidRules.nothing().reject("GLASS", ZTO);
    assertThat(Decided.of(world, order("1 x GLASS", "1 x SHIRT"), rules).sentence())
        .isEqualTo("1 x GLASS @ WH-A by SF-AIR + 1 x SHIRT @ WH-B by ZTO-STD");
  }

  @Test
  void one_warehouse_ships_twice_where_no_carrier_takes_all_lines() {
    TestWorld world = twoWarehouses().stock("WH-A", "GLASS", 5).stock("WH-A", "SHIRT", 5);
    SaidRules rules =
        SaidRules.nothing()
            .reject("GLASS", ZTO)
            .reject("SHIRT", CandidateId.service("SF", "SF-AIR"));
    assertThat(Decided.of(world, order("1 x GLASS", "1 x SHIRT"), rules).sentence())
        .isEqualTo("1 x GLASS @ WH-A by SF-AIR + 1 x SHIRT @ WH-A by ZTO-STD");
  }

  @Test
  void a_line_is_divided_only_when_nobody_holds_it_whole() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 2).stock("WH-B", "CUP", 3);
    assertThat(Decided.of(world, order("5 x CUP")).sentence())
        .isEqualTo("2 x CUP @ WH-A by ZTO-STD + 3 x CUP @ WH-B by ZTO-STD");
    assertThat(Decided.of(world, order("3 x CUP")).sentence())
        .isEqualTo("3 x CUP @ WH-B by ZTO-STD");
  }

  @Test
  void a_line_that_rules_keep_whole_is_not_divided() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 2).stock("WH-B", "CUP", 3);
    SaidRules rules = SaidRules.nothing();
    rules.order().keepTogether(List.of(new TreeSet<>(List.of("CUP"))));
    Decided decision = Decided.of(world, order("5 x CUP"), rules);
    assertThat(decision.plan().shipments()).isEmpty();
    assertThat(decision.plan().unfulfilledLines().get(0).reasons())
        .extracting(reason -> reason.reason())
        .containsExactly(UnfulfilledReason.KEEP_TOGETHER, UnfulfilledReason.OUT_OF_STOCK);
  }

  @Test
  void what_is_kept_together_ships_together_or_not_at_all() {
    TestWorld world =
        twoWarehouses().stock("WH-A", "DRESS", 1).stock("WH-B", "BELT", 1).stock("WH-B", "PEN", 1);
    SaidRules rules = SaidRules.nothing();
    rules.order().keepTogether(List.of(new TreeSet<>(List.of("DRESS", "BELT"))));
    assertThat(Decided.of(world, order("1 x DRESS", "1 x BELT", "1 x PEN"), rules).sentence())
        .isEqualTo(
            "1 x PEN @ WH-B by ZTO-STD; short 1 x BELT (KEEP_TOGETHER, BACKORDER), "
                + "1 x DRESS (KEEP_TOGETHER, BACKORDER)");
  }

  @Test
  void what_is_kept_apart_leaves_one_warehouse_in_two_shipments() {
    TestWorld world = twoWarehouses().stock("WH-A", "ICE", 1).stock("WH-A", "PEN", 1);
    SaidRules rules = SaidRules.nothing();
    rules
        .order()
        .keepApart(
            List.of(new Separation(new TreeSet<>(List.of("ICE")), new TreeSet<>(List.of("PEN")))));
    assertThat(Decided.of(world, order("1 x ICE", "1 x PEN"), rules).sentence())
        .isEqualTo("1 x ICE @ WH-A by ZTO-STD + 1 x PEN @ WH-A by ZTO-STD");
  }

  @Test
  void the_split_limit_leaves_a_line_out_and_says_so() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-B", "PEN", 5);
    SaidRules rules = SaidRules.nothing();
    rules.order().maxShipments(1).onShortage(ShortageAction.REFUSE);
    assertThat(Decided.of(world, order("1 x CUP", "1 x PEN"), rules).sentence())
        .isEqualTo("1 x PEN @ WH-B by ZTO-STD; short 1 x CUP (SPLIT_LIMIT, REFUSE)");
  }

  @Test
  void what_is_there_of_a_short_line_ships_and_the_rest_waits() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 2).stock("WH-B", "CUP", 1);
    assertThat(Decided.of(world, order("5 x CUP")).sentence())
        .isEqualTo(
            "2 x CUP @ WH-A by ZTO-STD + 1 x CUP @ WH-B by ZTO-STD; "
                + "short 2 x CUP (OUT_OF_STOCK, BACKORDER)");
  }

  @Test
  void a_shortage_penalty_makes_an_order_not_worth_its_cost() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5);
    SaidRules rules = SaidRules.nothing();
    rules.order().shortagePenaltyMicros(3 * YUAN);
    Decided decision = Decided.of(world, order("1 x CUP"), rules);
    assertThat(decision.sentence())
        .isEqualTo("nothing ships; short 1 x CUP (NOT_WORTH_COST, BACKORDER)");
    assertThat(decision.plan().totalMicros()).isEqualTo(3 * YUAN);
    rules.order().shortagePenaltyMicros(6 * YUAN);
    assertThat(Decided.of(world, order("1 x CUP"), rules).sentence())
        .isEqualTo("1 x CUP @ WH-A by ZTO-STD");
  }

  @Test
  void a_full_cap_sends_the_parcel_by_another_carrier() {
    TestWorld world =
        twoWarehouses().stock("WH-A", "CUP", 5).cap("ZTO", 50, false).parcels("ZTO", 60, 100);
    Decided decision = Decided.of(world, order("1 x CUP"));
    assertThat(decision.sentence()).isEqualTo("1 x CUP @ WH-A by SF-AIR");
    assertThat(decision.plan().shareYields()).isEmpty();
  }

  @Test
  void a_cap_yields_when_the_order_has_no_other_way_unless_it_is_strict() {
    TestWorld world =
        twoWarehouses().stock("WH-A", "CUP", 5).cap("ZTO", 50, false).parcels("ZTO", 60, 100);
    SaidRules rules = SaidRules.nothing().reject(CandidateId.service("SF", "SF-AIR"));
    Decided yielding = Decided.of(world, order("1 x CUP"), rules);
    assertThat(yielding.sentence()).isEqualTo("1 x CUP @ WH-A by ZTO-STD");
    assertThat(yielding.plan().shareYields())
        .containsExactly(new ShareYield("ZTO", "CN", "the order has no other way"));
    assertThat(yielding.result().plan().takes().get(0).shareTakes().get(0).exempt()).isTrue();
    world.cap("ZTO", 50, true);
    assertThat(Decided.of(world, order("1 x CUP"), rules).sentence())
        .isEqualTo("nothing ships; short 1 x CUP (RULE, BACKORDER)");
  }

  @Test
  void an_exempted_order_passes_the_cap_for_the_cheaper_way() {
    TestWorld world =
        twoWarehouses().stock("WH-A", "CUP", 5).cap("ZTO", 50, false).parcels("ZTO", 60, 100);
    SaidRules rules = SaidRules.nothing();
    rules.order().shareCapExemption(new OrderVerdicts.Exemption("SHARE-9", "express promise"));
    Decided decision = Decided.of(world, order("1 x CUP"), rules);
    assertThat(decision.sentence()).isEqualTo("1 x CUP @ WH-A by ZTO-STD");
    assertThat(decision.plan().shareYields())
        .containsExactly(new ShareYield("ZTO", "CN", "SHARE-9: express promise"));
  }

  @Test
  void the_last_parcel_of_a_cap_goes_to_one_of_two_shipments_only() {
    TestWorld world =
        twoWarehouses()
            .stock("WH-A", "CUP", 5)
            .stock("WH-B", "PEN", 5)
            .cap("ZTO", 50, false)
            .parcels("ZTO", 51, 100);
    assertThat(Decided.of(world, order("1 x CUP", "1 x PEN")).sentence())
        .isEqualTo("1 x CUP @ WH-A by SF-AIR + 1 x PEN @ WH-B by ZTO-STD");
  }

  @Test
  void takes_name_every_counter_a_shipment_uses() {
    TestWorld world =
        twoWarehouses()
            .carrierParcels("ZTO", 100)
            .warehouse("WH-C", c -> c.measure = CapacityMeasure.UNITS)
            .lane("WH-C", "ZTO-STD", 1, 1, 20, OptionalLong.of(9))
            .stock("WH-C", "CUP", 5)
            .stock("WH-C", "PEN", 5)
            .cap("ZTO", 60, false);
    Decided decision = Decided.of(world, order("2 x CUP", "1 x PEN"));
    var takes = decision.result().plan().takes().get(0);
    assertThat(takes.takes())
        .containsExactly(
            new Take(CounterKey.stock("WH-C", "CUP"), 2),
            new Take(CounterKey.stock("WH-C", "PEN"), 1),
            new Take(CounterKey.warehouseDay("WH-C", TODAY), 3),
            new Take(CounterKey.laneDay("WH-C>ZTO-STD>33", TODAY), 1),
            new Take(CounterKey.carrierDay("ZTO", TODAY), 1));
    assertThat(takes.shareTakes())
        .singleElement()
        .satisfies(
            share -> {
              assertThat(share.carrierShare())
                  .isEqualTo(CounterKey.carrierShare("ZTO", "CN", TODAY));
              assertThat(share.allShare()).isEqualTo(CounterKey.allShare("CN", TODAY));
              assertThat(share.capPpm()).hasValue(600_000);
              assertThat(share.exempt()).isFalse();
            });
  }

  @Test
  void a_warehouse_that_counts_orders_is_taken_once_for_two_shipments() {
    TestWorld world = twoWarehouses().stock("WH-A", "ICE", 1).stock("WH-A", "PEN", 1);
    world.counter(CounterKey.warehouseDay("WH-A", TODAY), 10, 9);
    SaidRules rules = SaidRules.nothing();
    rules
        .order()
        .keepApart(
            List.of(new Separation(new TreeSet<>(List.of("ICE")), new TreeSet<>(List.of("PEN")))));
    Decided decision = Decided.of(world, order("1 x ICE", "1 x PEN"), rules);
    assertThat(decision.plan().shipments()).hasSize(2);
    assertThat(
            decision.result().plan().takes().stream()
                .flatMap(takes -> takes.takes().stream())
                .filter(take -> take.counter().equals(CounterKey.warehouseDay("WH-A", TODAY))))
        .containsExactly(new Take(CounterKey.warehouseDay("WH-A", TODAY), 1));
  }

  @Test
  void a_warehouse_with_one_parcel_left_ships_only_one_of_two() {
    TestWorld world =
        new TestWorld()
            .warehouse("WH-A", a -> a.measure = CapacityMeasure.PARCELS)
            .service("ZTO-STD")
            .lane("WH-A", "ZTO-STD", 5, 2, 40)
            .stock("WH-A", "ICE", 1)
            .stock("WH-A", "PEN", 1)
            .counter(CounterKey.warehouseDay("WH-A", TODAY), 10, 9);
    SaidRules rules = SaidRules.nothing();
    rules
        .order()
        .keepApart(
            List.of(new Separation(new TreeSet<>(List.of("ICE")), new TreeSet<>(List.of("PEN")))));
    Decided decision = Decided.of(world, order("1 x ICE", "1 x PEN"), rules);
    assertThat(decision.plan().shipments()).hasSize(1);
    assertThat(decision.plan().unfulfilledLines()).hasSize(1);
  }

  @Test
  void terms_of_every_kind_add_up_to_the_total() {
    TestWorld world =
        new TestWorld()
            .warehouse(
                "WH-A",
                a -> {
                  a.perUnitMicros = YUAN / 2;
                  a.perShipmentMicros = YUAN;
                })
            .service("SF-AIR", s -> s.insurancePermille = 5)
            .lane("WH-A", "SF-AIR", 12, 3, 20)
            .stock("WH-A", "CUP", 5);
    SaidRules rules =
        SaidRules.nothing()
            .adjust(WH_A, "PREF-NEAR", 0.8)
            .adjust(CandidateId.service("SF", "SF-AIR"), "PREF-SF", -1.5);
    rules.order().requiredServices(List.of("INSURANCE")).priority(7).tags(List.of("gift"));
    Decided decision = Decided.of(world, order("3 x CUP"), rules);
    PlannedShipment shipment = decision.plan().shipments().get(0);
    assertThat(shipment.cost())
        .containsExactly(
            new CostTerm("tariff", Kind.CASH, 15 * YUAN),
            new CostTerm("handling", Kind.CASH, 5 * YUAN / 2),
            new CostTerm("insurance", Kind.CASH, 3 * YUAN / 20),
            new CostTerm("PREF-NEAR", Kind.PREFERENCE, 800_000),
            new CostTerm("PREF-SF", Kind.PREFERENCE, -1_500_000));
    assertThat(decision.plan().totalMicros()).isEqualTo(16_950_000);
    assertThat(decision.plan().totalMicros(Kind.CASH)).isEqualTo(17_650_000);
    assertThat(shipment.services()).containsExactly("INSURANCE");
    assertThat(shipment.priority()).isEqualTo(7);
    assertThat(decision.result().priority()).isEqualTo(7);
    assertThat(decision.plan().tags()).containsExactly("gift");
  }

  @Test
  void required_insurance_keeps_carriers_out_that_do_not_insure() {
    TestWorld world =
        twoWarehouses().service("SF-AIR", s -> s.insurancePermille = 5).stock("WH-A", "RING", 5);
    SaidRules rules = SaidRules.nothing();
    rules.order().requiredServices(List.of("INSURANCE"));
    assertThat(Decided.of(world, order("1 x RING"), rules).sentence())
        .isEqualTo("1 x RING @ WH-A by SF-AIR");
  }

  @Test
  void split_cost_is_paid_for_each_further_shipment() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-B", "PEN", 5);
    SaidRules rules = SaidRules.nothing();
    rules.order().splitCostMicros(2 * YUAN);
    Decided decision = Decided.of(world, order("1 x CUP", "1 x PEN"), rules);
    assertThat(decision.plan().orderCost())
        .containsExactly(new CostTerm("splitCost", Kind.PREFERENCE, 2 * YUAN));
    assertThat(decision.plan().totalMicros()).isEqualTo(11 * YUAN);
  }

  @Test
  void ship_not_before_reserves_a_later_capacity_day() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5);
    SaidRules rules = SaidRules.nothing();
    rules
        .order()
        .shipNotBefore(new OrderVerdicts.ShipNotBefore("INT-3", "staggered", Duration.ofDays(2)));
    Decided decision = Decided.of(world, order("1 x CUP"), rules);
    PlannedShipment shipment = decision.plan().shipments().get(0);
    assertThat(shipment.shipDay()).isEqualTo(TODAY.plusDays(2));
    assertThat(decision.result().plan().takes().get(0).takes())
        .contains(new Take(CounterKey.warehouseDay("WH-A", TODAY.plusDays(2)), 1));
  }

  @Test
  void a_presale_line_leaves_when_it_may_and_what_travels_with_it_waits() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-A", "NEW", 5);
    Optional<Instant> inThreeDays = Optional.of(NOW.plus(Duration.ofDays(3)));
    List<OrderLine> lines =
        List.of(
            new OrderLine("CUP", 1, YUAN, false, Optional.empty()),
            new OrderLine("NEW", 1, YUAN, true, inThreeDays));
    Decided together = Decided.of(world, order(ServiceLevel.STANDARD, lines));
    assertThat(together.sentence()).isEqualTo("1 x CUP, 1 x NEW @ WH-A by ZTO-STD");
    assertThat(together.plan().shipments().get(0).shipDay()).isEqualTo(TODAY.plusDays(3));
    SaidRules rules = SaidRules.nothing();
    rules
        .order()
        .keepApart(
            List.of(new Separation(new TreeSet<>(List.of("CUP")), new TreeSet<>(List.of("NEW")))));
    assertThat(Decided.of(world, order(ServiceLevel.STANDARD, lines), rules).plan().shipments())
        .extracting(PlannedShipment::shipDay)
        .containsExactly(TODAY, TODAY.plusDays(3));
  }

  @Test
  void alternatives_ship_the_same_by_other_ways_next_best_first() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-B", "CUP", 5);
    Decided decision = Decided.of(world, order("1 x CUP"));
    assertThat(decision.result().alternatives())
        .extracting(ProposedPlan::plan)
        .extracting(PlanSentence::of)
        .containsExactly("1 x CUP @ WH-A by ZTO-STD", "1 x CUP @ WH-A by SF-AIR");
  }

  @Test
  void a_refused_order_reserves_nothing() {
    SaidRules rules = SaidRules.nothing();
    rules.order().refusal(new OrderVerdicts.Refusal("INT-1", "blocked region"));
    DecisionInput input = twoWarehouses().stock("WH-A", "CUP", 5).input(order("1 x CUP"), rules);
    OrderVerdicts said = new PolicyEvaluator().judgeOrder(input, OrderFacts.of(input));
    assertThat(Verdicts.reservesNothing(said)).isTrue();
    PlanningResult result = new Planner(PlannerLimits.DEFAULT).reserveNothing(input, said);
    assertThat(PlanSentence.of(result.plan().plan()))
        .isEqualTo("nothing ships; short 1 x CUP (RULE, REFUSE)");
  }

  @Test
  void a_deferred_order_says_when_it_is_asked_again() {
    SaidRules rules = SaidRules.nothing();
    rules.order().deferral(new OrderVerdicts.Deferral("INT-2", "unpaid", Duration.ofMinutes(30)));
    DecisionInput input = twoWarehouses().stock("WH-A", "CUP", 5).input(order("1 x CUP"), rules);
    PlanningResult result =
        new Planner(PlannerLimits.DEFAULT)
            .reserveNothing(input, new PolicyEvaluator().judgeOrder(input, OrderFacts.of(input)));
    var line = result.plan().plan().unfulfilledLines().get(0);
    assertThat(line.disposition()).isEqualTo(Disposition.DEFER);
    assertThat(line.expectedTime()).hasValue(NOW.plus(Duration.ofMinutes(30)));
    assertThat(line.reasons().get(0).ruleId()).hasValue("INT-2");
  }

  @Test
  void a_lost_race_leaves_every_line_unfulfilled() {
    DecisionInput input = twoWarehouses().stock("WH-A", "CUP", 5).input(order("1 x CUP"));
    PlanningResult result =
        new Planner(PlannerLimits.DEFAULT).lostRace(input, OrderVerdicts.none());
    assertThat(PlanSentence.of(result.plan().plan()))
        .isEqualTo("nothing ships; short 1 x CUP (LOST_RACE, BACKORDER)");
  }

  @Test
  void fresh_counters_of_a_lost_race_change_the_plan() {
    TestWorld world = twoWarehouses().stock("WH-A", "CUP", 5).stock("WH-B", "CUP", 5, 1, 1, 0);
    DecisionInput input = world.input(order("2 x CUP"));
    DecisionInput fresh =
        input.withFresh(List.of(new Counter(CounterKey.stock("WH-B", "CUP"), 3, 2, 0)));
    assertThat(Decided.of(input, PlannerLimits.DEFAULT).sentence())
        .isEqualTo("2 x CUP @ WH-B by ZTO-STD");
    assertThat(Decided.of(fresh, PlannerLimits.DEFAULT).sentence())
        .isEqualTo("2 x CUP @ WH-A by ZTO-STD");
    assertThat(fresh.stock().find("WH-B", "CUP").orElseThrow().availableToPromise()).isEqualTo(1);
  }
}
