package dev.sluice.server.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/** Lets no exception and no bare status leave: each becomes what {@link StatusMapper} says. */
final class ErrorContainment implements ServerInterceptor {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final StatusMapper statuses;

  ErrorContainment(StatusMapper statuses) {
    this.statuses = statuses;
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    ContainedCall<ReqT, RespT> contained = new ContainedCall<>(call);
    try {
      return new ContainedListener<>(next.startCall(contained, headers), contained);
    } catch (RuntimeException e) {
      contained.fail(e);
      return new ServerCall.Listener<>() {};
    }
  }

  private final class ContainedCall<ReqT, RespT> extends SimpleForwardingServerCall<ReqT, RespT> {
    private boolean closed;

    private ContainedCall(ServerCall<ReqT, RespT> call) {
      super(call);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      boolean bare = !status.isOk() && !trailers.containsKey(DETAILS);
      closeOnce(bare ? statuses.toException(status.asRuntimeException()) : null, status, trailers);
    }

    private void fail(RuntimeException failure) {
      closeOnce(statuses.toException(failure), Status.UNKNOWN, new Metadata());
    }

    private synchronized void closeOnce(
        @Nullable StatusRuntimeException instead, Status status, Metadata trailers) {
      if (closed) {
        return;
      }
      closed = true;
      if (instead == null) {
        super.close(status, trailers);
      } else {
        Metadata details = instead.getTrailers();
        super.close(instead.getStatus(), details == null ? new Metadata() : details);
      }
    }
  }

  private static final class ContainedListener<ReqT>
      extends SimpleForwardingServerCallListener<ReqT> {
    private final ErrorContainment.ContainedCall<ReqT, ?> call;

    private ContainedListener(ServerCall.Listener<ReqT> listener, ContainedCall<ReqT, ?> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(ReqT message) {
      contain(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      contain(super::onHalfClose);
    }

    @Override
    public void onReady() {
      contain(super::onReady);
    }

    private void contain(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException e) {
        call.fail(e);
      }
    }
  }
}
