/**
 * Gives a Spring Boot application a {@link dev.sluice.client.RoutingClient}, set up by the
 * properties {@code sluice.client.*}. Start with {@link
 * dev.sluice.client.spring.SluiceClientProperties}.
 */
@NullMarked
package dev.sluice.client.spring;

import org.jspecify.annotations.NullMarked;
