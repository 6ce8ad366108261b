package dev.sluice.server.routing;

import dev.sluice.server.ledger.StoredPlan;

/** Hears of every plan that became a fact, after it is durable and before the caller is told. */
@FunctionalInterface
public interface DecisionListener {

  /** Must be quick and must not throw: the plan stands whatever happens here. */
  void decided(StoredPlan plan, Decision decision);
}
