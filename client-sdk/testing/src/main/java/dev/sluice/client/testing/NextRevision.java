package dev.sluice.client.testing;

import dev.sluice.client.Times;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The step from one revision of an order's plan to the next: what stands is carried over, what was
 * planned anew comes after it.
 *
 * @param next the new revision
 * @param replaced the one before, as history
 */
record NextRevision(LedgerEntry next, LedgerEntry replaced) {

  /**
   * @param anew a complete plan for what is missing
   */
  static NextRevision of(
      LedgerEntry current,
      RoutingPlan anew,
      RerouteOrderRequest request,
      String planId,
      long sequence,
      Instant now) {
    RoutingPlan before = current.plan();
    RoutingPlan.Builder next =
        anew.toBuilder()
            .clearPlannedShipments()
            .setPlanId(planId)
            .setRevision(before.getRevision() + 1)
            .setStoredTime(Times.timestamp(now))
            .setReplacedPlanId(before.getPlanId())
            .setRerouteCause(request.getCause());
    RoutingPlan.Builder replaced = before.toBuilder().setReplacedByPlanId(planId);
    for (PlannedShipment.Builder shipment : replaced.getPlannedShipmentsBuilderList()) {
      if (PlanStates.stands(shipment.getState())) {
        next.addPlannedShipments(carried(shipment.build(), next.getPlannedShipmentsCount() + 1));
        shipment.setState(ShipmentState.SHIPMENT_STATE_CARRIED);
      }
    }
    if (next.getPlannedShipmentsCount() > 0) {
      keepNotes(next, before);
    }
    for (PlannedShipment shipment : anew.getPlannedShipmentsList()) {
      next.addPlannedShipments(shipment.toBuilder().setNumber(next.getPlannedShipmentsCount() + 1));
    }
    findExpireTime(before, next, request, now)
        .ifPresent(time -> next.setExpireTime(Times.timestamp(time)));
    next.setCost(PlanCosts.of(next.getPlannedShipmentsList(), anew.getCost().getOrderTermsList()));
    return new NextRevision(
        new LedgerEntry(
            sequence,
            current.content(),
            PlanStates.withState(next).build(),
            request.getRequestId(),
            Set.of()),
        current.with(PlanStates.withState(replaced).build()));
  }

  /** Whether a plan for what is missing says nothing but what the revision says already. */
  static boolean isAnsweredBy(RoutingPlan current, RoutingPlan anew) {
    return anew.getPlannedShipmentsCount() == 0
        && inEssence(anew.getUnfulfilledLinesList())
            .equals(inEssence(current.getUnfulfilledLinesList()));
  }

  /** With the lines it still has: what was given back of it belongs to the history. */
  private static PlannedShipment carried(PlannedShipment shipment, int number) {
    PlannedShipment.Builder carried =
        shipment.toBuilder().setNumber(number).setCarried(true).clearLines();
    for (ShippedLine line : shipment.getLinesList()) {
      if (LedgerEntry.left(line) > 0) {
        carried.addLines(
            line.toBuilder().setQuantity(LedgerEntry.left(line)).clearReleasedQuantity());
      }
    }
    return carried.build();
  }

  private static void keepNotes(RoutingPlan.Builder next, RoutingPlan before) {
    Set<String> tags = new TreeSet<>(before.getTagsList());
    tags.addAll(next.getTagsList());
    next.clearTags().addAllTags(tags);
    before.getShareYieldsList().stream()
        .filter(known -> !next.getShareYieldsList().contains(known))
        .toList()
        .forEach(next::addShareYields);
  }

  /** A hold that is asked for is a new one for all that is HELD. */
  private static Optional<Instant> findExpireTime(
      RoutingPlan before, RoutingPlan.Builder next, RerouteOrderRequest request, Instant now) {
    boolean held =
        next.getPlannedShipmentsList().stream()
            .anyMatch(one -> one.getState() == ShipmentState.SHIPMENT_STATE_HELD);
    if (!held) {
      return Optional.empty();
    }
    if (request.hasHoldDuration()) {
      return Optional.of(now.plus(Durations.of(request.getHoldDuration())));
    }
    return before.hasExpireTime()
        ? Optional.of(Times.instant(before.getExpireTime()))
        : Optional.empty();
  }

  /** Without the words for people, which tell of numbers that change. */
  private static List<UnfulfilledLine> inEssence(List<UnfulfilledLine> lines) {
    List<UnfulfilledLine> essence = new ArrayList<>();
    for (UnfulfilledLine line : lines) {
      UnfulfilledLine.Builder bare = line.toBuilder().clearReasons();
      line.getReasonsList().stream()
          .map(reason -> reason.toBuilder().clearDetail().build())
          .distinct()
          .forEach(bare::addReasons);
      essence.add(bare.build());
    }
    return essence;
  }
}
