package dev.sluice.client.testing;

import static dev.sluice.client.testing.SampleOrders.CHANNEL;
import static dev.sluice.client.testing.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.DeadlineExceededException;
import dev.sluice.client.OrderStream;
import dev.sluice.client.Plans;
import dev.sluice.client.StateForbidsException;
import dev.sluice.client.UnavailableException;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a service sees whose Sluice is in trouble. */
class FaultsTest {

  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeSluice fake = FakeSluice.newBuilder().stock("Hangzhou", "CUP", 10).build();

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void lateAnswerIsMissedButThePlanIsKept() {
    Order order = order(fake, "D-1").line("CUP", 2).build();
    fake.inject(Fault.latency(Duration.ofMinutes(10)));

    assertThatThrownBy(() -> fake.client().withDeadline(Duration.ofMillis(200)).routeOrder(order))
        .isInstanceOf(DeadlineExceededException.class);

    RoutingPlan kept = fake.findPlan(CHANNEL, "D-1").orElseThrow();
    assertThat(fake.client().routeOrder(order)).isEqualTo(kept);
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(8);
  }

  @Test
  void lateAnswerThatIsWaitedForComes() {
    fake.inject(Fault.latency(Duration.ofMillis(50)));

    CompletableFuture<RoutingPlan> answer =
        fake.client().routeOrderAsync(order(fake, "D-1").line("CUP", 2).build());

    assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(fake.plans().get(0));
  }

  @Test
  void clientSurvivesThreeTimesUnavailable() {
    fake.inject(Fault.unavailable().times(3));

    RoutingPlan plan = fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build());

    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(fake.calls()).extracting(RecordedCall::attempt).containsExactly(1, 2, 3, 4);
    assertThat(fake.calls())
        .extracting(RecordedCall::statusCode)
        .containsExactly("UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "OK");
    assertThat(fake.pendingFaults()).isEmpty();
  }

  @Test
  void fourthTimeReachesTheCallerAndNothingWasDone() {
    fake.inject(Fault.unavailable(Duration.ofSeconds(7)).times(4).on(SluiceMethod.ROUTE_ORDER));

    assertThatThrownBy(() -> fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build()))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE);
              assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
            });
    assertThat(fake.plans()).isEmpty();
  }

  @Test
  void unavailableNeedNotSayWhenToComeBack() {
    fake.inject(Fault.unavailable().times(4));

    assertThatThrownBy(() -> fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build()))
        .isInstanceOfSatisfying(
            UnavailableException.class, failure -> assertThat(failure.retryAfter()).isEmpty());
  }

  @Test
  void repeatAfterALostAnswerGetsWhatWasDone() {
    fake.inject(Fault.lostAnswer());

    RoutingPlan plan = fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build());

    assertThat(fake.plans()).containsExactly(plan);
    assertThat(fake.calls())
        .extracting(RecordedCall::statusCode)
        .containsExactly("UNAVAILABLE", "OK");
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(8);
  }

  @Test
  void whoGivesUpOnLostAnswersFindsThePlanLater() {
    Order order = order(fake, "D-1").line("CUP", 2).build();
    fake.inject(Fault.lostAnswer().times(4));

    assertThatThrownBy(() -> fake.client().routeOrder(order))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            failure ->
                assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNSPECIFIED));

    RoutingPlan kept = fake.findPlan(CHANNEL, "D-1").orElseThrow();
    assertThat(fake.client().routeOrder(order)).isEqualTo(kept);
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(8);
  }

  @Test
  void changesWhoseAnswerIsLostAreDoneOnce() {
    RoutingPlan held = fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build(), HOLD);
    fake.inject(
        Fault.lostAnswer().on(SluiceMethod.CONFIRM_PLAN),
        Fault.lostAnswer().on(SluiceMethod.CANCEL_PLAN));

    assertThat(fake.client().confirmPlan(held.getPlanId()).getState())
        .isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
    assertThat(fake.client().cancelPlan(held.getPlanId(), "").getState())
        .isEqualTo(PlanState.PLAN_STATE_RELEASED);

    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(10);
    assertThat(fake.pendingFaults()).isEmpty();
  }

  @Test
  void streamWhoseConnectionBreaksResumes() {
    fake.inject(Fault.lostAnswer().forOrder("D-2"), Fault.unavailable().forOrder("D-3"));

    CompletableFuture<RoutingPlan> first;
    CompletableFuture<RoutingPlan> second;
    CompletableFuture<RoutingPlan> third;
    try (OrderStream stream = fake.client().openStream()) {
      first = stream.submit(order(fake, "D-1").line("CUP", 1).build());
      second = stream.submit(order(fake, "D-2").line("CUP", 1).build());
      third = stream.submit(order(fake, "D-3").line("CUP", 1).build());
    }

    assertThat(fake.plans()).containsExactlyInAnyOrder(first.join(), second.join(), third.join());
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(7);
    assertThat(fake.pendingFaults()).isEmpty();
  }

  @Test
  void orderThatLosesEveryRaceIsAnsweredWithoutShipments() {
    fake.inject(Fault.raceLost().forOrder("D-2"));
    fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build());
    Order order = order(fake, "D-2").line("CUP", 2).build();

    RoutingPlan lost = fake.client().routeOrder(order);

    assertThat(Plans.describe(lost)).isEqualTo("unfulfilled: 2 x CUP LOST_RACE");
    assertThat(lost.getState()).isEqualTo(PlanState.PLAN_STATE_UNFULFILLED);
    assertThat(fake.client().routeOrder(order)).isEqualTo(lost);
    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(8);
    assertThat(Plans.describe(fake.client().rerouteOrder(CHANNEL, "D-2", "R-1", "")))
        .isEqualTo("2 x CUP @ Hangzhou by SVC-1");
  }

  @Test
  void holdThatExpiresEarlyForbidsConfirming() {
    fake.inject(Fault.holdExpired().on(SluiceMethod.CONFIRM_PLAN));
    RoutingPlan held = fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build(), HOLD);

    assertThatThrownBy(() -> fake.client().confirmPlan(held.getPlanId()))
        .isInstanceOfSatisfying(
            StateForbidsException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_PLAN_STATE);
              assertThat(refused.metadata()).containsEntry("state", "RELEASED");
            });

    assertThat(fake.available("Hangzhou", "CUP")).isEqualTo(10);
    RoutingPlan again = fake.client().rerouteOrder(CHANNEL, "D-1", "R-1", "paid at last");
    assertThat(again.getRevision()).isEqualTo(2);
    assertThat(again.getState()).isEqualTo(PlanState.PLAN_STATE_CONFIRMED);
  }

  @Test
  void faultsMeetOnlyWhomTheyAreFor() {
    Fault other = Fault.unavailable().times(4).forOrder("D-9");
    Fault laterMethod = Fault.unavailable().times(4).on(SluiceMethod.MARK_SHIPPED);
    fake.inject(other, laterMethod);

    RoutingPlan plan = fake.client().routeOrder(order(fake, "D-1").line("CUP", 2).build());

    assertThat(fake.pendingFaults()).containsExactly(other, laterMethod);
    assertThat(other).hasToString("unavailable 4 times for order D-9");
    assertThatThrownBy(() -> fake.client().markShipped(plan.getPlanId()))
        .isInstanceOf(UnavailableException.class);
  }
}
