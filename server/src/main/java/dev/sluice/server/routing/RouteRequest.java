package dev.sluice.server.routing;

import dev.sluice.server.ledger.Replacement;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One order to route.
 *
 * @param order what to decide on: all of it, or what is missing of a plan that is replaced
 * @param fingerprint SHA-256 over everything the caller sent, hex
 * @param hold how long the plan stays HELD until confirmed; empty: CONFIRMED at once
 * @param deadline after which nobody waits for the answer
 * @param replaces the plan whose missing part this is; empty: the order has none yet
 */
public record RouteRequest(
    Order order,
    String fingerprint,
    Optional<Duration> hold,
    Instant deadline,
    Optional<Replacement> replaces) {

  /** A whole order, for the first time or again. */
  public RouteRequest(Order order, String fingerprint, Optional<Duration> hold, Instant deadline) {
    this(order, fingerprint, hold, deadline, Optional.empty());
  }
}
