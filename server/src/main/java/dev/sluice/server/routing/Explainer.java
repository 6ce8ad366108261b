package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.routing.model.Explanation;

/** Writes down why a plan is as it is. */
public final class Explainer {

  /**
   * Every candidate with its cost or first rejection, the rules that spoke, the numbers seen.
   *
   * @param chosen the plan that stands: the proposal or one of its alternatives
   */
  public Explanation explain(
      DecisionInput input,
      Candidates candidates,
      Verdicts verdicts,
      PlanningResult result,
      ProposedPlan chosen) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The same for an order that rules refuse or defer: only rules spoke. */
  public Explanation explain(DecisionInput input, OrderVerdicts verdicts) {
    throw new UnsupportedOperationException("not written yet");
  }
}
