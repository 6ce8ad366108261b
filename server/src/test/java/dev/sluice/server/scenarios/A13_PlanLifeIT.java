package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.CHANNEL;
import static dev.sluice.server.scenarios.TestService.at;
import static dev.sluice.server.scenarios.Threads.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.NotFoundException;
import dev.sluice.client.OrderConflictException;
import dev.sluice.client.Plans;
import dev.sluice.client.StateForbidsException;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.StockPosition;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parcels leave, and orders that lost what was planned for them are routed again. */
class A13_PlanLifeIT {

  private static final Duration HOLD = Duration.ofMinutes(15);

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void shippedGoodsAreNoLongerInTheBuilding() {
    sluice.sells("CUP", at("Hangzhou", 10));
    RoutingPlan plan = sluice.route(sluice.order("ships").line("CUP", 4));

    RoutingPlan shipped = sluice.client().markShipped(plan.getPlanId(), 1);

    assertThat(shipped.getState()).isEqualTo(PlanState.PLAN_STATE_SHIPPED);
    assertThat(sluice.client().markShipped(plan.getPlanId())).isEqualTo(shipped);
    StockPosition left = sluice.position("CUP", "Hangzhou");
    assertThat(left.getOnHand()).isEqualTo(6);
    assertThat(left.getReserved()).isZero();
    assertThat(left.getAvailableToPromise()).isEqualTo(6);
    assertThatThrownBy(() -> sluice.client().cancelPlan(plan.getPlanId(), "too late"))
        .isInstanceOf(StateForbidsException.class);
  }

