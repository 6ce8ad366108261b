package dev.sluice.server.routing;

import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Duration;
import java.time.Instant;

/** What became of a request to route an order again. */
public sealed interface RerouteResult {

  /** The new revision; the current one where there was nothing to do. */
  record Done(StoredPlan plan) implements RerouteResult {}

  /** The order was never routed. */
  record UnknownOrder(OrderKey key) implements RerouteResult {}

  /** Another revision than the expected one is current. */
  record OtherRevision(StoredPlan current) implements RerouteResult {}

  /** The order was placed longer ago than {@code retention}, for which orders are kept. */
  record TooOld(Instant placedTime, Duration retention) implements RerouteResult {}
}
