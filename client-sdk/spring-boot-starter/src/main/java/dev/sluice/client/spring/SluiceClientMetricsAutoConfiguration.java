package dev.sluice.client.spring;

import dev.sluice.client.micrometer.MicrometerObserver;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Counts and times calls in the application's {@link MeterRegistry}, if it has one. */
@AutoConfiguration(
    before = SluiceClientAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnBooleanProperty(
    name = {"sluice.client.enabled", "sluice.client.metrics.enabled"},
    matchIfMissing = true)
public final class SluiceClientMetricsAutoConfiguration {

  @Bean
  RoutingClientOptionsCustomizer sluiceClientMetrics(MeterRegistry registry) {
    return options -> options.observer(MicrometerObserver.of(registry));
  }
}
