package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.grpc.Context;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutingClientTest {

  private volatile BiConsumer<RouteOrderRequest, StreamObserver<RouteOrderResponse>> routing =
      (request, answer) -> answerPlan(request, answer);
  private final FakeServer server = new FakeServer(new FakeRouting());
  private final RoutingClient client = server.client();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void blockingAndFutureAnswerThePlan() {
    assertThat(client.routeOrder(SampleOrders.order("D-1")).getPlanId()).isEqualTo("plan-D-1");
    assertThat(client.routeOrderAsync(SampleOrders.order("D-2")).join().getPlanId())
        .isEqualTo("plan-D-2");
  }

  @Test
  void aHoldIsSent() {
    CompletableFuture<Long> seconds = new CompletableFuture<>();
    routing =
        (request, answer) -> {
          seconds.complete(request.getHoldDuration().getSeconds());
          answerPlan(request, answer);
        };

    client.routeOrder(SampleOrders.order("D-1"), Duration.ofMinutes(15));

    assertThat(seconds).isCompletedWithValue(900L);
  }

  @Test
  void aRefusalIsTypedAndKeepsItsDetails() {
    fail(
        Code.INVALID_ARGUMENT,
        "order is wrong",
        ErrorInfo.newBuilder()
            .setReason("UNKNOWN_SKU")
            .setDomain("sluice.dev")
            .putMetadata("sku", "SKU-9")
            .build(),
        BadRequest.newBuilder()
            .addFieldViolations(
                BadRequest.FieldViolation.newBuilder()
                    .setField("order.lines[0].sku")
                    .setDescription("is not known"))
            .build());

    InvalidRequestException refused =
        catchThrowableOfType(
            InvalidRequestException.class, () -> client.routeOrder(SampleOrders.order("D-1")));

    assertThat(refused).hasMessage("order is wrong");
    assertThat(refused.statusCode()).isEqualTo("INVALID_ARGUMENT");
    assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_SKU);
    assertThat(refused.metadata()).isEqualTo(Map.of("sku", "SKU-9"));
    assertThat(refused.fieldViolations())
        .containsExactly(new FieldViolation("order.lines[0].sku", "is not known"));
    assertThat(refused.retryAfter()).isEmpty();
  }

  @Test
  void everyStatusHasItsClass() {
    assertThat(thrownFor(Code.NOT_FOUND)).isInstanceOf(NotFoundException.class);
    assertThat(thrownFor(Code.ALREADY_EXISTS)).isInstanceOf(OrderConflictException.class);
    assertThat(thrownFor(Code.FAILED_PRECONDITION)).isInstanceOf(StateForbidsException.class);
    assertThat(thrownFor(Code.ABORTED)).isInstanceOf(StateForbidsException.class);
    assertThat(thrownFor(Code.RESOURCE_EXHAUSTED)).isInstanceOf(LimitExceededException.class);
    assertThat(thrownFor(Code.INTERNAL)).isInstanceOf(InternalErrorException.class);
    assertThat(thrownFor(Code.UNIMPLEMENTED)).isInstanceOf(IncompatibleServerException.class);
    assertThat(thrownFor(Code.UNAUTHENTICATED)).isInstanceOf(NotAuthorizedException.class);
    assertThat(thrownFor(Code.PERMISSION_DENIED)).isInstanceOf(NotAuthorizedException.class);
    assertThat(thrownFor(Code.CANCELLED)).isInstanceOf(CallCancelledException.class);
  }

  @Test
  void aReasonOfANewerServerIsUnrecognized() {
    fail(
        Code.FAILED_PRECONDITION,
        "new",
        ErrorInfo.newBuilder().setReason("FROM_THE_FUTURE").build());

    assertThat(thrown().reason()).isEqualTo(ErrorReason.UNRECOGNIZED);
  }

  @Test
  void unavailableIsRepeatedAsTheContractSays() {
    AtomicInteger attempts = new AtomicInteger();
    routing =
        (request, answer) -> {
          if (attempts.incrementAndGet() < 3) {
            answer.onError(io.grpc.Status.UNAVAILABLE.asRuntimeException());
          } else {
            answerPlan(request, answer);
          }
        };

    assertThat(client.routeOrder(SampleOrders.order("D-1")).getPlanId()).isEqualTo("plan-D-1");
    assertThat(attempts).hasValue(3);
  }

  @Test
  void whatStaysUnavailableSaysWhenToComeBack() {
    fail(
        Code.UNAVAILABLE,
        "stopping",
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(2))
            .build());

    SluiceException refused = thrown();

    assertThat(refused).isInstanceOf(UnavailableException.class);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(2));
  }

  @Test
  void anUnreachableServerIsNamedWithAdvice() {
    server.stop();

    assertThat(thrown())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContainingAll("fake:1", "cannot be reached", "Maybe");
  }

  @Test
  void theDeadlineOfTheOptionsEndsACall() {
    routing = (request, answer) -> {};
    RoutingClientOptions options =
        RoutingClientOptions.newBuilder("fake:1").deadline(Duration.ofMillis(50)).build();

    try (RoutingClient impatient = server.client(options)) {
      assertThatThrownBy(() -> impatient.routeOrder(SampleOrders.order("D-1")))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContainingAll("fake:1", "Maybe repeat");
      assertThatThrownBy(() -> impatient.routeOrderAsync(SampleOrders.order("D-1")).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void whenRepeatsEndInATimeoutTheLastFailureIsKept() {
    fail(
        Code.UNAVAILABLE,
        "no database",
        ErrorInfo.newBuilder().setReason("DATABASE_UNAVAILABLE").build(),
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(2))
            .build());
    var failing = routing;
    AtomicInteger attempts = new AtomicInteger();
    routing =
        (request, answer) -> {
          if (attempts.incrementAndGet() == 1) {
            failing.accept(request, answer);
          }
        };

    RoutingClient impatient = client.withDeadline(Duration.ofMillis(300));
    DeadlineExceededException late =
        catchThrowableOfType(
            DeadlineExceededException.class, () -> impatient.routeOrder(SampleOrders.order("D-1")));

    assertThat(late.statusCode()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(late.reason()).isEqualTo(ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE);
    assertThat(late.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(late).hasMessageContaining("no database");
    assertThat(late.lastFailure().orElseThrow()).isInstanceOf(UnavailableException.class);
  }

  @Test
  void aViewWithASoonerDeadlineSharesTheConnection() {
    routing = (request, answer) -> {};
    RoutingClient impatient = client.withDeadline(Duration.ofMillis(50));

    assertThatThrownBy(() -> impatient.routeOrder(SampleOrders.order("D-1")))
        .isInstanceOf(DeadlineExceededException.class);
    impatient.close();
    routing = RoutingClientTest::answerPlan;
    assertThat(client.routeOrder(SampleOrders.order("D-1")).getPlanId()).isEqualTo("plan-D-1");
  }

  @Test
  void anEarlierDeadlineOfTheCallersContextWins() throws Exception {
    routing = (request, answer) -> {};
    var scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      Context.CancellableContext context =
          Context.current().withDeadlineAfter(50, TimeUnit.MILLISECONDS, scheduler);
      SluiceException failure = context.call(this::thrown);
      assertThat(failure).isInstanceOf(DeadlineExceededException.class);
      context.cancel(null);
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  void cancellingTheFutureCancelsOnTheServer() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    routing =
        (request, answer) -> {
          ((ServerCallStreamObserver<?>) answer).setOnCancelHandler(cancelled::countDown);
          arrived.countDown();
        };

    CompletableFuture<RoutingPlan> plan = client.routeOrderAsync(SampleOrders.order("D-1"));
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    plan.cancel(false);

    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aPlanIsFoundByIdAndByOrder() {
    assertThat(client.getPlan("plan-7").getPlanId()).isEqualTo("plan-7");
    assertThat(client.getPlan("DOUYIN", "D-7").getOrderId()).isEqualTo("D-7");
    assertThat(client.explainPlan("plan-7").getExplanationMissing()).isTrue();
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without null checks may pass
  void nullIsNamed() {
    assertThatThrownBy(() -> client.routeOrder(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("order must not be null");
    assertThatThrownBy(() -> client.getPlan((String) null)).hasMessage("planId must not be null");
  }

  @Test
  void aClosedClientSaysSo() {
    client.close();

    assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> client.routeOrderAsync(SampleOrders.order("D-1")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(client::openStream).isInstanceOf(IllegalStateException.class);
    client.close();
  }

  private SluiceException thrownFor(Code code) {
    fail(code, "no");
    return thrown();
  }

  private SluiceException thrown() {
    return catchThrowableOfType(
        SluiceException.class, () -> client.routeOrder(SampleOrders.order("D-1")));
  }

  private void fail(Code code, String message, com.google.protobuf.Message... details) {
    Status status =
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(message)
            .addAllDetails(Arrays.stream(details).map(Any::pack).toList())
            .build();
    routing = (request, answer) -> answer.onError(StatusProto.toStatusRuntimeException(status));
  }

  private static void answerPlan(
      RouteOrderRequest request, StreamObserver<RouteOrderResponse> answer) {
    String orderId = request.getOrder().getOrderId();
    answer.onNext(
        RouteOrderResponse.newBuilder()
            .setPlan(RoutingPlan.newBuilder().setPlanId("plan-" + orderId).setOrderId(orderId))
            .build());
    answer.onCompleted();
  }

  private final class FakeRouting extends RoutingServiceImplBase {
    @Override
    public void routeOrder(RouteOrderRequest request, StreamObserver<RouteOrderResponse> answer) {
      routing.accept(request, answer);
    }

    @Override
    public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> answer) {
      answer.onNext(
          GetPlanResponse.newBuilder()
              .setPlan(
                  RoutingPlan.newBuilder()
                      .setPlanId(request.getPlanId())
                      .setOrderId(request.getOrderKey().getOrderId()))
              .setExplanationMissing(true)
              .build());
      answer.onCompleted();
    }
  }
}
