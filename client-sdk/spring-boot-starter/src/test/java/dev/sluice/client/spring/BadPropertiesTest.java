package dev.sluice.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.RoutingClient;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** An application with a wrong property does not start, and says which and what to try. */
class BadPropertiesTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class, SluiceClientAutoConfiguration.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          targets              | http://sluice:50051 | not host:port
          targets              | sluice              | not host:port
          targets[1]           | b:50051             | elements
          deadline             | 0s                  | is not
          headers.grpc-timeout | 1s                  | plain ASCII header
          max-in-flight        | 0                   | 1 to 100000
          resume-within        | -1s                 | is not
          keep-alive           | 1s                  | PT15S
          keep-alive-timeout   | 1ms                 | PT1S
          user-agent           | 直播                | printable ASCII
          ssl.bundle           | sluice              | no SSL bundle
          """)
  void isNamedWithAdvice(String name, String value, String reason) {
    String property = "sluice.client." + name;
    application
        .withPropertyValues(property + "=" + value)
        .run(
            context -> {
              assertThat(context).hasFailed();
              FailureAnalysis analysis = analyzed(context.getStartupFailure());
              assertThat(analysis.getDescription()).contains(property, reason);
              assertThat(analysis.getAction()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({"deadline,soon", "max-in-flight,many", "ssl.enabled,perhaps"})
  void whatIsNoDurationOrNumberIsNamedByBoot(String name, String value) {
    String property = "sluice.client." + name;
    application
        .withPropertyValues(property + "=" + value)
        .run(
            context -> {
              assertThat(context).hasFailed();
              assertThat(analyzed(context.getStartupFailure()).getDescription())
                  .contains(property, value);
            });
  }

  @Test
  void aTokenWithoutEncryptionIsRefused() {
    application
        .withPropertyValues("sluice.client.targets=sluice.example:50051")
        .withBean(
            RoutingClientOptionsCustomizer.class,
            () -> options -> options.bearerToken(() -> "token-1"))
        .run(
            context ->
                assertThat(analyzed(context.getStartupFailure()))
                    .satisfies(
                        analysis ->
                            assertThat(analysis.getDescription())
                                .contains("sluice.client.ssl.enabled", "without encryption"),
                        analysis -> assertThat(analysis.getAction()).contains("tls()")));
  }

  @Test
  void valuesOfHeadersAreNotShown() {
    application
        .withPropertyValues("sluice.client.headers.x-key=geheim\u0007-")
        .run(
            context -> {
              FailureAnalysis analysis = analyzed(context.getStartupFailure());
              assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("geheim");
            });
  }

  /** As the application would print it. */
  private static FailureAnalysis analyzed(@Nullable Throwable startup) {
    Throwable failure = Objects.requireNonNull(startup, "It started");
    return SpringFactoriesLoader.forDefaultResourceLocation(RoutingClient.class.getClassLoader())
        .load(FailureAnalyzer.class, (type, name, needsMore) -> {})
        .stream()
        .map(analyzer -> analyzer.analyze(failure))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody explains it", failure));
  }
}
