package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flows of orders over a real port. */
class RouteOrdersTest {
  private static final int WINDOW = 256;

  private final TestEdge edge = new TestEdge();
  private final Answered answered = new Answered();

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void answersEveryOrderAndGoesOnAfterABadOne() {
    StreamObserver<RouteOrdersRequest> orders = open();
    orders.onNext(request("1", SampleRequests.order("O-1")));
    orders.onNext(request("2", SampleRequests.order("O-2").clearLines()));
    orders.onNext(request("3", SampleRequests.order("O-3")));
    orders.onCompleted();

    answered.awaitEnd();

    assertThat(answered.failure).isNull();
    assertThat(answered.responses)
        .extracting(RouteOrdersResponse::getRequestId)
        .containsExactlyInAnyOrder("1", "2", "3");
    RouteOrdersResponse bad = answered.find("2");
    assertThat(bad.getOrderId()).isEqualTo("O-2");
    assertThat(bad.getChannel()).isEqualTo("DOUYIN");
    assertThat(bad.getError().getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(bad.getError().getDetailsCount()).isPositive();
    assertThat(answered.find("3").getPlan().getOrderId()).isEqualTo("O-3");
  }

  @Test
  void answersInWhateverOrderTheDecisionsCome() {
    CompletableFuture<Void> slow = new CompletableFuture<>();
    edge.gate =
        order ->
            order.key().orderId().equals("SLOW")
                ? slow.thenApply(unused -> order)
                : CompletableFuture.completedFuture(order);
    StreamObserver<RouteOrdersRequest> orders = open();
    orders.onNext(request("1", SampleRequests.order("SLOW")));
    orders.onNext(request("2", SampleRequests.order("FAST")));
    orders.onCompleted();

    await().atMost(60, TimeUnit.SECONDS).until(() -> answered.responses.size() == 1);
    assertThat(answered.responses.get(0).getRequestId()).isEqualTo("2");
    assertThat(answered.end).isNotDone();
    slow.complete(null);
    answered.awaitEnd();

    assertThat(answered.responses).hasSize(2);
    assertThat(answered.failure).isNull();
  }

  @Test
  void takesInNoMoreThanItsWindow() {
    AtomicInteger taken = new AtomicInteger();
    CompletableFuture<Void> released = new CompletableFuture<>();
    edge.gate =
        order -> {
          taken.incrementAndGet();
          return released.thenApply(unused -> order);
        };
    StreamObserver<RouteOrdersRequest> orders = open();
    int sent = WINDOW + 50;
    for (int i = 0; i < sent; i++) {
      orders.onNext(request("R-" + i, SampleRequests.order("O-" + i)));
    }
    orders.onCompleted();

    await().atMost(60, TimeUnit.SECONDS).until(() -> taken.get() == WINDOW);
    await()
        .during(200, TimeUnit.MILLISECONDS)
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> taken.get() == WINDOW);
    released.complete(null);
    answered.awaitEnd();

    assertThat(answered.responses).hasSize(sent);
  }

  @Test
  void waitsForACallerWhoDoesNotReadItsAnswers() {
    AtomicInteger taken = new AtomicInteger();
    edge.gate =
        order -> {
          taken.incrementAndGet();
          return CompletableFuture.completedFuture(order);
        };
    answered.reading = false;
    ClientCallStreamObserver<RouteOrdersRequest> orders =
        (ClientCallStreamObserver<RouteOrdersRequest>) open();
    int sent = 5_000;
    for (int i = 0; i < sent; i++) {
      orders.onNext(request("R-" + i, SampleRequests.order("O-" + i)));
    }
    orders.onCompleted();
    // More than the window shows that reading stopped it, not the decisions.
    await().atMost(60, TimeUnit.SECONDS).until(() -> taken.get() > WINDOW);
    await()
        .atMost(120, TimeUnit.SECONDS)
        .until(
            () -> {
              int before = taken.get();
              TimeUnit.SECONDS.sleep(1);
              return taken.get() == before;
            });

    assertThat(taken.get()).isLessThan(sent);
    orders.request(Integer.MAX_VALUE);
    answered.awaitEnd();
    assertThat(answered.responses).hasSize(sent);
  }

  @Test
  void answersADefectOfOneOrderOnly() {
    edge.gate =
        order -> {
          if (order.key().orderId().equals("BROKEN")) {
            throw new IllegalStateException("secret");
          }
          return CompletableFuture.completedFuture(order);
        };
    StreamObserver<RouteOrdersRequest> orders = open();
    orders.onNext(request("1", SampleRequests.order("BROKEN")));
    orders.onNext(request("2", SampleRequests.order("O-2")));
    orders.onCompleted();
    answered.awaitEnd();

    assertThat(answered.find("1").getError().getCode()).isEqualTo(Code.INTERNAL_VALUE);
    assertThat(answered.find("1").getError().toString()).doesNotContain("secret");
    assertThat(answered.find("2").hasPlan()).isTrue();
  }

  @Test
  void endsInGoodOrderWhenTheServerStops() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Void> released = new CompletableFuture<>();
    edge.gate =
        order -> {
          arrived.complete(null);
          return released.thenApply(unused -> order);
        };
    StreamObserver<RouteOrdersRequest> orders = open();
    orders.onNext(request("1", SampleRequests.order("O-1")));
    arrived.get(10, TimeUnit.SECONDS);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(edge.server::close);
    released.complete(null);
    answered.awaitEnd();
    stopped.get(15, TimeUnit.SECONDS);

    assertThat(answered.find("1").hasPlan()).isTrue();
    assertThat(Status.fromThrowable(answered.failure).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private StreamObserver<RouteOrdersRequest> open() {
    return RoutingServiceGrpc.newStub(edge.channel).routeOrders(answered);
  }

  private static RouteOrdersRequest request(
      String requestId, dev.sluice.routing.v1.Order.Builder order) {
    return RouteOrdersRequest.newBuilder().setRequestId(requestId).setOrder(order).build();
  }

  /** What came back. */
  private static final class Answered
      implements ClientResponseObserver<RouteOrdersRequest, RouteOrdersResponse> {
    final List<RouteOrdersResponse> responses = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> end = new CompletableFuture<>();
    volatile boolean reading = true;
    volatile @Nullable Throwable failure;

    @Override
    public void beforeStart(ClientCallStreamObserver<RouteOrdersRequest> call) {
      if (!reading) {
        call.disableAutoRequestWithInitial(0);
      }
    }

    @Override
    public void onNext(RouteOrdersResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
      end.complete(null);
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }

    void awaitEnd() {
      await().atMost(120, TimeUnit.SECONDS).until(end::isDone);
    }

    RouteOrdersResponse find(String requestId) {
      return responses.stream()
          .filter(one -> one.getRequestId().equals(requestId))
          .findFirst()
          .orElseThrow();
    }
  }
}
