package dev.sluice.server.grpc;

import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.PlanView;
import dev.sluice.server.journal.PlanExplanations;
import dev.sluice.server.journal.ReplayedExplanation;
import dev.sluice.server.ledger.PlanRepository;
import dev.sluice.server.ledger.PlanRepository.Cursor;
import dev.sluice.server.ledger.PlanRepository.Filter;
import dev.sluice.server.ledger.ShipmentState;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.OrderContentDiffersException;
import dev.sluice.server.routing.model.OrderKey;
import java.util.List;
import java.util.Optional;

/** Answers what was planned, from what is stored. */
final class PlanQueries {
  private static final int DEFAULT_PAGE_SIZE = 50;

  private final PlanRepository plans;
  private final PlanExplanations explanations;

  PlanQueries(PlanRepository plans, PlanExplanations explanations) {
    this.plans = plans;
    this.explanations = explanations;
  }

  GetPlanResponse get(GetPlanRequest request) {
    StoredPlan plan = find(request);
    GetPlanResponse.Builder response =
        GetPlanResponse.newBuilder().setPlan(PlanMapper.toProto(plan));
    if (request.getView() == PlanView.PLAN_VIEW_FULL) {
      response.setOrder(OrderMapper.toProto(plan.order()));
      ReplayedExplanation replayed = explanations.explain(plan);
      replayed
          .explanation()
          .ifPresent(known -> response.setExplanation(ExplanationMapper.toProto(known)));
      response
          .setExplanationMissing(replayed.explanation().isEmpty())
          .setExplanationMissingReason(replayed.whyMissing());
    }
    return response.build();
  }

  /**
   * The current plan of an order that was routed with this content.
   *
   * @throws OrderContentDiffersException when it was routed with other content
   */
  Optional<StoredPlan> findRouted(OrderKey key, String fingerprint) {
    Optional<StoredPlan> plan = plans.findCurrentPlan(key);
    if (plan.isPresent() && !plan.get().fingerprint().equals(fingerprint)) {
      throw new OrderContentDiffersException(key, plan.get().planId());
    }
    return plan;
  }

  ListPlansResponse list(ListPlansRequest request) {
    if (request.hasFromTime()
        && request.hasUntilTime()
        && !ValueMapper.toInstant(request.getFromTime())
            .isBefore(ValueMapper.toInstant(request.getUntilTime()))) {
      throw RequestRefusedException.invalidField("until_time", "must be after from_time");
    }
    if (request.getState() == dev.sluice.routing.v1.ShipmentState.SHIPMENT_STATE_PLANNED) {
      return ListPlansResponse.getDefaultInstance();
    }
    ListPlansRequest filters = request.toBuilder().clearPageSize().clearPageToken().build();
    Optional<Cursor> after =
        request.getPageToken().isEmpty()
            ? Optional.empty()
            : Optional.of(PageTokens.readCursor(filters, request.getPageToken()));
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE_SIZE : request.getPageSize();
    List<StoredPlan> found = plans.listPlans(toFilter(request), size + 1, after);
    ListPlansResponse.Builder response = ListPlansResponse.newBuilder();
    found.stream().limit(size).map(PlanMapper::toProto).forEach(response::addPlans);
    if (found.size() > size) {
      StoredPlan last = found.get(size - 1);
      response.setNextPageToken(
          PageTokens.write(filters, new Cursor(last.storedTime(), last.planId())));
    }
    return response.build();
  }

  private StoredPlan find(GetPlanRequest request) {
    if (request.hasOrderKey()) {
      String channel = request.getOrderKey().getChannel();
      String orderId = request.getOrderKey().getOrderId();
      return plans
          .findCurrentPlan(new OrderKey(channel, orderId))
          .orElseThrow(() -> RequestRefusedException.noPlanOfOrder(channel, orderId));
    }
    return plans
        .findPlan(request.getPlanId())
        .orElseThrow(() -> RequestRefusedException.planNotFound(request.getPlanId()));
  }

  private static Filter toFilter(ListPlansRequest request) {
    return new Filter(
        ValueMapper.findInstant(request.hasFromTime(), request.getFromTime()),
        ValueMapper.findInstant(request.hasUntilTime(), request.getUntilTime()),
        state(request.getState()),
        nonEmpty(request.getWarehouseId()),
        nonEmpty(request.getCarrierId()),
        nonEmpty(request.getChannel()),
        nonEmpty(request.getSku()),
        nonEmpty(request.getOrderId()));
  }

  private static Optional<ShipmentState> state(dev.sluice.routing.v1.ShipmentState state) {
    return switch (state) {
      case SHIPMENT_STATE_HELD -> Optional.of(ShipmentState.HELD);
      case SHIPMENT_STATE_CONFIRMED -> Optional.of(ShipmentState.CONFIRMED);
      case SHIPMENT_STATE_SHIPPED -> Optional.of(ShipmentState.SHIPPED);
      case SHIPMENT_STATE_RELEASED -> Optional.of(ShipmentState.RELEASED);
      case SHIPMENT_STATE_CARRIED -> Optional.of(ShipmentState.CARRIED);
      case SHIPMENT_STATE_PLANNED, SHIPMENT_STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  private static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
