package dev.sluice.server.grpc;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.server.ledger.StoredPlan;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One flow of orders: at most {@code window} are under way, answers leave in whatever order they
 * come, and the next order is taken in only when the caller takes answers out.
 */
final class RouteOrdersStream implements StreamObserver<RouteOrdersRequest> {
  private final ServerCallStreamObserver<RouteOrdersResponse> caller;
  private final Function<RouteOrdersRequest, CompletionStage<StoredPlan>> route;
  private final StatusMapper statuses;
  private final CallDeadlines deadlines;
  private final Consumer<RouteOrdersStream> onEnd;

  private int underWay;
  private int unclaimed;
  private boolean halfClosed;
  private boolean stopping;
  private boolean ended;

  RouteOrdersStream(
      ServerCallStreamObserver<RouteOrdersResponse> caller,
      Function<RouteOrdersRequest, CompletionStage<StoredPlan>> route,
      StatusMapper statuses,
      CallDeadlines deadlines,
      Consumer<RouteOrdersStream> onEnd) {
    this.caller = caller;
    this.route = route;
    this.statuses = statuses;
    this.deadlines = deadlines;
    this.onEnd = onEnd;
  }

  /** Takes the first orders in. Called while the call is being set up. */
  void start(int window) {
    caller.disableAutoRequest();
    caller.setOnReadyHandler(this::claim);
    caller.setOnCancelHandler(this::cancelled);
    caller.request(window);
  }

  /** Takes no more orders in, and ends the stream once those under way are answered. */
  synchronized void stop() {
    stopping = true;
    endIfDone();
  }

  @Override
  public void onNext(RouteOrdersRequest request) {
    synchronized (this) {
      underWay++;
    }
    begin(request).whenComplete((plan, failure) -> answer(request, plan, failure));
  }

  @Override
  public synchronized void onCompleted() {
    halfClosed = true;
    endIfDone();
  }

  @Override
  public void onError(Throwable failure) {
    cancelled();
  }

  private CompletionStage<StoredPlan> begin(RouteOrdersRequest request) {
    if (isStopping()) {
      return CompletableFuture.failedFuture(RequestRefusedException.serverStopping());
    }
    try {
      long millis = Math.max(1, deadlines.left(deadlines.current()).toMillis());
      return route
          .apply(request)
          .thenApply(plan -> plan)
          .toCompletableFuture()
          .orTimeout(millis, TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void answer(
      RouteOrdersRequest request, @Nullable StoredPlan plan, @Nullable Throwable failure) {
    Order order = request.getOrder();
    RouteOrdersResponse.Builder response =
        RouteOrdersResponse.newBuilder()
            .setRequestId(request.getRequestId())
            .setOrderId(order.getOrderId())
            .setChannel(order.getChannel());
    if (plan != null) {
      response.setPlan(PlanMapper.toProto(plan));
    } else if (failure != null) {
      response.setError(statuses.toStatus(failure));
    }
    send(response.build());
  }

  private synchronized void send(RouteOrdersResponse response) {
    underWay--;
    if (ended) {
      return;
    }
    caller.onNext(response);
    unclaimed++;
    claim();
    endIfDone();
  }

  /** Asks for as many further orders as were answered, unless answers pile up unread. */
  private synchronized void claim() {
    if (!ended && unclaimed > 0 && caller.isReady()) {
      int more = unclaimed;
      unclaimed = 0;
      caller.request(more);
    }
  }

  private void endIfDone() {
    if (ended || underWay > 0 || !(halfClosed || stopping)) {
      return;
    }
    ended = true;
    if (halfClosed) {
      caller.onCompleted();
    } else {
      caller.onError(statuses.toException(RequestRefusedException.serverStopping()));
    }
    onEnd.accept(this);
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized void cancelled() {
    if (!ended) {
      ended = true;
      onEnd.accept(this);
    }
  }
}
