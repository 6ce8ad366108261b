package dev.sluice.server.grpc;

import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.routing.model.ShippedLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps requests to confirm or release a plan in, and what became of them out. */
final class Transitions {
  private static final String DEFAULT_CAUSE = "cancelled by the caller";

  private Transitions() {}

  /** Lines of the same SKU count together. */
  static Release toRelease(CancelPlanRequest request) {
    Map<String, Long> quantities = new LinkedHashMap<>();
    for (CancelledLine line : request.getLinesList()) {
      quantities.merge(line.getSku(), line.getQuantity(), Long::sum);
    }
    List<ShippedLine> lines =
        quantities.entrySet().stream()
            .map(entry -> new ShippedLine(entry.getKey(), entry.getValue()))
            .toList();
    String cause = request.getCause().isEmpty() ? DEFAULT_CAUSE : request.getCause();
    return new Release(request.getPlanId(), lines, request.getRequestId(), cause);
  }

  /**
   * The plan after the transition.
   *
   * @throws RequestRefusedException when there was none
   */
  static StoredPlan requireDone(TransitionResult result) {
    if (result instanceof TransitionResult.Done done) {
      return done.plan();
    }
    if (result instanceof TransitionResult.Forbidden forbidden) {
      StoredPlan plan = forbidden.plan();
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_PLAN_STATE,
          forbidden.why(),
          Map.of(
              "plan_id",
              plan.planId(),
              "state",
              PlanMapper.planState(plan.shipmentStates())
                  .name()
                  .substring("PLAN_STATE_".length())));
    }
    throw RequestRefusedException.planNotFound(((TransitionResult.UnknownPlan) result).planId());
  }
}
