package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.NotFoundException;
import dev.sluice.client.StateForbidsException;
import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.ListWarehouseLoadsRequest;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.WarehouseLoad;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan may be held until it is confirmed, and given back as long as it has not shipped. */
class A07_HoldConfirmCancelIT {

  private static final Duration HOLD = Duration.ofMinutes(15);

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void heldPlanIsConfirmedOnce() {
    sluice.sells("CUP", at("Hangzhou", 10));

    RoutingPlan held =
        sluice.client().routeOrder(sluice.order("held").line("CUP", 2).build(), HOLD);
    RoutingPlan confirmed = sluice.client().confirmPlan(held.getPlanId());
    sluice.clock().advance(HOLD.plusMinutes(1));

    assertThat(held.getState()).isEqualTo(PlanState.PLAN_STATE_HELD);
    assertThat(Instant.ofEpochSecond(held.getExpireTime().getSeconds()))
        .isEqualTo(sluice.clock().now().minus(Duration.ofMinutes(1)));
    assertThat(confirmed.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(sluice.client().confirmPlan(held.getPlanId())).isEqualTo(confirmed);
    assertThat(sluice.available("CUP", "Hangzhou")).isEqualTo(8);
  }

  @Test
  void holdThatIsOverGivesEverythingBack() {
    sluice.sells("PAN", at("Wuhan", 10));
    long before = load("Wuhan").getUsed();
    RoutingPlan held =
        sluice.client().routeOrder(sluice.order("expires").line("PAN", 3).build(), HOLD);
    assertThat(load("Wuhan").getUsed()).isEqualTo(before + 1);

    sluice.clock().advance(HOLD.plusSeconds(1));

    assertThatThrownBy(() -> sluice.client().confirmPlan(held.getPlanId()))
        .isInstanceOfSatisfying(
            StateForbidsException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_PLAN_STATE);
              assertThat(refused.metadata()).containsEntry("plan_id", held.getPlanId());
            });
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(sluice.client().getPlan(held.getPlanId()).getState())
                    .isEqualTo(PlanState.PLAN_STATE_RELEASED));
    assertThat(sluice.available("PAN", "Wuhan")).isEqualTo(10);
    assertThat(load("Wuhan").getUsed()).isEqualTo(before);
  }

  @Test
  void cancellingGivesBackStockAndCapacityOnce() {
    sluice.sells("POT", at("Beijing", 10));
    long before = load("Beijing").getUsed();
    RoutingPlan plan = sluice.route(sluice.order("cancelled").line("POT", 4));

    RoutingPlan cancelled = sluice.client().cancelPlan(plan.getPlanId(), "buyer changed his mind");

    assertThat(cancelled.getState()).isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertThat(cancelled.getPlannedShipments(0).getState())
        .isEqualTo(ShipmentState.SHIPMENT_STATE_RELEASED);
    assertThat(sluice.client().cancelPlan(plan.getPlanId(), "again")).isEqualTo(cancelled);
    assertThat(sluice.available("POT", "Beijing")).isEqualTo(10);
    assertThat(load("Beijing").getUsed()).isEqualTo(before);
    assertThatThrownBy(() -> sluice.client().confirmPlan(plan.getPlanId()))
        .isInstanceOf(StateForbidsException.class);
  }

  @Test
  void partOfAPlanIsGivenBackOncePerRequest() {
    sluice.sells("LID", at("Hangzhou", 10));
    RoutingPlan plan = sluice.route(sluice.order("part").line("LID", 5));
    CancelPlanRequest two = cancel(plan, "two-of-five", "LID", 2);

    RoutingPlan after = sluice.client().cancelPlan(two);

    assertThat(after.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(after.getPlannedShipments(0).getLines(0).getReleasedQuantity()).isEqualTo(2);
    assertThat(sluice.client().cancelPlan(two)).isEqualTo(after);
    assertThat(sluice.available("LID", "Hangzhou")).isEqualTo(7);
    sluice.client().cancelPlan(cancel(plan, "the-other-three", "LID", 3));
    assertThat(sluice.available("LID", "Hangzhou")).isEqualTo(10);
    assertThat(sluice.client().getPlan(plan.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_RELEASED);
  }

  @Test
  void moreThanIsHeldCannotBeGivenBack() {
    sluice.sells("MUG", at("Hangzhou", 10));
    RoutingPlan plan = sluice.route(sluice.order("too-much").line("MUG", 2));

    assertThatThrownBy(() -> sluice.client().cancelPlan(cancel(plan, "three", "MUG", 3)))
        .isInstanceOf(StateForbidsException.class)
        .hasMessageContaining("holds 2 x MUG");
    assertThatThrownBy(() -> sluice.client().cancelPlan(cancel(plan, "", "MUG", 1)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("request_id");
    assertThat(sluice.available("MUG", "Hangzhou")).isEqualTo(8);
  }

  @Test
  void unknownPlanIsNotFound() {
    assertThatThrownBy(() -> sluice.client().confirmPlan("no-such-plan"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sluice.client().cancelPlan("no-such-plan", ""))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sluice.client().getPlan("no-such-plan"))
        .isInstanceOf(NotFoundException.class);
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

  private static WarehouseLoad load(String warehouseId) {
    return sluice
        .client()
        .network()
        .listWarehouseLoads(ListWarehouseLoadsRequest.getDefaultInstance())
        .stream()
        .filter(load -> load.getWarehouseId().equals(warehouseId))
        .findFirst()
        .orElseThrow();
  }
}
