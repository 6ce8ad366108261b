package dev.sluice.server.routing;

import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One order to route.
 *
 * @param fingerprint SHA-256 over everything the caller sent, hex
 * @param hold how long the plan stays HELD until confirmed; empty: CONFIRMED at once
 * @param deadline after which nobody waits for the answer
 */
public record RouteRequest(
    Order order, String fingerprint, Optional<Duration> hold, Instant deadline) {}
