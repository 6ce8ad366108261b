package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.YUAN;
import static dev.sluice.server.routing.TestWorld.order;
import static dev.sluice.server.routing.TestWorld.twoWarehouses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.OrderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders and lines that leave from more than two warehouses, or hold very many lines. */
class PlannerSplitTest {

  @Test
  void an_order_leaves_in_as_many_shipments_as_its_rules_allow() {
    TestWorld world =
        twoWarehouses()
            .warehouse("WH-C")
            .lane("WH-C", "ZTO-STD", 4, 2, 60)
            .stock("WH-A", "CUP", 1)
            .stock("WH-B", "PEN", 1)
            .stock("WH-C", "INK", 1);
    SaidRules rules = SaidRules.nothing();
    rules.order().maxShipments(3).splitCostMicros(YUAN);
    Decided decision = Decided.of(world, order("1 x CUP", "1 x INK", "1 x PEN"), rules);
    assertThat(decision.sentence())
        .isEqualTo(
            "1 x CUP @ WH-A by ZTO-STD + 1 x PEN @ WH-B by ZTO-STD + 1 x INK @ WH-C by ZTO-STD");
    assertThat(decision.plan().totalMicros()).isEqualTo((5 + 4 + 4 + 2) * YUAN);
    rules.order().maxShipments(2);
    assertThat(Decided.of(world, order("1 x CUP", "1 x INK", "1 x PEN"), rules).sentence())
        .endsWith("short 1 x CUP (SPLIT_LIMIT, BACKORDER)");
  }

  @Test
  void a_line_is_divided_between_three_warehouses() {
    TestWorld world =
        twoWarehouses()
            .warehouse("WH-C")
            .lane("WH-C", "ZTO-STD", 9, 2, 60)
            .stock("WH-A", "CUP", 4)
            .stock("WH-B", "CUP", 4)
            .stock("WH-C", "CUP", 4);
    assertThat(Decided.of(world, order("10 x CUP")).sentence())
        .isEqualTo(
            "4 x CUP @ WH-A by ZTO-STD + 4 x CUP @ WH-B by ZTO-STD + 2 x CUP @ WH-C by ZTO-STD");
  }

  @Test
  void many_lines_are_planned_within_the_work_bound() {
    TestWorld world = twoWarehouses();
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String sku = "SKU-%02d".formatted(i);
      world.product(sku, 100);
      world.stock("WH-A", sku, i % 3 == 0 ? 0 : 5).stock("WH-B", sku, i % 3 == 1 ? 0 : 5);
      lines.add(new OrderLine(sku, 1, YUAN, false, Optional.empty()));
    }
    DecisionInput input = world.input(order(ServiceLevel.STANDARD, lines));
    Decided bounded = Decided.of(input, new PlannerLimits(16, 8, 2, 100));
    assertThat(bounded.plan().unfulfilledLines()).isEmpty();
    assertThat(bounded.result().workBoundHit()).isTrue();
    assertThat(bounded.result().workSteps()).isBetween(100L, 1_000L);
    assertThat(bounded.explain().workBoundHit()).as("who asks why is told").isTrue();
    Decided exact = Decided.of(input, PlannerLimits.DEFAULT);
    assertThat(exact.result().workBoundHit()).isFalse();
    assertThat(exact.explain().workBoundHit()).isFalse();
    assertThat(exact.plan().totalMicros()).isLessThanOrEqualTo(bounded.plan().totalMicros());
  }
}
