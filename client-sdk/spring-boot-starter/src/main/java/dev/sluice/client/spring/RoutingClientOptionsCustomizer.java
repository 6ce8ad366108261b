package dev.sluice.client.spring;

import dev.sluice.client.RoutingClientOptions;

/**
 * A bean of this type has a say in the options of the client that the starter makes, after the
 * properties: a bearer token that is renewed, an observer of one's own. Several are asked in their
 * order ({@link org.springframework.core.annotation.Order}).
 */
@FunctionalInterface
public interface RoutingClientOptionsCustomizer {

  /**
   * Called once, before the client is made.
   *
   * @param options as the properties set them
   */
  void customize(RoutingClientOptions.Builder options);
}
