package dev.sluice.server.journal;

import dev.sluice.server.ledger.StoredPlan;

/** Says of stored plans why they are as they are. */
@FunctionalInterface
public interface PlanExplanations {

  /** Why the plan was made as it was, by what was seen then. May take a second or two. */
  ReplayedExplanation explain(StoredPlan plan);
}
