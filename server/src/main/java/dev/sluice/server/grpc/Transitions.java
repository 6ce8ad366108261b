package dev.sluice.server.grpc;

import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.routing.RerouteRequest;
import dev.sluice.server.routing.RerouteResult;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Maps requests to change a plan in, and what became of them out. */
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

  static RerouteRequest toReroute(RerouteOrderRequest request, Instant deadline) {
    int expected = request.getExpectedRevision();
    return new RerouteRequest(
        new OrderKey(request.getOrderKey().getChannel(), request.getOrderKey().getOrderId()),
        expected == 0 ? OptionalInt.empty() : OptionalInt.of(expected),
        request.getRequestId(),
        request.getCause(),
        ValueMapper.findDuration(request.hasHoldDuration(), request.getHoldDuration()),
        deadline);
  }

  /**
   * The plan after the order was routed again.
   *
   * @throws RequestRefusedException when it was not
   */
  static StoredPlan requireDone(RerouteResult result) {
    if (result instanceof RerouteResult.Done done) {
      return done.plan();
    }
    if (result instanceof RerouteResult.TooOld old) {
      throw RequestRefusedException.orderTooOld(old.placedTime(), old.retention());
    }
    if (result instanceof RerouteResult.OtherRevision other) {
      StoredPlan plan = other.current();
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_PLAN_REVISION,
          "The order's plan is at revision %d\nMaybe look at plan %s and repeat the request for it."
              .formatted(plan.revision(), plan.planId()),
          Map.of("plan_id", plan.planId(), "revision", Integer.toString(plan.revision())));
    }
    OrderKey key = ((RerouteResult.UnknownOrder) result).key();
    throw RequestRefusedException.noPlanOfOrder(key.channel(), key.orderId());
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
      if (plan.lineage().replacedBy().isPresent()) {
        throw RequestRefusedException.of(
            ErrorReason.ERROR_REASON_PLAN_REPLACED,
            forbidden.why(),
            Map.of(
                "plan_id",
                plan.planId(),
                "replaced_by_plan_id",
                plan.lineage().replacedBy().get()));
      }
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
