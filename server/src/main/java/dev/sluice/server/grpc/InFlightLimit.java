package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses calls beyond what the server can have under way, before they cost anything. */
final class InFlightLimit implements ServerInterceptor {
  private final int maxCalls;
  private final AtomicInteger underWay = new AtomicInteger();

  InFlightLimit(int maxCalls) {
    this.maxCalls = maxCalls;
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    if (underWay.incrementAndGet() > maxCalls) {
      underWay.decrementAndGet();
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_TOO_MANY_REQUESTS,
          maxCalls + " calls are under way already\nMaybe send fewer at a time.",
          Map.of("max_calls", Integer.toString(maxCalls)));
    }
    AtomicBoolean counted = new AtomicBoolean(true);
    try {
      return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
        @Override
        public void onComplete() {
          leave(counted);
          super.onComplete();
        }

        @Override
        public void onCancel() {
          leave(counted);
          super.onCancel();
        }
      };
    } catch (RuntimeException e) {
      leave(counted);
      throw e;
    }
  }

  private void leave(AtomicBoolean counted) {
    if (counted.compareAndSet(true, false)) {
      underWay.decrementAndGet();
    }
  }
}
