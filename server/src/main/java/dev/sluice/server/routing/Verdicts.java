package dev.sluice.server.routing;

import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.OrderVerdicts;
import java.util.List;

/**
 * What the rule set says about an order and its candidates.
 *
 * @param shortlist the candidates that rules looked at, most promising first
 */
public record Verdicts(
    OrderVerdicts order, CandidateVerdicts candidates, List<WarehouseCandidate> shortlist) {

  /** Whether nothing is to be reserved, so that nobody needs to look for candidates. */
  public static boolean reservesNothing(OrderVerdicts order) {
    return order.refusal().isPresent() || order.deferral().isPresent();
  }
}
