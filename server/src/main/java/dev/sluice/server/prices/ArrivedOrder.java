package dev.sluice.server.prices;

import dev.sluice.server.routing.model.Order;
import java.time.Instant;

/** An order with the time it was decided at. */
public record ArrivedOrder(Order order, Instant time) {}
