package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderStreamTest {

  private final BlockingQueue<RouteOrdersRequest> arrived = new LinkedBlockingQueue<>();
  private final BlockingQueue<StreamObserver<RouteOrdersResponse>> streams =
      new LinkedBlockingQueue<>();
  private volatile boolean answerAtOnce = true;
  private final FakeServer server = new FakeServer(new FakeRouting());
  private final RoutingClient client = server.client();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void everyOrderGetsItsOwnAnswer() {
    List<CompletableFuture<RoutingPlan>> plans = new ArrayList<>();
    try (OrderStream stream = client.openStream(8)) {
      for (int i = 0; i < 1_000; i++) {
        plans.add(stream.submit(SampleOrders.order("D-" + i)));
      }
    }
    for (int i = 0; i < plans.size(); i++) {
      assertThat(plans.get(i).join().getOrderId()).isEqualTo("D-" + i);
    }
  }

  @Test
  void answersMayComeInAnyOrder() throws Exception {
    answerAtOnce = false;
    try (OrderStream stream = client.openStream()) {
      CompletableFuture<RoutingPlan> first = stream.submit(SampleOrders.order("D-1"));
      CompletableFuture<RoutingPlan> second = stream.submit(SampleOrders.order("D-2"));
      RouteOrdersRequest firstRequest = arrived.take();
      answer(arrived.take());
      assertThat(second.get(10, TimeUnit.SECONDS).getOrderId()).isEqualTo("D-2");
      assertThat(first).isNotDone();
      answer(firstRequest);
      assertThat(first.get(10, TimeUnit.SECONDS).getOrderId()).isEqualTo("D-1");
    }
  }

  @Test
  void oneBadOrderFailsAlone() {
    try (OrderStream stream = client.openStream()) {
      CompletableFuture<RoutingPlan> bad = stream.submit(SampleOrders.order("BAD"));
      CompletableFuture<RoutingPlan> good = stream.submit(SampleOrders.order("D-2"));

      assertThat(good.join().getOrderId()).isEqualTo("D-2");
      assertThatThrownBy(bad::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              failure ->
                  assertThat(failure.reason()).isEqualTo(ErrorReason.ERROR_REASON_UNKNOWN_SKU));
    }
  }

  @Test
  void noMoreThanTheWindowIsUnderWay() throws Exception {
    answerAtOnce = false;
    List<CompletableFuture<RoutingPlan>> plans = new CopyOnWriteArrayList<>();
    try (OrderStream stream = client.openStream(3)) {
      CompletableFuture<Void> submitted =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 4; i++) {
                  plans.add(stream.submit(SampleOrders.order("D-" + i)));
                }
              });
      List<RouteOrdersRequest> firstThree = List.of(arrived.take(), arrived.take(), arrived.take());
      assertThat(arrived.poll(100, TimeUnit.MILLISECONDS)).isNull();
      assertThat(submitted).isNotDone();
      assertThat(stream.inFlight()).isEqualTo(3);

      answer(firstThree.get(0));
      answer(arrived.take());
      submitted.get(10, TimeUnit.SECONDS);
      answer(firstThree.get(1));
      answer(firstThree.get(2));
    }
    assertThat(arrived).isEmpty();
    assertThat(plans).hasSize(4).allSatisfy(plan -> assertThat(plan).isCompleted());
  }

  @Test
  void aCompletionMaySubmitTheNextOrder() {
    try (OrderStream stream = client.openStream(1)) {
      CompletableFuture<RoutingPlan> chain = stream.submit(SampleOrders.order("D-0"));
      for (int i = 1; i < 100; i++) {
        String next = "D-" + i;
        chain = chain.thenCompose(plan -> stream.submit(SampleOrders.order(next)));
      }
      assertThat(chain.join().getOrderId()).isEqualTo("D-99");
    }
  }

  @Test
  void aBrokenStreamResumesWithWhatIsUnanswered() throws Exception {
    answerAtOnce = false;
    try (OrderStream stream = client.openStream()) {
      CompletableFuture<RoutingPlan> first = stream.submit(SampleOrders.order("D-1"));
      answer(arrived.take());
      first.get(10, TimeUnit.SECONDS);
      CompletableFuture<RoutingPlan> second = stream.submit(SampleOrders.order("D-2"));
      CompletableFuture<RoutingPlan> third = stream.submit(SampleOrders.order("D-3"));
      arrived.take();
      RouteOrdersRequest unanswered = arrived.take();
      answerAtOnce = true;
      streams.take().onError(gone());

      assertThat(second.get(10, TimeUnit.SECONDS).getOrderId()).isEqualTo("D-2");
      assertThat(third.get(10, TimeUnit.SECONDS).getOrderId()).isEqualTo("D-3");
      assertThat(unanswered.getOrder().getOrderId()).isEqualTo("D-3");
      assertThat(stream.inFlight()).isZero();
    }
  }

  @Test
  void anOrderThatTheServerCannotAnswerNowIsSentAgain() throws Exception {
    answerAtOnce = false;
    try (OrderStream stream = client.openStream()) {
      CompletableFuture<RoutingPlan> plan = stream.submit(SampleOrders.order("D-1"));
      RouteOrdersRequest request = arrived.take();
      streams.element().onNext(unavailable(request, "DATABASE_UNAVAILABLE"));
      answer(arrived.take());

      assertThat(plan.get(10, TimeUnit.SECONDS).getOrderId()).isEqualTo("D-1");

      CompletableFuture<RoutingPlan> hopeless = stream.submit(SampleOrders.order("D-2"));
      for (int attempt = 0; attempt < 4; attempt++) {
        streams.element().onNext(unavailable(arrived.take(), "DATABASE_UNAVAILABLE"));
      }
      assertThatThrownBy(() -> hopeless.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(UnavailableException.class);
    }
  }

  @Test
  void anOrderThatAStoppingServerRefusesGoesToTheNextOne() throws Exception {
    answerAtOnce = false;
    try (OrderStream stream = client.openStream()) {
      CompletableFuture<RoutingPlan> first = stream.submit(SampleOrders.order("D-1"));
      answer(arrived.take());
      first.get(10, TimeUnit.SECONDS);
      CompletableFuture<RoutingPlan> plan = stream.submit(SampleOrders.order("D-2"));
      RouteOrdersRequest refused = arrived.take();
      answerAtOnce = true;
      StreamObserver<RouteOrdersResponse> stopping = streams.take();
      stopping.onNext(unavailable(refused, "SERVER_STOPPING"));
      stopping.onError(gone());

      assertThat(plan.get(10, TimeUnit.SECONDS).getOrderId()).isEqualTo("D-2");
    }
  }

  @Test
  void aStreamThatCannotBeResumedFailsWhatIsUnanswered() throws Exception {
    answerAtOnce = false;
    RoutingClientOptions options =
        RoutingClientOptions.newBuilder("fake:1").resumeWithin(Duration.ZERO).build();
    try (RoutingClient resigned = server.client(options);
        OrderStream stream = resigned.openStream()) {
      CompletableFuture<RoutingPlan> plan = stream.submit(SampleOrders.order("D-1"));
      arrived.take();
      streams.take().onError(gone());

      assertThatThrownBy(() -> plan.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(UnavailableException.class);
      assertThat(stream.inFlight()).isZero();
      assertThatThrownBy(() -> stream.submit(SampleOrders.order("D-2")).get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(UnavailableException.class);
    }
  }

  @Test
  void closingTheClientEndsAStreamThatWaitsToResume() throws Exception {
    CompletableFuture<RoutingPlan> plan;
    OrderStream stream = client.openStream();
    stream.submit(SampleOrders.order("D-1")).get(10, TimeUnit.SECONDS);
    answerAtOnce = false;
    plan = stream.submit(SampleOrders.order("D-2"));
    arrived.take();
    server.stop();
    client.close();

    assertThatThrownBy(() -> plan.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SluiceException.class);
  }

  @Test
  void anAnswerThatDoesNotComeEndsWithTheDeadline() {
    answerAtOnce = false;
    RoutingClientOptions options =
        RoutingClientOptions.newBuilder("fake:1").deadline(Duration.ofMillis(200)).build();
    try (RoutingClient impatient = server.client(options);
        OrderStream stream = impatient.openStream(1)) {
      CompletableFuture<RoutingPlan> plan = stream.submit(SampleOrders.order("D-1"));

      assertThatThrownBy(plan::join).hasCauseInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(() -> stream.submit(SampleOrders.order("D-2")))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void aClosedStreamTakesNothing() {
    OrderStream stream = client.openStream();
    stream.close();
    stream.close();

    assertThatThrownBy(() -> stream.submit(SampleOrders.order("D-1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> client.openStream(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static RuntimeException gone() {
    return io.grpc.Status.UNAVAILABLE.withDescription("gone").asRuntimeException();
  }

  private static RouteOrdersResponse unavailable(RouteOrdersRequest request, String reason) {
    return RouteOrdersResponse.newBuilder()
        .setRequestId(request.getRequestId())
        .setError(
            Status.newBuilder()
                .setCode(Code.UNAVAILABLE_VALUE)
                .setMessage("not now")
                .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).build())))
        .build();
  }

  private void answer(RouteOrdersRequest request) {
    streams.element().onNext(answerTo(request));
  }

  private static RouteOrdersResponse answerTo(RouteOrdersRequest request) {
    String orderId = request.getOrder().getOrderId();
    RouteOrdersResponse.Builder answer =
        RouteOrdersResponse.newBuilder().setRequestId(request.getRequestId()).setOrderId(orderId);
    if (orderId.equals("BAD")) {
      return answer
          .setError(
              Status.newBuilder()
                  .setCode(Code.INVALID_ARGUMENT_VALUE)
                  .setMessage("bad")
                  .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("UNKNOWN_SKU").build())))
          .build();
    }
    return answer.setPlan(RoutingPlan.newBuilder().setOrderId(orderId)).build();
  }

  private final class FakeRouting extends RoutingServiceImplBase {
    @Override
    public StreamObserver<RouteOrdersRequest> routeOrders(
        StreamObserver<RouteOrdersResponse> responses) {
      streams.add(responses);
      return new StreamObserver<>() {
        @Override
        public void onNext(RouteOrdersRequest request) {
          if (answerAtOnce) {
            responses.onNext(answerTo(request));
          } else {
            arrived.add(request);
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          responses.onCompleted();
        }
      };
    }
  }
}
