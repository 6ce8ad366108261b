package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.UnfulfilledLine;
import java.util.List;

/**
 * What a proposal for the next revision of an order's plan replaces. The proposal itself plans only
 * what is missing.
 *
 * @param seen the current revision as the decision saw it: the proposal is admitted only while it
 *     stands like that
 * @param requestId the same id makes one revision of an order; may be empty
 * @param cause why the order is routed again, kept with the revision; may be empty
 */
public record Replacement(StoredPlan seen, String requestId, String cause) {

  /** Whether the plan stands as it was seen. */
  public boolean standsAsSeen(StoredPlan plan) {
    return plan.planId().equals(seen.planId())
        && plan.lineage().equals(seen.lineage())
        && plan.shipmentStates().equals(seen.shipmentStates())
        && plan.takes().equals(seen.takes());
  }

  /** Whether a decision on what is missing says nothing but what the plan says already. */
  public boolean isAnsweredBy(RoutingPlan decided) {
    return decided.shipments().isEmpty()
        && inEssence(decided.unfulfilledLines()).equals(inEssence(seen.plan().unfulfilledLines()));
  }

  /** Without the words for people, which tell of numbers that change all the time. */
  private static List<UnfulfilledLine> inEssence(List<UnfulfilledLine> lines) {
    return lines.stream()
        .map(
            line ->
                new UnfulfilledLine(
                    line.sku(),
                    line.quantity(),
                    line.reasons().stream()
                        .map(reason -> new LineReason(reason.reason(), reason.ruleId(), ""))
                        .distinct()
                        .toList(),
                    line.disposition(),
                    line.expectedTime()))
        .toList();
  }
}
