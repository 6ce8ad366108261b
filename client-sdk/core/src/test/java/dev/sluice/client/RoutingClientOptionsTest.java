package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RoutingClientOptionsTest {

  @Test
  void theDefaults() {
    RoutingClientOptions options = RoutingClientOptions.newBuilder("localhost:50051").build();

    assertThat(options.encrypted()).isFalse();
    assertThat(options.deadline()).isEmpty();
    assertThat(options.headers()).isEmpty();
    assertThat(options.maxInFlight()).isEqualTo(RoutingClientOptions.DEFAULT_MAX_IN_FLIGHT);
    assertThat(options.userAgent()).isEqualTo("sluice-client-java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "http://localhost:50051", "a:0", "a:65536", "a:b", ":1"})
  void aWrongTargetIsNamed(String target) {
    assertThatThrownBy(() -> RoutingClient.connect(target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("\"" + target + "\"", "Maybe");
  }

  @Test
  void wrongValuesAreNamed() {
    var builder = RoutingClientOptions.newBuilder("localhost:50051");
    assertThatThrownBy(() -> builder.deadline(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> builder.maxInFlight(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> builder.header("grpc-timeout", "1")).hasMessageContaining("grpc-");
    assertThatThrownBy(() -> builder.userAgent("直播")).hasMessageContaining("直播");
    assertThatThrownBy(RoutingClientOptions::newBuilder).hasMessageContaining("No target");
    RoutingClientOptions missingFile = builder.tls(Path.of("nothing-here.pem")).build();
    assertThatThrownBy(() -> RoutingClient.create(missingFile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing-here.pem");
  }

  @Test
  void nobodyListeningIsUnavailable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (RoutingClient client = RoutingClient.connect("localhost:" + port)) {
      assertThatThrownBy(() -> client.getPlan("plan-1"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContainingAll("localhost:" + port, "Maybe");
    }
  }

  @Test
  void callsGoToEveryTarget() throws IOException {
    Server first = server("first");
    Server second = server("second");
    Set<String> answered = new HashSet<>();
    try (RoutingClient client =
        RoutingClient.create(
            RoutingClientOptions.newBuilder(
                    "127.0.0.1:" + first.getPort(), "127.0.0.1:" + second.getPort())
                .build())) {
      while (answered.size() < 2) {
        answered.add(client.getPlan("any").getPlanId());
      }
    } finally {
      first.shutdownNow();
      second.shutdownNow();
    }
    assertThat(answered).containsExactlyInAnyOrder("first", "second");
  }

  private static Server server(String planId) throws IOException {
    return Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
        .addService(
            new RoutingServiceImplBase() {
              @Override
              public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> answer) {
                answer.onNext(
                    GetPlanResponse.newBuilder()
                        .setPlan(RoutingPlan.newBuilder().setPlanId(planId))
                        .build());
                answer.onCompleted();
              }
            })
        .build()
        .start();
  }
}
