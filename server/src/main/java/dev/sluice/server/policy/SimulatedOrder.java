package dev.sluice.server.policy;

import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.routing.PlanDifference;
import dev.sluice.server.routing.model.OrderKey;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An order, decided by other rules and by the live ones.
 *
 * @param live the plan by the live rules
 * @param simulated the plan by the other rules; empty where they fail
 * @param liveOnly ids of the rules that spoke only by the live rules
 * @param simulatedOnly ids of the rules that spoke only by the other rules
 * @param failure why the other rules fail; empty: they do not
 */
public record SimulatedOrder(
    OrderKey key,
    ProposedPlan live,
    Optional<ProposedPlan> simulated,
    SortedSet<String> liveOnly,
    SortedSet<String> simulatedOnly,
    String failure) {

  /** How the decisions differ; none where the other rules fail. */
  public PlanDifference difference() {
    return simulated
        .map(other -> PlanDifference.of(live.plan(), other.plan()))
        .orElse(PlanDifference.NONE);
  }

  /** Whether the other rules decide otherwise, or fail. */
  public boolean isChanged() {
    return simulated.isEmpty() || difference() != PlanDifference.NONE;
  }
}
