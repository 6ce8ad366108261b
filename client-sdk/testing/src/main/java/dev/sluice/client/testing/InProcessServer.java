package dev.sluice.client.testing;

import dev.sluice.client.RoutingClientOptions;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;

/** gRPC without a network: the service, its health, and the way for clients to reach them. */
final class InProcessServer implements AutoCloseable {

  /** Shown in messages; nobody resolves it. */
  private static final String TARGET = "fake-sluice:1";

  private final String name = InProcessServerBuilder.generateName();
  private final HealthStatusManager health = new HealthStatusManager();
  private final Server server;

  InProcessServer(FakeRoutingService service) {
    server =
        InProcessServerBuilder.forName(name)
            .addService(ServerInterceptors.intercept(service, new CallHeaders()))
            .addService(health.getHealthService())
            .fallbackHandlerRegistry(new UnknownMethods())
            .build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RoutingClientOptions.Builder newClientOptions() {
    return RoutingClientOptions.newBuilder(TARGET)
        .transport(() -> InProcessChannelBuilder.forName(name));
  }

  void setServing(boolean serving) {
    health.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
