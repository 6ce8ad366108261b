package dev.sluice.server.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import dev.sluice.server.config.GrpcConfig;
import dev.sluice.server.config.ServerConfig;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs that does nothing: the service's own transport and threads, generated messages,
 * and an answer of a given size.
 */
public final class EchoServer {
  private static final MethodDescriptor<BytesValue, BytesValue> ECHO =
      MethodDescriptor.<BytesValue, BytesValue>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("sluice.loadtest.EchoService/Echo")
          .setRequestMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(BytesValue.getDefaultInstance()))
          .build();

  private EchoServer() {}

  /** The one method there is. */
  public static MethodDescriptor<BytesValue, BytesValue> method() {
    return ECHO;
  }

  /**
   * Serves until the process is killed.
   *
   * @param args port, and size of the answers in bytes
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int port = Integer.parseInt(args[0]);
    int responseBytes = Integer.parseInt(args[1]);
    GrpcConfig defaults = ServerConfig.defaults(Path.of("").toAbsolutePath()).grpc();
    GrpcConfig config =
        new GrpcConfig(
            "127.0.0.1",
            port,
            defaults.maxInboundMessageBytes(),
            defaults.maxConcurrentCallsPerConnection(),
            defaults.shutdownGrace());
    ExecutorService workers = GrpcServer.createWorkers();
    BytesValue response = BytesValue.of(ByteString.copyFrom(new byte[responseBytes]));
    Server server =
        GrpcServer.transport(config, workers)
            .callExecutor(new OnArrival())
            .addService(service(response))
            .addService(new HealthStatusManager().getHealthService())
            .build()
            .start();
    server.awaitTermination();
  }

  private static ServerServiceDefinition service(BytesValue response) {
    return ServerServiceDefinition.builder("sluice.loadtest.EchoService")
        .addMethod(
            ECHO,
            ServerCalls.asyncUnaryCall(
                (request, observer) -> {
                  observer.onNext(response);
                  observer.onCompleted();
                }))
        .build();
  }

  /** Where RouteOrder begins, too. */
  private static final class OnArrival implements ServerCallExecutorSupplier {
    @Override
    public <Q, R> @Nullable Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
      return null;
    }
  }
}
