package dev.sluice.server.routing.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Planned shipments and unfulfilled lines: the answer to one order.
 *
 * @param orderCost terms that belong to no single shipment, such as the cost of a split
 * @param ruleSetVersion the rule set that decided
 * @param decidedTime the time the decision was made for
 * @param fallback why the answer came another way than usual; empty: it did not
 * @param tags notes of rules, sorted
 */
public record RoutingPlan(
    List<PlannedShipment> shipments,
    List<UnfulfilledLine> unfulfilledLines,
    List<CostTerm> orderCost,
    String ruleSetVersion,
    Instant decidedTime,
    Optional<String> fallback,
    List<ShareYield> shareYields,
    List<String> tags) {

  /** The same plan, made another way than usual. */
  public RoutingPlan withFallback(Optional<String> why) {
    return new RoutingPlan(
        shipments,
        unfulfilledLines,
        orderCost,
        ruleSetVersion,
        decidedTime,
        why,
        shareYields,
        tags);
  }

  /** Sum of all terms, in micro-yuan. */
  public long totalMicros() {
    long total = orderCost.stream().mapToLong(CostTerm::micros).sum();
    for (PlannedShipment shipment : shipments) {
      total += shipment.cost().stream().mapToLong(CostTerm::micros).sum();
    }
    return total;
  }

  /** Sum of the terms of one kind, in micro-yuan. */
  public long totalMicros(CostTerm.Kind kind) {
    long total = 0;
    for (CostTerm term : orderCost) {
      total += term.kind() == kind ? term.micros() : 0;
    }
    for (PlannedShipment shipment : shipments) {
      for (CostTerm term : shipment.cost()) {
        total += term.kind() == kind ? term.micros() : 0;
      }
    }
    return total;
  }
}
