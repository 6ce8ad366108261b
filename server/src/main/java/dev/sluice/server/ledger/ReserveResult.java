package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.Counter;
import java.util.List;

/** What became of a proposal. */
public sealed interface ReserveResult {

  /** The plan, or one of its alternatives, is durable. */
  record Reserved(StoredPlan plan) implements ReserveResult {}

  /** The order key was routed before with the same content; this is its current revision. */
  record AlreadyRouted(StoredPlan plan) implements ReserveResult {}

  /** The order key was routed before with other content. */
  record ContentDiffers(StoredPlan existing) implements ReserveResult {}

  /** Neither the plan nor an alternative fits any more; nothing was stored. */
  record NoLongerFits(List<Counter> freshCounters) implements ReserveResult {}
}
