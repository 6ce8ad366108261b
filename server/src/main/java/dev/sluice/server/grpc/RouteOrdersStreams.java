package dev.sluice.server.grpc;

import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.server.ledger.StoredPlan;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All flows of orders that are open, so that a stop can end them in good order. */
final class RouteOrdersStreams {
  private final StatusMapper statuses;
  private final CallDeadlines deadlines;
  private final int window;
  private final Set<RouteOrdersStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * @param window orders of one stream that may be under way at once
   */
  RouteOrdersStreams(StatusMapper statuses, CallDeadlines deadlines, int window) {
    this.statuses = statuses;
    this.deadlines = deadlines;
    this.window = window;
  }

  StreamObserver<RouteOrdersRequest> open(
      ServerCallStreamObserver<RouteOrdersResponse> caller,
      Function<RouteOrdersRequest, CompletionStage<StoredPlan>> route) {
    RouteOrdersStream stream =
        new RouteOrdersStream(caller, route, statuses, deadlines, open::remove);
    open.add(stream);
    stream.start(window);
    if (stopping) {
      stream.stop();
    }
    return stream;
  }

  /** Lets every stream answer what is under way, and ends it. */
  void stop() {
    stopping = true;
    open.forEach(RouteOrdersStream::stop);
  }
}
