package dev.sluice.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the application says of Sluice's health, and that it does not wait long for it. */
@Timeout(120)
class SluiceHealthTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SluiceClientAutoConfiguration.class, SluiceClientHealthAutoConfiguration.class));

  @Test
  void upWhileAServerServes() {
    try (TestServer server = TestServer.start()) {
      withHealth(
          server.target(),
          "60s",
          indicator -> {
            Health health = Objects.requireNonNull(indicator.health());
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails().get("targets")).asString().contains(server.target());
            server.stopServing();
            assertDown(indicator, "UNAVAILABLE");
          });
    }
  }

  @Test
  void downWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    withHealth("localhost:" + port, "60s", indicator -> assertDown(indicator, "UNAVAILABLE"));
  }

  @Test
  void downInTimeWhenSomebodyListensAndSaysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      withHealth(
          "localhost:" + silent.getLocalPort(),
          "500ms",
          indicator -> assertDown(indicator, "DEADLINE_EXCEEDED"));
    }
  }

  @Test
  void isOffByProperty() {
    application
        .withPropertyValues("management.health.sluice.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    application
        .withPropertyValues("management.health.defaults.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    application
        .withPropertyValues("sluice.client.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void anApplicationWithItsOwnIndicatorKeepsIt() {
    application
        .withBean(
            "sluiceHealthIndicator", HealthIndicator.class, () -> () -> Health.unknown().build())
        .run(
            context ->
                assertThat(context.getBean(HealthIndicator.class))
                    .isNotInstanceOf(SluiceHealthIndicator.class));
  }

  private void withHealth(String target, String timeout, Consumer<HealthIndicator> check) {
    application
        .withPropertyValues(
            "sluice.client.targets=" + target, "sluice.client.health.timeout=" + timeout)
        .run(context -> check.accept(context.getBean(HealthIndicator.class)));
  }

  private static void assertDown(HealthIndicator indicator, String status) {
    Health health = Objects.requireNonNull(indicator.health());
    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails()).containsEntry("status", status);
    assertThat(health.getDetails().get("error")).asString().contains("Maybe");
  }
}
