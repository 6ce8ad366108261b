package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers methods that do not exist, so that this error too says why in its ErrorInfo. */
final class UnknownMethods extends HandlerRegistry {
  private final StatusMapper statuses;

  UnknownMethods(StatusMapper statuses) {
    this.statuses = statuses;
  }

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
    MethodDescriptor<InputStream, InputStream> method =
        MethodDescriptor.<InputStream, InputStream>newBuilder()
            .setType(MethodType.UNKNOWN)
            .setFullMethodName(name)
            .setRequestMarshaller(new UnreadMarshaller())
            .setResponseMarshaller(new UnreadMarshaller())
            .build();
    return ServerMethodDefinition.create(
        method,
        (call, headers) -> {
          refuse(call, name);
          return new ServerCall.Listener<>() {};
        });
  }

  private void refuse(ServerCall<?, ?> call, String name) {
    StatusRuntimeException refusal =
        statuses.toException(
            RequestRefusedException.of(
                ErrorReason.ERROR_REASON_METHOD_NOT_FOUND,
                "Method " + name + " does not exist\nMaybe the client is newer than the server.",
                Map.of("method", name)));
    Metadata trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
  }

  /** Messages of an unknown method are never looked at. */
  private static final class UnreadMarshaller implements MethodDescriptor.Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }
}
