package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.NOW;
import static dev.sluice.server.routing.TestWorld.TODAY;
import static dev.sluice.server.routing.TestWorld.YUAN;
import static dev.sluice.server.routing.TestWorld.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.ShortageAction;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CostTerm.Kind;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.PlannedShipment;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is not there is planned from what is on its way, as readable sentences. */
class ArrivalPlannerTest {

  private static TestWorld world() {
    return new TestWorld()
        .warehouse("WH-A", a -> a.distanceKm = 50)
        .warehouse("WH-B", b -> b.distanceKm = 500)
        .service("SF-AIR")
        .service("ZTO-STD")
        .lane("WH-A", "SF-AIR", 12, 3, 20)
        .lane("WH-A", "ZTO-STD", 5, 2, 40)
        .lane("WH-B", "ZTO-STD", 4, 2, 60);
  }

  @Test
  void stock_ships_now_and_what_comes_soonest_goes_first() {
    TestWorld world =
        world().stock("WH-A", "CUP", 1).inbound("WH-A", "CUP", 5, 10).inbound("WH-B", "CUP", 2, 3);

    PlanningResult result = decide(world, order("6 x CUP"), SaidRules.nothing()).result();

    assertThat(PlanSentence.of(result.plan().plan()))
        .isEqualTo(
            "1 x CUP @ WH-A by ZTO-STD + 3 x CUP @ WH-B by ZTO-STD + 2 x CUP @ WH-A by ZTO-STD");
    assertThat(result.plan().plan().shipments())
        .extracting(PlannedShipment::shipDay)
        .containsExactly(TODAY, TODAY.plusDays(3), TODAY.plusDays(6));
    assertThat(result.plan().takes().get(1).takes())
        .contains(
            new Take(CounterKey.inbound("WH-B", "CUP", TODAY.plusDays(2)), 3),
            new Take(CounterKey.warehouseDay("WH-B", TODAY.plusDays(3)), 1));
    assertThat(result.alternatives()).isEmpty();
  }

  @Test
  void the_same_is_decided_again() {
    TestWorld world = world().inbound("WH-A", "CUP", 1, 2).inbound("WH-B", "CUP", 1, 2);

    Decision first = decide(world, order("3 x CUP"), SaidRules.nothing());

    assertThat(decide(world, order("3 x CUP"), SaidRules.nothing()).result())
        .isEqualTo(first.result());
    assertThat(PlanSentence.of(first.result().plan().plan()))
        .isEqualTo("2 x CUP @ WH-A by ZTO-STD + 1 x CUP @ WH-B by ZTO-STD");
  }

  @Test
  void who_may_not_wait_does_not() {
    TestWorld world = world().inbound("WH-A", "CUP", 1, 2);
    SaidRules rules = SaidRules.nothing();
    rules.order().onShortage(ShortageAction.REFUSE);

    assertThat(sentence(world, order("1 x CUP"), rules))
        .isEqualTo("nothing ships; short 1 x CUP (OUT_OF_STOCK, REFUSE)");
  }

  @Test
  void what_is_late_is_not_counted_on() {
    TestWorld world = world().inbound("WH-A", "CUP", -1, 2).inbound("WH-A", "CUP", -9, 2);

    assertThat(sentence(world, order("1 x CUP"), SaidRules.nothing()))
        .isEqualTo("nothing ships; short 1 x CUP (OUT_OF_STOCK, BACKORDER)");
  }

  @Test
  void what_is_kept_together_comes_together_or_waits() {
    TestWorld world = world().stock("WH-A", "BELT", 1).inbound("WH-A", "DRESS", 2, 1);
    SaidRules rules = SaidRules.nothing();
    rules.order().keepTogether(List.of(new TreeSet<>(List.of("DRESS", "BELT"))));
    Order both = order("1 x BELT", "1 x DRESS");

    assertThat(sentence(world, both, rules))
        .isEqualTo(
            "nothing ships; short 1 x BELT (KEEP_TOGETHER, BACKORDER), "
                + "1 x DRESS (OUT_OF_STOCK, BACKORDER)");
    assertThat(sentence(world.inbound("WH-A", "BELT", 2, 1), both, rules))
        .isEqualTo("1 x BELT, 1 x DRESS @ WH-A by ZTO-STD");
  }

  @Test
  void one_shipment_more_than_rules_allow_is_no_more_welcome_later() {
    TestWorld world =
        world()
            .stock("WH-A", "CUP", 5)
            .stock("WH-B", "PEN", 5)
            .inbound("WH-A", "CUP", 1, 5)
            .inbound("WH-B", "PEN", 1, 5);
    SaidRules rules = SaidRules.nothing();
    rules.order().maxShipments(1);

    assertThat(sentence(world, order("1 x CUP", "1 x PEN"), rules))
        .isEqualTo("1 x PEN @ WH-B by ZTO-STD; short 1 x CUP (SPLIT_LIMIT, BACKORDER)");
  }

  @Test
  void a_shortage_costs_for_what_is_missed_in_the_end() {
    TestWorld world = world().stock("WH-A", "CUP", 1).inbound("WH-A", "CUP", 2, 2);
    SaidRules rules = SaidRules.nothing();
    rules.order().shortagePenaltyMicros(100 * YUAN);

    PlanningResult result = decide(world, order("4 x CUP"), rules).result();

    assertThat(result.plan().plan().orderCost())
        .containsExactly(new CostTerm("shortagePenalty", Kind.PREFERENCE, 25 * YUAN));
    assertThat(result.plan().plan().unfulfilledLines().get(0).quantity()).isEqualTo(1);
  }

  @Test
  void a_parcel_of_now_counts_in_the_share_of_one_that_waits() {
    TestWorld world =
        world()
            .stock("WH-A", "CUP", 1)
            .inbound("WH-A", "CUP", 2, 1)
            .cap("ZTO", 10, true)
            .parcels("ZTO", 1, 1);

    assertThat(sentence(world, order("2 x CUP"), SaidRules.nothing()))
        .isEqualTo("1 x CUP @ WH-A by ZTO-STD + 1 x CUP @ WH-A by SF-AIR");
  }

  @Test
  void rules_know_how_much_is_coming_also_when_it_is_planned_from() {
    TestWorld world = world().inbound("WH-A", "CUP", 2, 7).inbound("WH-B", "CUP", 3, 1);
    SaidRules rules = SaidRules.nothing();

    PlanningResult result = decide(world, order("1 x CUP"), rules).result();

    assertThat(rules.seenLines).isNotEmpty().allMatch(line -> line.inboundUnits() == 8);
    assertThat(result.plan().plan().shipments().get(0).shipByTime())
        .isAfter(NOW.plus(Duration.ofDays(2)));
  }

  private static String sentence(TestWorld world, Order order, SaidRules rules) {
    return PlanSentence.of(decide(world, order, rules).result().plan().plan());
  }

  private static Decision decide(TestWorld world, Order order, SaidRules rules) {
    return new Decider(PlannerLimits.DEFAULT).decide(world.input(order, rules));
  }
}