  @Test
  void whatIsHeldIsConfirmedBeforeItShips() {
    sluice.sells("PAN", at("Hangzhou", 10));
    RoutingPlan held =
        sluice.client().routeOrder(sluice.order("held").line("PAN", 1).build(), HOLD);

    assertThatThrownBy(() -> sluice.client().markShipped(held.getPlanId()))
        .isInstanceOfSatisfying(
            StateForbidsException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_PLAN_STATE);
              assertThat(refused).hasMessageContaining("confirm the plan first");
            });
    sluice.client().confirmPlan(held.getPlanId());
    assertThatThrownBy(() -> sluice.client().markShipped(held.getPlanId(), 2))
        .isInstanceOf(StateForbidsException.class);
    assertThatThrownBy(() -> sluice.client().markShipped(held.getPlanId(), 0))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(sluice.client().markShipped(held.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_SHIPPED);
  }

  @Test
  void expiredOrderIsRoutedAgain() {
    sluice.sells("POT", at("Hangzhou", 10));
    Order order = sluice.order("expires").line("POT", 3).build();
    RoutingPlan expired = sluice.client().routeOrder(order, HOLD);
    sluice.clock().advance(HOLD);

    RoutingPlan again = sluice.client().rerouteOrder(CHANNEL, "expires", "R-1", "paid at last");

    assertThat(again.getRevision()).isEqualTo(2);
    assertThat(again.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(Plans.describe(again)).isEqualTo("3 x POT @ Hangzhou by SF-EXPRESS");
    assertThat(again.getReplacedPlanId()).isEqualTo(expired.getPlanId());
    assertThat(again.getRerouteCause()).isEqualTo("paid at last");
    assertThat(sluice.client().getPlan(CHANNEL, "expires")).isEqualTo(again);
    assertThat(sluice.client().routeOrder(order, HOLD)).as("a repeat").isEqualTo(again);
    RoutingPlan history = sluice.client().getPlan(expired.getPlanId());
    assertThat(history.getState()).isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertThat(history.getRevision()).isEqualTo(1);
    assertThat(history.getReplacedByPlanId()).isEqualTo(again.getPlanId());
    assertThat(sluice.available("POT", "Hangzhou")).isEqualTo(7);
    assertThat(sluice.explained(again).getExplanation().getCandidatesCount()).isPositive();
  }

  @Test
  void onlyWhatWasGivenBackIsPlannedAnew() {
    sluice.sells("LID", at("Hangzhou", 10));
    RoutingPlan first = sluice.route(sluice.order("part").line("LID", 5));
    sluice.client().cancelPlan(cancel(first, "LID", 2));

    RoutingPlan second = sluice.client().rerouteOrder(CHANNEL, "part", "R-1", "wanted after all");

    assertThat(Plans.describe(second))
        .isEqualTo("3 x LID @ Hangzhou by SF-EXPRESS + 2 x LID @ Hangzhou by SF-EXPRESS");
    assertThat(second.getPlannedShipmentsList())
        .extracting(PlannedShipment::getCarried)
        .containsExactly(true, false);
    RoutingPlan history = sluice.client().getPlan(first.getPlanId());
    assertThat(history.getState()).isEqualTo(PlanState.PLAN_STATE_CARRIED);
    assertThat(history.getPlannedShipments(0).getState())
        .isEqualTo(ShipmentState.SHIPMENT_STATE_CARRIED);
    assertThat(sluice.available("LID", "Hangzhou")).isEqualTo(5);
    sluice.client().markShipped(second.getPlanId());
    assertThat(sluice.position("LID", "Hangzhou").getOnHand()).isEqualTo(5);
  }

  @Test
  void backorderIsRoutedOnceStockArrives() {
    sluice.sells("MUG", at("Hangzhou", 1));
    RoutingPlan first = sluice.route(sluice.order("short").line("MUG", 3));
    assertThat(Plans.describe(first))
        .isEqualTo("1 x MUG @ Hangzhou by SF-EXPRESS; unfulfilled: 2 x MUG OUT_OF_STOCK");

    assertThat(sluice.client().rerouteOrder(CHANNEL, "short", "R-1", "still nothing"))
        .as("nothing more can be planned")
        .isEqualTo(first);
    sluice.client().markShipped(first.getPlanId());
    sluice.sells("MUG", at("Wuhan", 9));
    RoutingPlan second = sluice.client().rerouteOrder(CHANNEL, "short", "R-1", "stock arrived");

    assertThat(Plans.describe(second))
        .isEqualTo("1 x MUG @ Hangzhou by SF-EXPRESS + 2 x MUG @ Wuhan by SF-EXPRESS");
    assertThat(second.getPlannedShipmentsList())
        .extracting(PlannedShipment::getState)
        .containsExactly(
            ShipmentState.SHIPMENT_STATE_SHIPPED, ShipmentState.SHIPMENT_STATE_CONFIRMED);
    assertThat(sluice.client().rerouteOrder(CHANNEL, "short", "R-2", "all stands"))
        .isEqualTo(second);
  }

  @Test
  void whatAClosedWarehouseCannotShipMovesToAnother() {
    sluice.sells("SPOON", at("Hangzhou", 10));
    sluice.sells("FORK", at("Wuhan", 10), at("Beijing", 10));
    RoutingPlan first = sluice.route(sluice.order("moved").line("SPOON", 1).line("FORK", 3));
    assertThat(Plans.describe(first))
        .isEqualTo("1 x SPOON @ Hangzhou by SF-EXPRESS + 3 x FORK @ Wuhan by SF-EXPRESS");
    sluice.client().markShipped(first.getPlanId(), 1);
    sluice.client().network().setWarehouseState("Wuhan", OperatingState.OPERATING_STATE_CLOSED);

    RoutingPlan asked = sluice.client().rerouteOrder(CHANNEL, "moved", "R-1", "Wuhan is closed");
    assertThat(asked.getRevision()).as("what is reserved stands until it is given back").isOne();
    sluice.client().cancelPlan(cancel(first, "FORK", 3));
    RoutingPlan second = sluice.client().rerouteOrder(CHANNEL, "moved", "R-2", "Wuhan is closed");

    assertThat(Plans.describe(second))
        .isEqualTo("1 x SPOON @ Hangzhou by SF-EXPRESS + 3 x FORK @ Beijing by SF-EXPRESS");
    assertThat(second.getPlannedShipmentsList())
        .extracting(PlannedShipment::getState)
        .containsExactly(
            ShipmentState.SHIPMENT_STATE_SHIPPED, ShipmentState.SHIPMENT_STATE_CONFIRMED);
    assertThat(second.getRevision()).isEqualTo(2);
    assertThat(sluice.available("FORK", "Wuhan")).isEqualTo(10);
    assertThat(sluice.available("FORK", "Beijing")).isEqualTo(7);
    assertThat(sluice.explained(second).getExplanation().toString()).contains("Wuhan is CLOSED");
    sluice.client().network().setWarehouseState("Wuhan", OperatingState.OPERATING_STATE_OPEN);
  }

  @Test
  void repeatedRequestGetsTheRevisionItMade() {
    sluice.sells("JAR", at("Hangzhou", 10));
    RoutingPlan first = sluice.route(sluice.order("again").line("JAR", 2));
    sluice.client().cancelPlan(first.getPlanId(), "by mistake");
    RerouteOrderRequest request = reroute("again", 1, "R-1").build();

    RoutingPlan second = sluice.client().rerouteOrder(request);
    assertThat(sluice.client().rerouteOrder(request)).isEqualTo(second);
    sluice.client().cancelPlan(second.getPlanId(), "again by mistake");
    assertThat(sluice.client().rerouteOrder(request).getPlanId()).isEqualTo(second.getPlanId());

    assertThatThrownBy(() -> sluice.client().rerouteOrder(reroute("again", 1, "R-2").build()))
        .isInstanceOfSatisfying(
            StateForbidsException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_PLAN_REVISION);
              assertThat(refused.metadata())
                  .containsEntry("revision", "2")
                  .containsEntry("plan_id", second.getPlanId());
            });
    RoutingPlan third = sluice.client().rerouteOrder(reroute("again", 2, "R-2").build());
    assertThat(third.getRevision()).isEqualTo(3);
    assertThat(sluice.available("JAR", "Hangzhou")).isEqualTo(8);
  }

  @Test
  void twoAtOnceMakeOneRevision() throws Exception {
    sluice.sells("TUB", at("Hangzhou", 100));
    for (int round = 0; round < 5; round++) {
      String id = "at-once-" + round;
      RoutingPlan first = sluice.route(sluice.order(id).line("TUB", 4));
      sluice.client().cancelPlan(first.getPlanId(), "by mistake");

      Set<RoutingPlan> plans =
          new HashSet<>(together(4, () -> sluice.client().rerouteOrder(CHANNEL, id, "", "")));

      assertThat(plans).hasSize(1);
      assertThat(plans.iterator().next().getRevision()).isEqualTo(2);
    }
    assertThat(sluice.available("TUB", "Hangzhou")).isEqualTo(80);
  }

  @Test
  void historyStaysAsItIs() {
    sluice.sells("BOX", at("Hangzhou", 10));
    RoutingPlan first = sluice.route(sluice.order("history").line("BOX", 2));
    sluice.client().cancelPlan(cancel(first, "BOX", 1));
    RoutingPlan second = sluice.client().rerouteOrder(CHANNEL, "history", "", "");

    for (Runnable change :
        List.<Runnable>of(
            () -> sluice.client().confirmPlan(first.getPlanId()),
            () -> sluice.client().markShipped(first.getPlanId()),
            () -> sluice.client().cancelPlan(first.getPlanId(), "all of it"))) {
      assertThatThrownBy(change::run)
          .isInstanceOfSatisfying(
              StateForbidsException.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_PLAN_REPLACED);
                assertThat(refused.metadata())
                    .containsEntry("replaced_by_plan_id", second.getPlanId());
              });
    }
    assertThat(sluice.available("BOX", "Hangzhou")).isEqualTo(8);
  }

  @Test
  void repeatAfterMidnightGetsThePlan() {
    sluice.sells("HAT", at("Hangzhou", 10));
    Order order = sluice.order("midnight").line("HAT", 2).build();
    RoutingPlan plan = sluice.route(order);

    sluice.clock().advance(Duration.ofDays(1));

    assertThat(sluice.route(order)).isEqualTo(plan);
    assertThat(sluice.client().confirmPlan(plan.getPlanId())).isEqualTo(plan);
    assertThat(sluice.available("HAT", "Hangzhou")).isEqualTo(8);
  }

  @Test
  void repeatOfWhatHasLeftTheNetworkGetsItsPlan() {
    sluice.sells("FAD", at("Hangzhou", 10));
    Order order = sluice.order("fad").line("FAD", 2).build();
    RoutingPlan plan = sluice.route(order);
    Order changed = order.toBuilder().setStore("other").build();
    Order another = order.toBuilder().setOrderId("fad-2").build();

    importWithout("FAD");
    try {
      assertThat(sluice.route(order)).isEqualTo(plan);
      assertThatThrownBy(() -> sluice.route(changed)).isInstanceOf(OrderConflictException.class);
      assertThatThrownBy(() -> sluice.route(another))
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_SKU));
    } finally {
      sluice.client().network().importNetwork(List.of(sluice.network().build().build()));
    }
  }

  @Test
  void orderThatWasNeverRoutedOrIsTooOldIsNotRoutedAgain() {
    sluice.sells("OLD", at("Hangzhou", 10));
    Order order = sluice.order("old").line("OLD", 1).build();
    RoutingPlan plan = sluice.route(order);
    sluice.client().cancelPlan(plan.getPlanId(), "");
    assertThatThrownBy(() -> sluice.client().rerouteOrder(CHANNEL, "never", "", ""))
        .isInstanceOf(NotFoundException.class);

    sluice.clock().advance(Duration.ofDays(31));

    for (Runnable call :
        List.<Runnable>of(
            () -> sluice.client().rerouteOrder(CHANNEL, "old", "", ""),
            () -> sluice.route(order))) {
      assertThatThrownBy(call::run)
          .isInstanceOfSatisfying(
              StateForbidsException.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_ORDER_TOO_OLD));
    }
  }

  private static CancelPlanRequest cancel(RoutingPlan plan, String sku, long quantity) {
    return CancelPlanRequest.newBuilder()
        .setPlanId(plan.getPlanId())
        .setRequestId("C-1")
        .setCause("fewer are needed")
        .addLines(CancelledLine.newBuilder().setSku(sku).setQuantity(quantity))
        .build();
  }

  private static RerouteOrderRequest.Builder reroute(
      String orderId, int expectedRevision, String requestId) {
    return RerouteOrderRequest.newBuilder()
        .setOrderKey(OrderKey.newBuilder().setChannel(CHANNEL).setOrderId(orderId))
        .setExpectedRevision(expectedRevision)
        .setRequestId(requestId);
  }

  private static void importWithout(String sku) {
    ImportNetworkRequest.Builder network = sluice.network().build();
    for (int i = network.getProductsCount() - 1; i >= 0; i--) {
      if (network.getProducts(i).getSku().equals(sku)) {
        network.removeProducts(i);
      }
    }
    sluice.client().network().importNetwork(List.of(network.build()));
  }
}
