package dev.sluice.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import dev.sluice.client.micrometer.MicrometerObserver;
import dev.sluice.client.opentelemetry.OpenTelemetryObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Which beans there are, by properties, classes and beans of the application. */
@Timeout(120)
class SluiceClientAutoConfigurationTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class,
                  SluiceClientAutoConfiguration.class,
                  SluiceClientMetricsAutoConfiguration.class,
                  SluiceClientTracingAutoConfiguration.class));

  @Test
  void aClientWithTheDefaultsOfTheCore() {
    application.run(
        context -> {
          RoutingClientOptions options = context.getBean(RoutingClient.class).options();
          assertThat(options)
              .usingRecursiveComparison()
              .isEqualTo(
                  RoutingClientOptions.newBuilder(RoutingClientOptions.DEFAULT_TARGET).build());
        });
  }

  @Test
  void everyPropertyIsHeard() {
    application
        .withPropertyValues(
            "sluice.client.targets=a:50051,b:50052",
            "sluice.client.deadline=750ms",
            "sluice.client.headers.x-caller=orders",
            "sluice.client.max-in-flight=7",
            "sluice.client.resume-within=3m",
            "sluice.client.keep-alive=30s",
            "sluice.client.keep-alive-timeout=2s",
            "sluice.client.user-agent=orders/1.4",
            "sluice.client.ssl.enabled=true")
        .run(
            context -> {
              RoutingClientOptions options = context.getBean(RoutingClient.class).options();
              assertThat(options.targets()).containsExactly("a:50051", "b:50052");
              assertThat(options.deadline()).contains(Duration.ofMillis(750));
              assertThat(options.headers()).isEqualTo(Map.of("x-caller", "orders"));
              assertThat(options.maxInFlight()).isEqualTo(7);
              assertThat(options.resumeWithin()).isEqualTo(Duration.ofMinutes(3));
              assertThat(options.keepAlive()).isEqualTo(Duration.ofSeconds(30));
              assertThat(options.keepAliveTimeout()).isEqualTo(Duration.ofSeconds(2));
              assertThat(options.userAgent()).isEqualTo("orders/1.4");
              assertThat(options.encrypted()).isTrue();
            });
  }

  @Test
  void callsAServerAndIsClosedWithTheContext() {
    List<RoutingClient> kept = new ArrayList<>();
    try (TestServer server = TestServer.start()) {
      application
          .withPropertyValues(
              "sluice.client.targets=" + server.target(), "sluice.client.headers.X-Caller=orders")
          .run(
              context -> {
                RoutingClient client = context.getBean(RoutingClient.class);
                assertThat(client.getPlan("P-1").getPlanId()).isEqualTo("P-1");
                assertThat(server.lastHeader("x-caller")).isEqualTo("orders");
                kept.add(client);
              });
      assertThatIllegalStateException()
          .isThrownBy(() -> kept.get(0).getPlan("P-2"))
          .withMessageContaining("closed");
    }
  }

  @Test
  void anApplicationWithItsOwnClientKeepsIt() {
    try (RoutingClient own = RoutingClient.connect("own:1")) {
      application
          .withBean("ownClient", RoutingClient.class, () -> own)
          .run(context -> assertThat(context.getBean(RoutingClient.class)).isSameAs(own));
    }
  }

  @Test
  void noneWhenItIsNotWanted() {
    application
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues("sluice.client.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(RoutingClient.class)
                    .doesNotHaveBean(RoutingClientOptionsCustomizer.class));
  }

  @Test
  void customizersComeAfterTheProperties() {
    application
        .withPropertyValues("sluice.client.user-agent=of-the-property")
        .withBean(
            RoutingClientOptionsCustomizer.class,
            () ->
                options ->
                    options
                        .userAgent("of-the-customizer")
                        .bearerToken(() -> "token-1")
                        .observer((method, headers) -> outcome -> {}))
        .run(
            context -> {
              RoutingClientOptions options = context.getBean(RoutingClient.class).options();
              assertThat(options.userAgent()).isEqualTo("of-the-customizer");
              assertThat(options.bearerToken()).isPresent();
              assertThat(options.observers()).hasSize(1);
            });
  }

  @Test
  void metricsWhenThereIsARegistry() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (TestServer server = TestServer.start()) {
      application
          .withBean(MeterRegistry.class, () -> registry)
          .withPropertyValues("sluice.client.targets=" + server.target())
          .run(
              context -> {
                context.getBean(RoutingClient.class).getPlan("P-1");
                assertThat(
                        registry
                            .get("sluice.client.calls")
                            .tag("method", "RoutingService/GetPlan")
                            .timer()
                            .count())
                    .isEqualTo(1);
              });
    }
  }

  @Test
  void noMetricsWithoutARegistryOrMicrometerOrAgainstTheProperty() {
    application.run(SluiceClientAutoConfigurationTest::assertThatNobodyObserves);
    application
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues("sluice.client.metrics.enabled=false")
        .run(SluiceClientAutoConfigurationTest::assertThatNobodyObserves);
    application
        .withClassLoader(new FilteredClassLoader(MeterRegistry.class, OpenTelemetry.class))
        .run(SluiceClientAutoConfigurationTest::assertThatNobodyObserves);
  }

  @Test
  void tracesWhenThereIsAnOpenTelemetry() {
    application
        .withBean(OpenTelemetry.class, OpenTelemetry::noop)
        .run(
            context ->
                assertThat(context.getBean(RoutingClient.class).options().observers())
                    .singleElement()
                    .isInstanceOf(OpenTelemetryObserver.class));
    application
        .withBean(OpenTelemetry.class, OpenTelemetry::noop)
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues("sluice.client.tracing.enabled=false")
        .run(
            context ->
                assertThat(context.getBean(RoutingClient.class).options().observers())
                    .singleElement()
                    .isInstanceOf(MicrometerObserver.class));
  }

  private static void assertThatNobodyObserves(ApplicationContext context) {
    assertThat(context.getBean(RoutingClient.class).options().observers()).isEmpty();
  }
}
