package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;

/** Makes the cheapest plan within the verdicts. */
public final class Planner {

  private final PlannerLimits limits;

  public Planner(PlannerLimits limits) {
    this.limits = limits;
  }

  /** The cheapest plan and its next best alternatives, with all that their shipments take. */
  public PlanningResult plan(DecisionInput input, Candidates candidates, Verdicts verdicts) {
    throw new UnsupportedOperationException("not written yet " + limits);
  }

  /** The plan of an order that rules refuse or defer: nothing is reserved. */
  public PlanningResult reserveNothing(DecisionInput input, OrderVerdicts verdicts) {
    throw new UnsupportedOperationException("not written yet " + limits);
  }

  /** The plan of an order that lost the race for every plan made for it: nothing is reserved. */
  public PlanningResult lostRace(DecisionInput input, OrderVerdicts verdicts) {
    throw new UnsupportedOperationException("not written yet " + limits);
  }
}
