package dev.sluice.client.spring;

import dev.sluice.client.RoutingClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * The health of Sluice as {@code sluice}, for the application's own client or the starter's; off by
 * {@code management.health.sluice.enabled=false}.
 */
@AutoConfiguration(after = SluiceClientAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(RoutingClient.class)
@ConditionalOnEnabledHealthIndicator("sluice")
@EnableConfigurationProperties(SluiceClientProperties.class)
public final class SluiceClientHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = {"sluiceHealthIndicator", "sluiceHealthContributor"})
  HealthIndicator sluiceHealthIndicator(RoutingClient client, SluiceClientProperties properties) {
    return new SluiceHealthIndicator(client, properties.health().timeout());
  }
}
