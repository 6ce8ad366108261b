package dev.sluice.server.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes that are no message on as null, for {@link ErrorContainment} to refuse: gRPC itself
 * would break the call off without telling the caller why.
 */
final class MalformedMessages {

  private MalformedMessages() {}

  static ServerServiceDefinition tolerate(ServerServiceDefinition service) {
    ServiceDescriptor.Builder described =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      ServerMethodDefinition<?, ?> tolerant = tolerate(method);
      described.addMethod(tolerant.getMethodDescriptor());
      methods.add(tolerant);
    }
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(described.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static <ReqT, RespT> ServerMethodDefinition<ReqT, RespT> tolerate(
      ServerMethodDefinition<ReqT, RespT> method) {
    MethodDescriptor<ReqT, RespT> strict = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        strict.toBuilder()
            .setRequestMarshaller(new TolerantMarshaller<>(strict.getRequestMarshaller()))
            .build(),
        method.getServerCallHandler());
  }

  private record TolerantMarshaller<T>(Marshaller<T> strict) implements Marshaller<T> {
    @Override
    public InputStream stream(T value) {
      return strict.stream(value);
    }

    @Override
    public @Nullable T parse(InputStream stream) {
      try {
        return strict.parse(stream);
      } catch (StatusRuntimeException e) {
        return null;
      }
    }
  }
}
