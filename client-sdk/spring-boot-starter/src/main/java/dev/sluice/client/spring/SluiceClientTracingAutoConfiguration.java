package dev.sluice.client.spring;

import dev.sluice.client.opentelemetry.OpenTelemetryObserver;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Makes a span of each call in the application's {@link OpenTelemetry}, if it has one. */
@AutoConfiguration(
    before = SluiceClientAutoConfiguration.class,
    afterName =
        "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration")
@ConditionalOnClass(OpenTelemetry.class)
@ConditionalOnSingleCandidate(OpenTelemetry.class)
@ConditionalOnBooleanProperty(
    name = {"sluice.client.enabled", "sluice.client.tracing.enabled"},
    matchIfMissing = true)
public final class SluiceClientTracingAutoConfiguration {

  @Bean
  RoutingClientOptionsCustomizer sluiceClientTracing(OpenTelemetry openTelemetry) {
    return options -> options.observer(OpenTelemetryObserver.of(openTelemetry));
  }
}
