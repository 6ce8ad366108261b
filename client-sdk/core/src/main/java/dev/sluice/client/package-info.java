/**
 * The Java client of Sluice. Start with {@link dev.sluice.client.RoutingClient}; {@link
 * dev.sluice.client.Orders} builds orders, {@link dev.sluice.client.SluiceException} is every
 * failure.
 */
@NullMarked
package dev.sluice.client;

import org.jspecify.annotations.NullMarked;
