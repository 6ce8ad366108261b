package dev.sluice.client;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A server inside the test, and clients that reach it as they reach a real one. */
final class FakeServer implements AutoCloseable {

  private final String name = InProcessServerBuilder.generateName();
  private final Server server;

  FakeServer(BindableService... services) {
    InProcessServerBuilder builder =
        InProcessServerBuilder.forName(name)
            .addService(new HealthStatusManager().getHealthService());
    for (BindableService service : services) {
      builder.addService(service);
    }
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RoutingClient client() {
    return client(RoutingClientOptions.newBuilder("fake:1").build());
  }

  RoutingClient client(RoutingClientOptions options) {
    return RoutingClient.create(
        options.toBuilder().transport(() -> InProcessChannelBuilder.forName(name)).build());
  }

  void stop() {
    server.shutdownNow();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
