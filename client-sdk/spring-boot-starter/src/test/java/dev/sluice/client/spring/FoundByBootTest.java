package dev.sluice.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.RoutingClient;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application that only has the starter on its class path, with or without Boot's extras. */
class FoundByBootTest {

  @EnableAutoConfiguration
  static class Application {}

  private static final List<String> EXTRAS =
      List.of(
          "org.springframework.boot.health",
          "org.springframework.boot.micrometer",
          "org.springframework.boot.opentelemetry",
          "io.micrometer",
          "io.opentelemetry");

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withUserConfiguration(Application.class)
          .withPropertyValues("management.otlp.tracing.export.enabled=false");

  @Test
  void withEverythingThatBootHas() {
    application.run(
        context -> {
          assertThat(context).hasBean("sluiceHealthIndicator");
          assertThat(context.getBean(RoutingClient.class).options().observers()).hasSize(2);
        });
  }

  @Test
  void withoutHealthMetricsAndTraces() {
    application
        .withClassLoader(new FilteredClassLoader(EXTRAS.toArray(String[]::new)))
        .withPropertyValues("spring.autoconfigure.exclude=" + ofExtras())
        .run(
            context -> {
              assertThat(context).doesNotHaveBean("sluiceHealthIndicator");
              assertThat(context.getBean(RoutingClient.class).options().observers()).isEmpty();
            });
  }

  /** The jars of the extras stay, and what they name for Boot to find with them. */
  private static String ofExtras() {
    return ImportCandidates.load(AutoConfiguration.class, Application.class.getClassLoader())
        .getCandidates()
        .stream()
        .filter(name -> EXTRAS.stream().anyMatch(name::startsWith))
        .collect(Collectors.joining(","));
  }
}
