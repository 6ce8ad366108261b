package dev.sluice.client.spring;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * The application's {@link RoutingClient}, unless it has one of its own. It connects with the first
 * call and is closed with the context.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "sluice.client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SluiceClientProperties.class)
public final class SluiceClientAutoConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  RoutingClient routingClient(
      SluiceClientProperties properties,
      ObjectProvider<SslBundles> bundles,
      ObjectProvider<RoutingClientOptionsCustomizer> customizers) {
    RoutingClientOptions.Builder options =
        new OptionsFactory(properties, bundles::getIfAvailable).create();
    customizers.orderedStream().forEach(customizer -> customizer.customize(options));
    return RoutingClient.create(built(options, properties));
  }

  /** What may not go together: a token that a customizer adds, and no encryption. */
  private static RoutingClientOptions built(
      RoutingClientOptions.Builder options, SluiceClientProperties properties) {
    try {
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new InvalidPropertyException("ssl.enabled", properties.ssl().encrypts(), e);
    }
  }
}
