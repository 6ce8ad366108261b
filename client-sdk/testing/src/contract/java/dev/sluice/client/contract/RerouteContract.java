package dev.sluice.client.contract;

import static dev.sluice.client.contract.Surroundings.HANGZHOU;
import static dev.sluice.client.contract.Surroundings.WUHAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Plans;
import dev.sluice.client.StateForbidsException;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** An order that lost what was planned for it is routed again; what stands is kept. */
public abstract class RerouteContract extends ContractTest {

  private static final Duration HOLD = Duration.ofMinutes(15);

  @Test
  void expiredOrderIsRoutedAgain() {
    sluice().stock(HANGZHOU, "POT-R", 10);
    Order order = order("expired").line("POT-R", 3).build();
    RoutingPlan expired = client().routeOrder(order, HOLD);
    sluice().advance(HOLD);

    RoutingPlan again = client().rerouteOrder(CHANNEL, "expired", "R-1", "paid at last");

    assertThat(Plans.describe(again)).isEqualTo("3 x POT-R @ Hangzhou by SF-EXPRESS");
    assertThat(again.getRevision()).isEqualTo(2);
    assertThat(again.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(again.hasExpireTime()).isFalse();
    assertThat(again.getReplacedPlanId()).isEqualTo(expired.getPlanId());
    assertThat(again.getRerouteCause()).isEqualTo("paid at last");
    assertThat(client().getPlan(CHANNEL, "expired")).isEqualTo(again);
    assertThat(client().routeOrder(order, HOLD)).as("the order again").isEqualTo(again);
    RoutingPlan history = client().getPlan(expired.getPlanId());
    assertThat(history.getState()).isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertThat(history.getReplacedByPlanId()).isEqualTo(again.getPlanId());
    assertThat(sluice().available(HANGZHOU, "POT-R")).isEqualTo(7);
  }

  @Test
  void onlyWhatWasGivenBackIsPlannedAnew() {
    sluice().stock(HANGZHOU, "LID-R", 10);
    RoutingPlan first = route(order("given-back").line("LID-R", 5));
    client().cancelPlan(cancel(first, "LID-R", 2));

    RoutingPlan second = client().rerouteOrder(CHANNEL, "given-back", "R-1", "wanted after all");

    assertThat(Plans.describe(second))
        .isEqualTo("3 x LID-R @ Hangzhou by SF-EXPRESS + 2 x LID-R @ Hangzhou by SF-EXPRESS");
    assertThat(second.getPlannedShipmentsList())
        .extracting(PlannedShipment::getNumber)
        .containsExactly(1, 2);
    assertThat(second.getPlannedShipmentsList())
        .extracting(PlannedShipment::getCarried)
        .containsExactly(true, false);
    assertThat(second.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isZero();
    RoutingPlan history = client().getPlan(first.getPlanId());
    assertThat(history.getState()).isEqualTo(PlanState.PLAN_STATE_CARRIED);
    assertThat(history.getPlannedShipments(0).getState())
        .isEqualTo(ShipmentState.SHIPMENT_STATE_CARRIED);
    assertThat(history.getPlannedShipments(0).getLines(0).getQuantity()).isEqualTo(5);
    assertThat(history.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isEqualTo(2);
    assertThat(sluice().available(HANGZHOU, "LID-R")).isEqualTo(5);
    assertThat(client().markShipped(second.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_SHIPPED);
    assertThat(sluice().available(HANGZHOU, "LID-R")).isEqualTo(5);
  }

  @Test
  void backorderIsRoutedOnceStockArrives() {
    sluice().stock(HANGZHOU, "MUG-R", 1);
    RoutingPlan first = route(order("short").line("MUG-R", 3));
    assertThat(Plans.describe(first))
        .isEqualTo("1 x MUG-R @ Hangzhou by SF-EXPRESS; unfulfilled: 2 x MUG-R OUT_OF_STOCK");

    assertThat(client().rerouteOrder(CHANNEL, "short", "R-1", "still nothing"))
        .as("nothing more can be planned")
        .isEqualTo(first);
    RoutingPlan shipped = client().markShipped(first.getPlanId());
    assertThat(client().rerouteOrder(CHANNEL, "short", "R-1", "still nothing")).isEqualTo(shipped);
    sluice().stock(WUHAN, "MUG-R", 9);
    RoutingPlan second = client().rerouteOrder(CHANNEL, "short", "R-1", "stock arrived");

    assertThat(Plans.describe(second))
        .isEqualTo("1 x MUG-R @ Hangzhou by SF-EXPRESS + 2 x MUG-R @ Wuhan by SF-EXPRESS");
    assertThat(second.getPlannedShipmentsList())
        .extracting(PlannedShipment::getState)
        .containsExactly(
            ShipmentState.SHIPMENT_STATE_SHIPPED, ShipmentState.SHIPMENT_STATE_CONFIRMED);
    assertThat(client().rerouteOrder(CHANNEL, "short", "R-2", "all stands")).isEqualTo(second);
  }

  @Test
  void whatIsPlannedAnewMayBeHeld() {
    sluice().stock(HANGZHOU, "RUG-R", 10);
    RoutingPlan first = route(order("hold-anew").line("RUG-R", 3));
    client().cancelPlan(cancel(first, "RUG-R", 1));
    RerouteOrderRequest request =
        reroute("hold-anew", 0, "R-1").setHoldDuration(Times.duration(HOLD)).build();

    RoutingPlan second = client().rerouteOrder(request);

    assertThat(second.getState()).isEqualTo(PlanState.PLAN_STATE_HELD);
    assertThat(second.getPlannedShipmentsList())
        .extracting(PlannedShipment::getState)
        .containsExactly(ShipmentState.SHIPMENT_STATE_CONFIRMED, ShipmentState.SHIPMENT_STATE_HELD);
    assertThat(Times.instant(second.getExpireTime())).isEqualTo(sluice().now().plus(HOLD));
    sluice().advance(HOLD);
    eventually(
        () ->
            client().getPlan(second.getPlanId()).getPlannedShipments(1).getState()
                == ShipmentState.SHIPMENT_STATE_RELEASED);
    assertThat(client().getPlan(second.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(sluice().available(HANGZHOU, "RUG-R")).isEqualTo(8);
  }

  @Test
  void repeatedRequestGetsTheRevisionItMade() {
    sluice().stock(HANGZHOU, "JAR-R", 10);
    RoutingPlan first = route(order("repeated").line("JAR-R", 2));
    client().cancelPlan(first.getPlanId(), "by mistake");
    RerouteOrderRequest request = reroute("repeated", 1, "R-1").build();

    RoutingPlan second = client().rerouteOrder(request);
    assertThat(client().rerouteOrder(request)).isEqualTo(second);
    client().cancelPlan(second.getPlanId(), "again by mistake");
    assertThat(client().rerouteOrder(request).getPlanId()).isEqualTo(second.getPlanId());

    StateForbidsException stale =
        failure(
            StateForbidsException.class,
            ErrorReason.ERROR_REASON_PLAN_REVISION,
            () -> client().rerouteOrder(reroute("repeated", 1, "R-2").build()));
    assertThat(stale.metadata())
        .containsEntry("revision", "2")
        .containsEntry("plan_id", second.getPlanId());
    assertThat(client().rerouteOrder(reroute("repeated", 2, "R-2").build()).getRevision())
        .isEqualTo(3);
    assertThat(sluice().available(HANGZHOU, "JAR-R")).isEqualTo(8);
  }

  @Test
  void historyRefusesEveryChange() {
    sluice().stock(HANGZHOU, "BOX-R", 10);
    RoutingPlan first = route(order("history").line("BOX-R", 2));
    RoutingPlan cut = client().cancelPlan(cancel(first, "BOX-R", 1));
    RoutingPlan second = client().rerouteOrder(CHANNEL, "history", "", "");

    for (ThrowingCallable change :
        List.<ThrowingCallable>of(
            () -> client().confirmPlan(first.getPlanId()),
            () -> client().markShipped(first.getPlanId()),
            () -> client().cancelPlan(first.getPlanId(), "all of it"))) {
      StateForbidsException replaced =
          failure(StateForbidsException.class, ErrorReason.ERROR_REASON_PLAN_REPLACED, change);
      assertThat(replaced.metadata())
          .containsEntry("plan_id", first.getPlanId())
          .containsEntry("replaced_by_plan_id", second.getPlanId());
    }
    assertThat(client().cancelPlan(cancel(first, "BOX-R", 1)).getPlanId())
        .as("a repeat of what was done before")
        .isEqualTo(cut.getPlanId());
    assertThat(sluice().available(HANGZHOU, "BOX-R")).isEqualTo(8);
  }

  @Test
  void orderWithNothingMissingKeepsItsPlan() {
    sluice().stock(HANGZHOU, "KEY-R", 10);
    RoutingPlan plan = route(order("stands").line("KEY-R", 2));

    assertThat(client().rerouteOrder(CHANNEL, "stands", "R-1", "to be sure")).isEqualTo(plan);
  }

  private static RerouteOrderRequest.Builder reroute(
      String orderId, int expectedRevision, String requestId) {
    return RerouteOrderRequest.newBuilder()
        .setOrderKey(OrderKey.newBuilder().setChannel(CHANNEL).setOrderId(orderId))
        .setExpectedRevision(expectedRevision)
        .setRequestId(requestId);
  }

  private static CancelPlanRequest cancel(RoutingPlan plan, String sku, long quantity) {
    return CancelPlanRequest.newBuilder()
        .setPlanId(plan.getPlanId())
        .setRequestId("C-1")
        .setCause("fewer are needed")
        .addLines(CancelledLine.newBuilder().setSku(sku).setQuantity(quantity))
        .build();
  }
}
