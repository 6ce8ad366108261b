package dev.sluice.client;

import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/**
 * One of the calls that a stream of orders is made of. What sends is guarded by the owner's lock.
 */
final class StreamCall implements ClientResponseObserver<RouteOrdersRequest, RouteOrdersResponse> {

  static final MethodDescriptor<RouteOrdersRequest, RouteOrdersResponse> METHOD =
      RoutingServiceGrpc.getRouteOrdersMethod();

  private static final Status ENDED_BY_SERVER =
      Status.UNAVAILABLE.withDescription("the server ended the stream");

  private final BegunCall call;
  private final Owner owner;
  private @Nullable ClientCallStreamObserver<RouteOrdersRequest> requests;
  private boolean halfClosed;

  StreamCall(BegunCall call, Owner owner) {
    this.call = call;
    this.owner = owner;
  }

  /** Who is told of a call, without a lock of its own. */
  interface Owner {

    void answered(RouteOrdersResponse answer);

    /**
     * The call is over.
     *
     * @param resumable whether another call may go better
     */
    void broke(StreamCall call, SluiceException failure, boolean resumable);

    void readyChanged();
  }

  /**
   * Sends nothing yet.
   *
   * @param patient waits for a server that answers, instead of failing when there is none
   */
  void start(boolean patient) {
    ClientCalls.asyncBidiStreamingCall(
        call.channel()
            .newCall(METHOD, patient ? call.options().withWaitForReady() : call.options()),
        this);
  }

  void send(PendingOrder order) {
    order.sent++;
    if (requests != null && !halfClosed) {
      requests.onNext(order.request());
    }
  }

  boolean isReady() {
    return requests != null && requests.isReady();
  }

  void halfClose() {
    if (requests != null && !halfClosed) {
      halfClosed = true;
      requests.onCompleted();
    }
  }

  void cancel() {
    if (requests != null) {
      requests.cancel("the stream was closed", null);
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<RouteOrdersRequest> stream) {
    requests = stream;
    stream.setOnReadyHandler(owner::readyChanged);
  }

  @Override
  public void onNext(RouteOrdersResponse answer) {
    owner.answered(answer);
  }

  @Override
  public void onError(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    boolean resumable =
        status.getCode() == Status.Code.UNAVAILABLE || call.attempts().connectionBroke(status);
    owner.broke(this, call.errors().of(failure, call.attempts()), resumable);
  }

  @Override
  public void onCompleted() {
    owner.broke(this, call.errors().of(ENDED_BY_SERVER.asException()), true);
  }
}
