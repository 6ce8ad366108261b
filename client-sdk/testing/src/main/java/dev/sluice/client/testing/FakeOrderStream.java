package dev.sluice.client.testing;

import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/**
 * One flow of orders: an answer for each, and the next order is taken in only when the caller takes
 * answers out.
 */
final class FakeOrderStream implements StreamObserver<RouteOrdersRequest> {

  /** As many as a server lets be under way. */
  private static final int WINDOW = 256;

  private final ServerCallStreamObserver<RouteOrdersResponse> caller;
  private final Function<RouteOrdersRequest, Reply<RouteOrdersResponse>> route;

  // Guarded by this.
  private int underWay;
  private int unclaimed;
  private boolean halfClosed;
  private boolean ended;

  private FakeOrderStream(
      ServerCallStreamObserver<RouteOrdersResponse> caller,
      Function<RouteOrdersRequest, Reply<RouteOrdersResponse>> route) {
    this.caller = caller;
    this.route = route;
  }

  static FakeOrderStream open(
      ServerCallStreamObserver<RouteOrdersResponse> caller,
      Function<RouteOrdersRequest, Reply<RouteOrdersResponse>> route) {
    FakeOrderStream stream = new FakeOrderStream(caller, route);
    caller.disableAutoRequest();
    caller.setOnReadyHandler(stream::claim);
    caller.setOnCancelHandler(stream::cancelled);
    caller.request(WINDOW);
    return stream;
  }

  /** An answer that names its request. */
  static RouteOrdersResponse.Builder answerTo(RouteOrdersRequest request) {
    return RouteOrdersResponse.newBuilder()
        .setRequestId(request.getRequestId())
        .setOrderId(request.getOrder().getOrderId())
        .setChannel(request.getOrder().getChannel());
  }

  @Override
  public void onNext(RouteOrdersRequest request) {
    synchronized (this) {
      underWay++;
    }
    Reply<RouteOrdersResponse> reply = route.apply(request);
    reply.afterDelay(() -> send(request, reply));
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

  private synchronized void send(RouteOrdersRequest request, Reply<RouteOrdersResponse> reply) {
    underWay--;
    if (ended) {
      return;
    }
    if (reply.isLost()) {
      ended = true;
      caller.onError(reply.failure());
      return;
    }
    RouteOrdersResponse answer = reply.answer();
    caller.onNext(
        answer == null ? answerTo(request).setError(reply.requireError()).build() : answer);
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
    if (!ended && halfClosed && underWay == 0) {
      ended = true;
      caller.onCompleted();
    }
  }

  private synchronized void cancelled() {
    ended = true;
  }
}
