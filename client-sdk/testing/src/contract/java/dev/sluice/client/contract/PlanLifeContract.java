package dev.sluice.client.contract;

import static dev.sluice.client.contract.Surroundings.HANGZHOU;
import static dev.sluice.client.contract.Surroundings.WUHAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.StateForbidsException;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.ShippedLine;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A plan is held, confirmed, given back, shipped; what its state forbids is refused with why. */
public abstract class PlanLifeContract extends ContractTest {

  private static final Duration HOLD = Duration.ofMinutes(15);

  @Test
  void heldPlanIsConfirmedOnce() {
    sluice().stock(HANGZHOU, "CUP-L", 10);
    Order order = order("held").line("CUP-L", 2).build();

    RoutingPlan held = client().routeOrder(order, HOLD);
    RoutingPlan confirmed = client().confirmPlan(held.getPlanId());

    assertThat(held.getState()).isEqualTo(PlanState.PLAN_STATE_HELD);
    assertThat(held.getPlannedShipments(0).getState()).isEqualTo(ShipmentState.SHIPMENT_STATE_HELD);
    assertThat(Times.instant(held.getExpireTime())).isEqualTo(sluice().now().plus(HOLD));
    assertThat(confirmed.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(client().confirmPlan(held.getPlanId())).as("a repeat").isEqualTo(confirmed);
    assertThat(client().routeOrder(order, HOLD)).as("the order again").isEqualTo(confirmed);
    sluice().advance(HOLD.plusMinutes(1));
    assertThat(client().confirmPlan(held.getPlanId())).as("after the hold").isEqualTo(confirmed);
    assertThat(sluice().available(HANGZHOU, "CUP-L")).isEqualTo(8);
  }

  @Test
  void holdThatIsOverGivesEverythingBack() {
    sluice().stock(WUHAN, "PAN-L", 10);
    RoutingPlan held = client().routeOrder(order("expires").line("PAN-L", 3).build(), HOLD);
    assertThat(sluice().available(WUHAN, "PAN-L")).isEqualTo(7);

    sluice().advance(HOLD);

    assertForbidden(held, () -> client().confirmPlan(held.getPlanId()));
    eventually(() -> stateOf(held) == PlanState.PLAN_STATE_RELEASED);
    RoutingPlan released = client().getPlan(held.getPlanId());
    assertThat(released.getPlannedShipments(0).getState())
        .isEqualTo(ShipmentState.SHIPMENT_STATE_RELEASED);
    assertThat(released.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isEqualTo(3);
    assertThat(sluice().available(WUHAN, "PAN-L")).isEqualTo(10);
    StateForbidsException refused =
        assertForbidden(held, () -> client().confirmPlan(held.getPlanId()));
    assertThat(refused.metadata()).containsEntry("state", "RELEASED");
    assertForbidden(held, () -> client().markShipped(held.getPlanId()));
    assertThat(client().cancelPlan(held.getPlanId(), "")).isEqualTo(released);
  }

  @Test
  void cancellingGivesBackOnce() {
    sluice().stock(HANGZHOU, "POT-L", 10);
    RoutingPlan plan = route(order("cancelled").line("POT-L", 4));

    RoutingPlan cancelled = client().cancelPlan(plan.getPlanId(), "buyer changed his mind");

    assertThat(cancelled.getState()).isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertThat(cancelled.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isEqualTo(4);
    assertThat(client().cancelPlan(plan.getPlanId(), "again")).isEqualTo(cancelled);
    assertThat(client().getPlan(plan.getPlanId())).isEqualTo(cancelled);
    assertThat(sluice().available(HANGZHOU, "POT-L")).isEqualTo(10);
    assertForbidden(plan, () -> client().confirmPlan(plan.getPlanId()));
    assertForbidden(plan, () -> client().markShipped(plan.getPlanId()));
    assertForbidden(plan, () -> client().markShipped(plan.getPlanId(), 1));
  }

  @Test
  void heldPlanCanBeCancelled() {
    sluice().stock(HANGZHOU, "ROPE", 10);
    RoutingPlan held = client().routeOrder(order("held-cancelled").line("ROPE", 4).build(), HOLD);

    assertThat(client().cancelPlan(held.getPlanId(), "").getState())
        .isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertForbidden(held, () -> client().confirmPlan(held.getPlanId()));
    assertThat(sluice().available(HANGZHOU, "ROPE")).isEqualTo(10);
  }

  @Test
  void partIsGivenBackOncePerRequest() {
    sluice().stock(HANGZHOU, "LID-L", 10);
    RoutingPlan plan = route(order("part").line("LID-L", 5));
    CancelPlanRequest two = cancel(plan, "two-of-five", "LID-L", 2);

    RoutingPlan after = client().cancelPlan(two);

    assertThat(after.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(after.getPlannedShipments(0).getLines(0).getQuantity()).isEqualTo(5);
    assertThat(after.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isEqualTo(2);
    assertThat(client().cancelPlan(two)).as("a repeat").isEqualTo(after);
    assertThat(sluice().available(HANGZHOU, "LID-L")).isEqualTo(7);
    client().cancelPlan(cancel(plan, "the-other-three", "LID-L", 3));
    assertThat(stateOf(plan)).isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertThat(sluice().available(HANGZHOU, "LID-L")).isEqualTo(10);
  }

  @Test
  void moreThanIsLeftCannotBeGivenBack() {
    sluice().stock(HANGZHOU, "MUG-L", 10);
    RoutingPlan plan = route(order("too-much").line("MUG-L", 2));

    StateForbidsException refused =
        assertForbidden(plan, () -> client().cancelPlan(cancel(plan, "three", "MUG-L", 3)));
    assertThat(refused).hasMessageContaining("holds 2 x MUG-L");
    assertForbidden(plan, () -> client().cancelPlan(cancel(plan, "other", "OTHER", 1)));
    CancelPlanRequest twiceTwo =
        cancel(plan, "sum", "MUG-L", 2).toBuilder()
            .addLines(CancelledLine.newBuilder().setSku("MUG-L").setQuantity(2))
            .build();
    assertForbidden(plan, () -> client().cancelPlan(twiceTwo));

    assertThat(client().getPlan(plan.getPlanId())).as("nothing was done").isEqualTo(plan);
    assertThat(sluice().available(HANGZHOU, "MUG-L")).isEqualTo(8);
  }

  @Test
  void lastShipmentsGiveBackFirst() {
    sluice().stock(HANGZHOU, "BOWL-L", 3);
    sluice().stock(WUHAN, "BOWL-L", 2);
    RoutingPlan plan = route(order("two-parcels").line("BOWL-L", 5));
    assertThat(plan.getPlannedShipmentsCount()).isEqualTo(2);
    ShippedLine firstLine = plan.getPlannedShipments(0).getLines(0);
    long second = plan.getPlannedShipments(1).getLines(0).getQuantity();

    RoutingPlan after = client().cancelPlan(cancel(plan, "part", "BOWL-L", second + 1));

    assertThat(states(after))
        .containsExactly(
            ShipmentState.SHIPMENT_STATE_CONFIRMED, ShipmentState.SHIPMENT_STATE_RELEASED);
    assertThat(after.getPlannedShipments(0).getLines(0))
        .isEqualTo(firstLine.toBuilder().setReleasedQuantity(1).build());
    assertThat(after.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertForbidden(plan, () -> client().markShipped(plan.getPlanId(), 1, 2));
    assertThat(states(client().getPlan(plan.getPlanId())))
        .as("none of them, when one cannot")
        .isEqualTo(states(after));
    RoutingPlan shipped = client().markShipped(plan.getPlanId());
    assertThat(states(shipped))
        .containsExactly(
            ShipmentState.SHIPMENT_STATE_SHIPPED, ShipmentState.SHIPMENT_STATE_RELEASED);
    assertThat(shipped.getState()).isEqualTo(PlanState.PLAN_STATE_SHIPPED);
  }

  @Test
  void whatShippedStaysShipped() {
    sluice().stock(HANGZHOU, "JAR-L", 10);
    RoutingPlan plan = route(order("ships").line("JAR-L", 4));

    RoutingPlan shipped = client().markShipped(plan.getPlanId(), 1);

    assertThat(shipped.getState()).isEqualTo(PlanState.PLAN_STATE_SHIPPED);
    assertThat(client().markShipped(plan.getPlanId())).as("a repeat").isEqualTo(shipped);
    assertThat(client().markShipped(plan.getPlanId(), 1)).as("a repeat").isEqualTo(shipped);
    assertThat(client().confirmPlan(plan.getPlanId())).isEqualTo(shipped);
    StateForbidsException refused =
        assertForbidden(plan, () -> client().cancelPlan(plan.getPlanId(), "too late"));
    assertThat(refused.metadata()).containsEntry("state", "SHIPPED");
    assertForbidden(plan, () -> client().cancelPlan(cancel(plan, "late", "JAR-L", 1)));
    assertThat(sluice().available(HANGZHOU, "JAR-L")).isEqualTo(6);
  }

  @Test
  void whatIsHeldIsConfirmedBeforeItShips() {
    sluice().stock(HANGZHOU, "TUB-L", 10);
    RoutingPlan held = client().routeOrder(order("held-ships").line("TUB-L", 1).build(), HOLD);

    StateForbidsException refused =
        assertForbidden(held, () -> client().markShipped(held.getPlanId()));
    assertThat(refused.metadata()).containsEntry("state", "HELD");
    assertThat(refused).hasMessageContaining("confirm the plan first");
    client().confirmPlan(held.getPlanId());
    assertForbidden(held, () -> client().markShipped(held.getPlanId(), 2));
    assertThat(client().markShipped(held.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_SHIPPED);
  }

  @Test
  void restOfAPlanCanBeGivenBackAfterAParcelLeft() {
    sluice().stock(HANGZHOU, "FORK-L", 10);
    sluice().stock(WUHAN, "KNIFE-L", 10);
    RoutingPlan plan = route(order("half").line("FORK-L", 1).line("KNIFE-L", 1));

    RoutingPlan half = client().markShipped(plan.getPlanId(), 1);
    RoutingPlan rest = client().cancelPlan(plan.getPlanId(), "the rest");

    assertThat(half.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(states(rest))
        .containsExactly(
            ShipmentState.SHIPMENT_STATE_SHIPPED, ShipmentState.SHIPMENT_STATE_RELEASED);
    assertThat(rest.getState()).isEqualTo(PlanState.PLAN_STATE_SHIPPED);
    assertThat(client().cancelPlan(plan.getPlanId(), "again")).isEqualTo(rest);
    assertThat(sluice().available(HANGZHOU, "FORK-L")).isEqualTo(9);
    assertThat(sluice().available(WUHAN, "KNIFE-L")).isEqualTo(10);
  }

  private PlanState stateOf(RoutingPlan plan) {
    return client().getPlan(plan.getPlanId()).getState();
  }

  private static List<ShipmentState> states(RoutingPlan plan) {
    return plan.getPlannedShipmentsList().stream().map(PlannedShipment::getState).toList();
  }

  private static StateForbidsException assertForbidden(RoutingPlan plan, ThrowingCallable call) {
    StateForbidsException refused =
        failure(StateForbidsException.class, ErrorReason.ERROR_REASON_PLAN_STATE, call);
    assertThat(refused.metadata()).containsEntry("plan_id", plan.getPlanId()).containsKey("state");
    return refused;
  }

  private static CancelPlanRequest cancel(
      RoutingPlan plan, String requestId, String sku, long quantity) {
    return CancelPlanRequest.newBuilder()
        .setPlanId(plan.getPlanId())
        .setRequestId(requestId)
        .setCause("fewer are needed")
        .addLines(CancelledLine.newBuilder().setSku(sku).setQuantity(quantity))
        .build();
  }
}
