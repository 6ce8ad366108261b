package dev.sluice.client.testing;

import static dev.sluice.client.testing.SampleOrders.CHANNEL;
import static dev.sluice.client.testing.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.client.IncompatibleServerException;
import dev.sluice.client.InternalErrorException;
import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.NotFoundException;
import dev.sluice.client.Plans;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.UnavailableException;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeSluiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private FakeSluice fake = FakeSluice.create();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void shipsWhateverIsOrderedUnlessItIsToldOtherwise() {
    RoutingPlan plan = fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build());

    assertThat(Plans.describe(plan)).isEqualTo("2 x CUP @ WH-1 by SVC-1");
    assertThat(fake.findPlan(CHANNEL, "D-1")).contains(plan);
    assertThat(fake.plans()).containsExactly(plan);
  }

  @Test
  void plansFromTheStockTable() {
    use(
        FakeSluice.newBuilder()
            .stock("Guangzhou", "PAN", 9)
            .stock("Hangzhou", "CUP", 3)
            .stock("Wuhan", "CUP", 5)
            .stock("Wuhan", "PAN", 1)
            .covers("Guangzhou", "44")
            .carrierService("SF", "SF-EXPRESS"));

    assertThat(routed("first", "CUP", 1)).isEqualTo("1 x CUP @ Hangzhou by SF-EXPRESS");
    assertThat(routed("whole", "CUP", 5)).isEqualTo("5 x CUP @ Wuhan by SF-EXPRESS");
    RoutingPlan plan =
        fake.client().routeOrder(order(fake, "rest").line("CUP", 3).line("PAN", 2).build());
    assertThat(Plans.describe(plan))
        .isEqualTo(
            "2 x CUP @ Hangzhou by SF-EXPRESS + 1 x PAN @ Wuhan by SF-EXPRESS;"
                + " unfulfilled: 1 x CUP OUT_OF_STOCK OUT_OF_COVERAGE,"
                + " 1 x PAN OUT_OF_STOCK OUT_OF_COVERAGE");
    assertThat(plan.getUnfulfilledLines(1).getReasonsList())
        .extracting(reason -> reason.getDetail())
        .containsExactly("Hangzhou has 0 of 2 x PAN", "Guangzhou does not cover 3101");
    assertThat(fake.available("Hangzhou", "CUP")).isZero();

    fake.setStock("Hangzhou", "CUP", 4);

    assertThat(routed("restocked", "CUP", 4)).isEqualTo("4 x CUP @ Hangzhou by SF-EXPRESS");
  }

  @Test
  void routesOfTheTestComeFirst() {
    fake.route(order -> PlanDraft.of(order).by("SF", "SF-EXPRESS").shipRest("Hangzhou").build());
    fake.route(
        "D-2",
        order ->
            PlanDraft.of(order)
                .ship("Wuhan", "CUP", 1)
                .restUnfulfilled(UnfulfilledReason.UNFULFILLED_REASON_RULE, "one a customer")
                .build());

    assertThat(routed("D-1", "CUP", 2)).isEqualTo("2 x CUP @ Hangzhou by SF-EXPRESS");
    assertThat(routed("D-2", "CUP", 2))
        .isEqualTo("1 x CUP @ Wuhan by SVC-1; unfulfilled: 1 x CUP RULE");
  }

  @Test
  void routeThatForgetsUnitsOrThrowsIsAnError() {
    fake.route("D-1", order -> RoutingPlan.getDefaultInstance());
    fake.route("D-2", order -> PlanDraft.of(order).ship("Wuhan", "CUP", 1).build());
    fake.route("D-3", order -> PlanDraft.of(order).ship("Wuhan", "CUP", 3).build());

    assertThatThrownBy(() -> routed("D-1", "CUP", 2))
        .isInstanceOf(InternalErrorException.class)
        .hasMessageContaining("it is about {}, the order about {CUP=2}");
    assertThatThrownBy(() -> routed("D-2", "CUP", 2))
        .isInstanceOf(InternalErrorException.class)
        .hasMessageContaining("neither shipped nor unfulfilled: {CUP=1}");
    assertThatThrownBy(() -> routed("D-3", "CUP", 2))
        .isInstanceOf(InternalErrorException.class)
        .hasMessageContaining("Draft uses 3 x CUP of order D-3, which has 2 left of it");
    assertThat(fake.plans()).isEmpty();
  }

  @Test
  void recordsCalls() {
    try (RoutingClient other =
        RoutingClient.create(
            fake.newClientOptions()
                .header("x-caller", "test")
                .bearerToken(() -> "secret")
                .build())) {
      other.routeOrder(order(fake, "D-1").line("CUP", 2).build());
    }
    assertThatThrownBy(() -> fake.client().confirmPlan("no-such-plan"))
        .isInstanceOf(NotFoundException.class);

    assertThat(fake.calls())
        .extracting(RecordedCall::method, RecordedCall::orderId, RecordedCall::statusCode)
        .containsExactly(
            tuple(SluiceMethod.ROUTE_ORDER, "D-1", "OK"),
            tuple(SluiceMethod.CONFIRM_PLAN, "", "NOT_FOUND"));
    RecordedCall first = fake.calls(SluiceMethod.ROUTE_ORDER).get(0);
    assertThat(first.request(RouteOrderRequest.class).getOrder().getLines(0).getSku())
        .isEqualTo("CUP");
    assertThat(first.attempt()).isEqualTo(1);
    assertThat(first.headers())
        .containsEntry("x-caller", "test")
        .containsEntry("authorization", "Bearer secret")
        .containsKey("user-agent");
  }

  @Test
  void waitsForCalls() {
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> {
              routed("D-1", "CUP", 1);
              routed("D-2", "CUP", 1);
            });

    List<RecordedCall> calls = fake.awaitCalls(SluiceMethod.ROUTE_ORDER, 2, PATIENCE);

    assertThat(calls).extracting(RecordedCall::orderId).containsExactly("D-1", "D-2");
    assertThat(later).succeedsWithin(PATIENCE);
    assertThatThrownBy(() -> fake.awaitCalls(SluiceMethod.CONFIRM_PLAN, 1, Duration.ofMillis(10)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("0 of 1 calls came")
        .hasMessageContaining("ROUTE_ORDER OK");
  }

  @Test
  void clockStandsStillUntilItIsMoved() {
    Instant start = Instant.parse("2026-11-11T12:00:00Z");
    use(FakeSluice.newBuilder().stock("Hangzhou", "CUP", 5).startingAt(start));
    RoutingPlan held =
        fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build(), Duration.ofMinutes(15));

    fake.advance(Duration.ofMinutes(15).minusNanos(1_000));
    assertThat(fake.client().getPlan(held.getPlanId())).isEqualTo(held);
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(3);
    fake.advance(Duration.ofNanos(1_000));

    assertThat(fake.now()).isEqualTo(start.plus(Duration.ofMinutes(15)));
    assertThat(fake.client().getPlan(held.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_RELEASED);
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(5);
    assertThatThrownBy(() -> fake.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void resetForgetsAllButHowItWasBuilt() {
    use(FakeSluice.newBuilder().stock("Hangzhou", "CUP", 5));
    RoutingClient client = fake.client();
    Order order = order(fake, "D-1").line("CUP", 2).build();
    RoutingPlan plan = client.routeOrder(order);
    fake.inject(Fault.raceLost());
    fake.route("D-1", all -> PlanDraft.of(all).shipRest("Wuhan").build());
    fake.setStock("Wuhan", "PAN", 1);
    fake.advance(Duration.ofDays(1));

    fake.reset();

    assertThat(fake.plans()).isEmpty();
    assertThat(fake.calls()).isEmpty();
    assertThat(fake.pendingFaults()).isEmpty();
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(5);
    assertThat(fake.available("Wuhan", "PAN")).isZero();
    assertThat(fake.now()).isBeforeOrEqualTo(Instant.now());
    assertThatThrownBy(() -> client.getPlan(plan.getPlanId()))
        .isInstanceOf(NotFoundException.class);
    RoutingPlan again = client.routeOrder(order);
    assertThat(Plans.describe(again)).isEqualTo("2 x CUP @ Hangzhou by SVC-1");
    assertThat(again.getPlanId()).isNotEqualTo(plan.getPlanId());
  }

  @Test
  void whoDoesNotServeIsUnavailableUntilItServesAgain() {
    routed("D-1", "CUP", 1);
    fake.setServing(false);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                routed("down-" + i, "CUP", 1);
              }
            })
        .isInstanceOf(UnavailableException.class);
    fake.setServing(true);

    assertThat(routed("D-3", "CUP", 1)).isNotEmpty();
  }

  @Test
  void whatIsNotInTheNetworkIsRefused() {
    use(FakeSluice.newBuilder().stock("Hangzhou", "CUP", 5).destinations("31"));

    assertThatThrownBy(() -> routed("D-1", "PAN", 1))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_SKU));
    assertThatThrownBy(
            () ->
                fake.client().routeOrder(order(fake, "D-2").shipTo("3301").line("CUP", 1).build()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_REGION));
  }

  @Test
  void otherServicesAreNotTheFakes() {
    assertThatThrownBy(() -> fake.client().network().getSummary())
        .isInstanceOf(IncompatibleServerException.class)
        .hasMessageContaining("real server");
  }

  @Test
  void mistakesInTheSetUpAreNamed() {
    assertThatThrownBy(() -> FakeSluice.newBuilder().covers("Hangzhuo", "33").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Hangzhuo");
    assertThatThrownBy(() -> FakeSluice.newBuilder().stock("Hangzhou", "CUP", -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FakeSluice.newBuilder().destinations("Shanghai"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.latency(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.unavailable().times(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.raceLost().on(SluiceMethod.GET_PLAN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void use(FakeSluiceBuilder builder) {
    fake.close();
    fake = builder.build();
  }

  private String routed(String orderId, String sku, long quantity) {
    return Plans.describe(
        fake.client().routeOrder(order(fake, orderId).line(sku, quantity).build()));
  }
}
