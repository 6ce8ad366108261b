package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.NotFoundException;
import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlanView;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An order comes in and gets a plan: which warehouse, which carrier, when it arrives. */
class A01_FirstOrderIT {

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void goesToTheNearestWarehouseThatHasStock() {
    sluice.sells("CUP", at("Hangzhou", 3), at("Wuhan", 100), at("Beijing", 100));

    assertThat(sluice.routed(sluice.order("near-1").line("CUP", 2)))
        .isEqualTo("2 x CUP @ Hangzhou by SF-EXPRESS");
    assertThat(sluice.routed(sluice.order("near-2").line("CUP", 2)))
        .isEqualTo("2 x CUP @ Wuhan by SF-EXPRESS");
    assertThat(sluice.routed(sluice.order("near-3").shipTo(City.BEIJING.code()).line("CUP", 2)))
        .isEqualTo("2 x CUP @ Beijing by SF-EXPRESS");
  }

  @Test
  void saysWhenItShipsAndArrives() {
    sluice.sells("CLOCK", at("Hangzhou", 10));

    RoutingPlan plan = sluice.route(sluice.order("when").line("CLOCK", 1));

    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(plan.getRevision()).isEqualTo(1);
    assertThat(plan.getPlannedShipmentsList())
        .singleElement()
        .satisfies(
            shipment -> {
              // Two hours of work from ten in the morning, then 48 hours on the way.
              assertThat(instant(shipment.getShipByTime()))
                  .isEqualTo(TestService.MORNING.plus(Duration.ofHours(2)));
              assertThat(instant(shipment.getPromiseTime()))
                  .isEqualTo(TestService.MORNING.plus(Duration.ofHours(50)));
              assertThat(shipment.getShipDay().getDay()).isEqualTo(18);
            });
    assertThat(plan.getDecidedTime().getSeconds()).isEqualTo(TestService.MORNING.getEpochSecond());
  }

  @Test
  void reservesWhatItPlans() {
    sluice.sells("LAMP", at("Hangzhou", 10));

    sluice.route(sluice.order("reserves").line("LAMP", 4));

    assertThat(sluice.position("LAMP", "Hangzhou"))
        .satisfies(
            stock -> {
              assertThat(stock.getOnHand()).isEqualTo(10);
              assertThat(stock.getReserved()).isEqualTo(4);
              assertThat(stock.getAvailableToPromise()).isEqualTo(6);
            });
  }

  @Test
  void planningAloneChangesNothing() {
    sluice.sells("CHAIR", at("Hangzhou", 2));
    Orders.Builder order = sluice.order("only-planned").line("CHAIR", 2);

    for (int i = 0; i < 3; i++) {
      RoutingPlan plan = sluice.client().planOrder(order.build()).getPlan();
      assertThat(Plans.describe(plan)).isEqualTo("2 x CHAIR @ Hangzhou by SF-EXPRESS");
      assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_PLANNED);
    }

    assertThat(sluice.available("CHAIR", "Hangzhou")).isEqualTo(2);
    assertThatThrownBy(() -> sluice.client().getPlan(TestService.CHANNEL, "only-planned"))
        .isInstanceOf(NotFoundException.class);
    assertThat(
            sluice
                .client()
                .listPlans(ListPlansRequest.newBuilder().setOrderId("only-planned").build())
                .getPlansList())
        .isEmpty();
  }

  @Test
  void isFoundAgainByPlanAndByOrder() {
    sluice.sells("TABLE", at("Wuhan", 10));
    Orders.Builder order = sluice.order("found").line("TABLE", 1);
    RoutingPlan plan = sluice.route(order);

    assertThat(sluice.client().getPlan(plan.getPlanId())).isEqualTo(plan);
    assertThat(sluice.client().getPlan(TestService.CHANNEL, "found")).isEqualTo(plan);
    assertThat(
            sluice
                .client()
                .listPlans(ListPlansRequest.newBuilder().setSku("TABLE").build())
                .getPlansList())
        .containsExactly(plan);
  }

  @Test
  void showsTheOrderAndTheExplanationOnlyInFull() {
    sluice.sells("SOFA", at("Wuhan", 10));
    RoutingPlan plan = sluice.route(sluice.order("views").line("SOFA", 1));

    GetPlanResponse full = sluice.explained(plan);
    GetPlanResponse basic =
        sluice
            .client()
            .getPlan(
                GetPlanRequest.newBuilder()
                    .setPlanId(plan.getPlanId())
                    .setView(PlanView.PLAN_VIEW_BASIC)
                    .build());

    assertThat(full.getOrder().getOrderId()).isEqualTo("views");
    assertThat(full.hasExplanation()).isTrue();
    assertThat(basic.getPlan()).isEqualTo(plan).isEqualTo(full.getPlan());
    assertThat(basic.hasOrder()).isFalse();
    assertThat(basic.hasExplanation()).isFalse();
  }

  private static Instant instant(com.google.protobuf.Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
