package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.RoutingClientOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients never ask for signs of life more often than the server permits. */
class KeepAliveTest {

  private static final Duration PERMITTED =
      Duration.ofSeconds(GrpcServer.PERMITTED_KEEPALIVE_SECONDS);

  @Test
  void theClientAsksLessOftenThanTheServerPermits() {
    assertThat(RoutingClientOptions.DEFAULT_KEEP_ALIVE).isGreaterThan(PERMITTED);
    assertThatThrownBy(
            () -> RoutingClientOptions.newBuilder("localhost:50051").keepAlive(PERMITTED))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
