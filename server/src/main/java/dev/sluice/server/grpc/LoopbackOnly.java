package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hides a service from everybody but callers on this machine. */
final class LoopbackOnly implements ServerInterceptor {

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    if (!isLoopback(peer)) {
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_METHOD_NOT_FOUND,
          call.getMethodDescriptor().getFullMethodName() + " answers on loopback only",
          Map.of("method", call.getMethodDescriptor().getFullMethodName()));
    }
    return next.startCall(call, headers);
  }

  static boolean isLoopback(@Nullable SocketAddress peer) {
    return peer instanceof InetSocketAddress inet
        && inet.getAddress() != null
        && inet.getAddress().isLoopbackAddress();
  }
}
