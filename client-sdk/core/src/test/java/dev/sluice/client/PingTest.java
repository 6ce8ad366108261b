package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether anybody serves, asked for health checks. */
@Timeout(60)
class PingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(50);

  @Test
  void returnsWhenAServerServes() {
    try (FakeServer server = new FakeServer();
        RoutingClient client = server.client()) {
      assertThatCode(() -> client.ping(PATIENCE)).doesNotThrowAnyException();
    }
  }

  @Test
  void failsWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (RoutingClient client = RoutingClient.connect("localhost:" + port)) {
      assertThatThrownBy(() -> client.ping(PATIENCE))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContainingAll("localhost:" + port, "Maybe");
    }
  }

  @Test
  void waitsNoLongerThanItMay() throws IOException {
    try (ServerSocket silent = new ServerSocket(0);
        RoutingClient client = RoutingClient.connect("localhost:" + silent.getLocalPort())) {
      assertThatThrownBy(() -> client.ping(Duration.ofMillis(200)))
          .isInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(200)).ping(PATIENCE))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void refusesAfterTheEnd() {
    RoutingClient client = RoutingClient.connect("localhost:1");
    client.close();

    assertThatThrownBy(() -> client.ping(PATIENCE)).isInstanceOf(IllegalStateException.class);
  }
}
