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
      if (!claimEnd()) {
        return;
      }
      if (status.isOk() || trailers.containsKey(DETAILS)) {
        super.close(status, trailers);
      } else {
        closeWith(statuses.toException(status.asRuntimeException()));
      }
    }

    private void fail(RuntimeException failure) {
      if (claimEnd()) {
        closeWith(statuses.toException(failure));
      }
    }

    private void closeWith(StatusRuntimeException failure) {
      Metadata details = failure.getTrailers();
      super.close(failure.getStatus(), details == null ? new Metadata() : details);
    }

    private synchronized boolean claimEnd() {
      boolean first = !closed;
      closed = true;
      return first;
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
    public void onMessage(@Nullable ReqT message) {
      if (message == null) {
        call.fail(
            RequestRefusedException.invalidField("", "the bytes are no message of this method"));
        return;
      }
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
