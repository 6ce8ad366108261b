package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The flow forms of RouteOrders: every order is answered once, and slowness spreads. */
@Timeout(60)
class OrderAnswersTest {

  private static final int WINDOW = 8;

  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int breaksAfter = Integer.MAX_VALUE;
  private final FakeServer server = new FakeServer(new FakeRouting());
  private final RoutingClient client =
      server.client(RoutingClientOptions.newBuilder("fake:1").maxInFlight(WINDOW).build());

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void everyOrderOfAnIteratorIsAnsweredOnceThoughTheStreamBreaks() {
    breaksAfter = 100;
    Set<String> answered = new HashSet<>();
    try (OrderAnswers answers = client.routeOrders(orders(1_000))) {
      answers.forEachRemaining(
          answer -> {
            assertThat(answer.getPlan().getOrderId()).isEqualTo(answer.orderId());
            assertThat(answered.add(answer.orderId())).isTrue();
          });
    }
    assertThat(answered).hasSize(1_000);
  }

  @Test
  void aSlowTakerBoundsWhatIsUnderWay() throws Exception {
    AtomicInteger read = new AtomicInteger();
    Iterator<Order> counted =
        IntStream.range(0, 100)
            .mapToObj(
                i -> {
                  read.incrementAndGet();
                  return SampleOrders.order("D-" + i);
                })
            .iterator();
    try (OrderAnswers answers = client.routeOrders(counted)) {
      for (int taken = 1; taken <= 20; taken++) {
        answers.next();
        TimeUnit.MILLISECONDS.sleep(5);
        // One more is read before it waits for room.
        assertThat(read.get()).isLessThanOrEqualTo(taken + WINDOW + 1);
        assertThat(arrived.get()).isLessThanOrEqualTo(taken + WINDOW);
      }
    }
  }

  @Test
  void whatTheIteratorThrowsComesBehindTheAnswers() {
    Iterator<Order> failing =
        IntStream.range(0, 10)
            .mapToObj(
                i -> {
                  if (i == 5) {
                    throw new IllegalStateException("no more");
                  }
                  return SampleOrders.order("D-" + i);
                })
            .iterator();
    try (OrderAnswers answers = client.routeOrders(failing)) {
      for (int i = 0; i < 5; i++) {
        answers.next();
      }
      assertThatThrownBy(answers::hasNext).hasMessage("no more");
    }
  }

  @Test
  void everyOrderOfAPublisherIsAnsweredOnceThoughTheStreamBreaks() throws Exception {
    breaksAfter = 100;
    Answered answered = new Answered(1);
    try (SubmissionPublisher<Order> orders = new SubmissionPublisher<>()) {
      client.routeOrders(orders).subscribe(answered);
      orders(1_000).forEachRemaining(orders::submit);
    }
    answered.ended.get(30, TimeUnit.SECONDS);
    assertThat(answered.ids).hasSize(1_000);
    assertThat(new HashSet<>(answered.ids)).hasSize(1_000);
  }

  @Test
  void noMoreIsAskedOfAPublisherThanIsTaken() throws Exception {
    Answered nothing = new Answered(0);
    try (SubmissionPublisher<Order> orders = new SubmissionPublisher<>()) {
      client.routeOrders(orders).subscribe(nothing);
      orders(100).forEachRemaining(orders::submit);
      while (arrived.get() < WINDOW) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.MILLISECONDS.sleep(50);
      assertThat(arrived).hasValue(WINDOW);
      assertThat(nothing.ids).isEmpty();

      nothing.subscription.get().request(3);
      while (arrived.get() < WINDOW + 3) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.MILLISECONDS.sleep(50);
      assertThat(arrived).hasValue(WINDOW + 3);
      assertThat(nothing.ids).hasSize(3);
      nothing.subscription.get().cancel();
    }
    assertThat(nothing.ended).isNotDone();
  }

  @Test
  void askingForNothingIsRefused() {
    Answered answered = new Answered(0);
    try (SubmissionPublisher<Order> orders = new SubmissionPublisher<>()) {
      client.routeOrders(orders).subscribe(answered);
      answered.subscription.join().request(0);

      assertThat(answered.ended)
          .failsWithin(10, TimeUnit.SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatThePublisherFailsWithComesBehindTheAnswers() throws Exception {
    Answered answered = new Answered(1);
    SubmissionPublisher<Order> orders = new SubmissionPublisher<>();
    client.routeOrders(orders).subscribe(answered);
    orders(20).forEachRemaining(orders::submit);
    while (arrived.get() < 20) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    orders.closeExceptionally(new IllegalStateException("no more"));

    assertThat(answered.ended)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("no more");
    assertThat(answered.ids).hasSize(20);
  }

  private static Iterator<Order> orders(int count) {
    return IntStream.range(0, count).mapToObj(i -> SampleOrders.order("D-" + i)).iterator();
  }

  /** Takes so many answers at a time. */
  private static final class Answered implements Flow.Subscriber<OrderAnswer> {
    private final int atATime;
    private final List<String> ids = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Answered(int atATime) {
      this.atATime = atATime;
    }

    @Override
    public void onSubscribe(Flow.Subscription mine) {
      subscription.complete(mine);
      if (atATime > 0) {
        mine.request(atATime);
      }
    }

    @Override
    public void onNext(OrderAnswer answer) {
      ids.add(answer.orderId());
      if (atATime > 0) {
        subscription.join().request(atATime);
      }
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      ended.complete(null);
    }
  }

  private final class FakeRouting extends RoutingServiceImplBase {
    @Override
    public StreamObserver<RouteOrdersRequest> routeOrders(
        StreamObserver<RouteOrdersResponse> responses) {
      return new StreamObserver<>() {
        private final LinkedBlockingQueue<RouteOrdersRequest> held = new LinkedBlockingQueue<>();
        private int count;
        private boolean broken;

        @Override
        public void onNext(RouteOrdersRequest request) {
          if (broken) {
            return;
          }
          arrived.incrementAndGet();
          if (++count > breaksAfter) {
            broken = true;
            responses.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
          }
          // The last few are always unanswered.
          held.add(request);
          if (count % breaksAfter >= breaksAfter - 3) {
            return;
          }
          held.forEach(this::answer);
          held.clear();
        }

        private void answer(RouteOrdersRequest request) {
          responses.onNext(
              RouteOrdersResponse.newBuilder()
                  .setRequestId(request.getRequestId())
                  .setOrderId(request.getOrder().getOrderId())
                  .setPlan(RoutingPlan.newBuilder().setOrderId(request.getOrder().getOrderId()))
                  .build());
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
