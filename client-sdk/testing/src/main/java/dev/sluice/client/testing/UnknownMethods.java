package dev.sluice.client.testing;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Says of the contract's other services that they are not the fake's. */
final class UnknownMethods extends HandlerRegistry {

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
    MethodDescriptor<InputStream, InputStream> method =
        MethodDescriptor.<InputStream, InputStream>newBuilder()
            .setType(MethodType.UNKNOWN)
            .setFullMethodName(name)
            .setRequestMarshaller(new PassingMarshaller())
            .setResponseMarshaller(new PassingMarshaller())
            .build();
    return ServerMethodDefinition.create(
        method,
        (call, headers) -> {
          StatusRuntimeException refusal =
              StatusProto.toStatusRuntimeException(Refusal.methodNotFound(name).status());
          Metadata trailers = refusal.getTrailers();
          call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
          return new ServerCall.Listener<>() {};
        });
  }

  private static final class PassingMarshaller implements MethodDescriptor.Marshaller<InputStream> {
    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  }
}
