package dev.sluice.server.grpc;

import com.google.protobuf.MessageLite;
import dev.sluice.routing.v1.ErrorReason;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;

/**
 * Refuses large messages with an error that says so. The transport's own limit is higher: it resets
 * the call and can tell the caller little.
 */
final class MessageSizeLimit implements ServerInterceptor {
  private final int maxBytes;

  MessageSizeLimit(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(ReqT message) {
        if (message instanceof MessageLite lite && lite.getSerializedSize() > maxBytes) {
          throw RequestRefusedException.of(
              ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE,
              "The message has "
                  + lite.getSerializedSize()
                  + " bytes, more than "
                  + maxBytes
                  + "\nMaybe send it in smaller parts.",
              Map.of("max_bytes", Integer.toString(maxBytes)));
        }
        super.onMessage(message);
      }
    };
  }
}
