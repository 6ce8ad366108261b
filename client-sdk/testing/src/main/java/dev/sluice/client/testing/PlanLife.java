package dev.sluice.client.testing;

import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.CancelledLine;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.ShippedLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The life of a plan as pure functions; each answers the same entry when there is nothing to do.
 * Holds that are over were released before.
 */
final class PlanLife {

  private PlanLife() {}

  /**
   * @throws Refusal when all was released, or the plan was replaced
   */
  static LedgerEntry confirm(LedgerEntry entry) {
    RoutingPlan plan = entry.plan();
    requireCurrent(plan);
    if (PlanStates.has(plan, ShipmentState.SHIPMENT_STATE_HELD)) {
      return entry.with(
          entered(plan, ShipmentState.SHIPMENT_STATE_HELD, ShipmentState.SHIPMENT_STATE_CONFIRMED));
    }
    requireNotReleased(plan);
    return entry;
  }

  /** Gives back what is HELD. */
  static LedgerEntry expire(LedgerEntry entry) {
    return PlanStates.has(entry.plan(), ShipmentState.SHIPMENT_STATE_HELD)
        ? entry.with(
            entered(
                entry.plan(),
                ShipmentState.SHIPMENT_STATE_HELD,
                ShipmentState.SHIPMENT_STATE_RELEASED))
        : entry;
  }

  /**
   * All of the shipments named, or none of them.
   *
   * @param numbers 1-based; none: all that were not given back
   * @throws Refusal when one is HELD, given back or does not exist, or the plan was replaced
   */
  static LedgerEntry ship(LedgerEntry entry, List<Integer> numbers) {
    RoutingPlan plan = entry.plan();
    requireCurrent(plan);
    if (numbers.isEmpty()) {
      requireNotReleased(plan);
    }
    RoutingPlan.Builder shipped = plan.toBuilder();
    for (int number : numbers.isEmpty() ? openNumbers(plan) : numbers) {
      if (number > plan.getPlannedShipmentsCount()) {
        throw Refusal.planState(
            plan,
            "Plan %s has %d shipments, and no shipment %d"
                .formatted(plan.getPlanId(), plan.getPlannedShipmentsCount(), number));
      }
      requireShippable(plan, plan.getPlannedShipments(number - 1));
      shipped.getPlannedShipmentsBuilder(number - 1).setState(ShipmentState.SHIPMENT_STATE_SHIPPED);
    }
    RoutingPlan after = PlanStates.withState(shipped).build();
    return after.equals(plan) ? entry : entry.with(after);
  }

  /**
   * @throws Refusal when all has shipped, fewer units are left, or the plan was replaced
   */
  static LedgerEntry cancel(LedgerEntry entry, CancelPlanRequest request) {
    if (!request.getRequestId().isEmpty() && entry.releaseIds().contains(request.getRequestId())) {
      return entry;
    }
    requireCurrent(entry.plan());
    return request.getLinesCount() == 0
        ? cancelAll(entry, request.getRequestId())
        : entry.withRelease(cancelLines(entry.plan(), request), request.getRequestId());
  }

  private static LedgerEntry cancelAll(LedgerEntry entry, String requestId) {
    RoutingPlan plan = entry.plan();
    if (openNumbers(plan).isEmpty()) {
      if (PlanStates.isAll(plan, ShipmentState.SHIPMENT_STATE_SHIPPED)) {
        throw Refusal.planState(plan, "All of plan " + plan.getPlanId() + " has shipped");
      }
      return entry;
    }
    RoutingPlan.Builder cancelled = plan.toBuilder();
    openNumbers(plan).forEach(number -> release(cancelled.getPlannedShipmentsBuilder(number - 1)));
    return entry.withRelease(PlanStates.withState(cancelled).build(), requestId);
  }

  /** Takes units from the last shipments first, as the server does. */
  private static RoutingPlan cancelLines(RoutingPlan plan, CancelPlanRequest request) {
    Map<String, Long> wanted = new LinkedHashMap<>();
    for (CancelledLine line : request.getLinesList()) {
      wanted.merge(line.getSku(), line.getQuantity(), Long::sum);
    }
    List<Integer> lastFirst = new ArrayList<>(openNumbers(plan));
    Collections.reverse(lastFirst);
    RoutingPlan.Builder cancelled = plan.toBuilder();
    wanted.forEach(
        (sku, quantity) -> {
          long rest = quantity;
          for (int number : lastFirst) {
            rest -= cut(cancelled.getPlannedShipmentsBuilder(number - 1), sku, rest);
          }
          if (rest > 0) {
            throw Refusal.planState(
                plan,
                "Plan %s holds %d x %s, %d cannot be given back"
                    .formatted(plan.getPlanId(), quantity - rest, sku, quantity));
          }
        });
    for (int number : lastFirst) {
      PlannedShipment.Builder shipment = cancelled.getPlannedShipmentsBuilder(number - 1);
      if (shipment.getLinesList().stream().allMatch(line -> LedgerEntry.left(line) == 0)) {
        release(shipment);
      }
    }
    return PlanStates.withState(cancelled).build();
  }

  /** Gives back up to so many units of a shipment; answers how many. */
  private static long cut(PlannedShipment.Builder shipment, String sku, long units) {
    long rest = units;
    for (ShippedLine.Builder line : shipment.getLinesBuilderList()) {
      if (line.getSku().equals(sku)) {
        long cut = Math.min(rest, line.getQuantity() - line.getReleasedQuantity());
        line.setReleasedQuantity(line.getReleasedQuantity() + cut);
        rest -= cut;
      }
    }
    return units - rest;
  }

  private static RoutingPlan entered(RoutingPlan plan, ShipmentState from, ShipmentState to) {
    RoutingPlan.Builder changed = plan.toBuilder();
    for (PlannedShipment.Builder shipment : changed.getPlannedShipmentsBuilderList()) {
      if (shipment.getState() == from) {
        if (to == ShipmentState.SHIPMENT_STATE_RELEASED) {
          release(shipment);
        } else {
          shipment.setState(to);
        }
      }
    }
    return PlanStates.withState(changed).build();
  }

  private static void release(PlannedShipment.Builder shipment) {
    shipment.setState(ShipmentState.SHIPMENT_STATE_RELEASED);
    shipment.getLinesBuilderList().forEach(line -> line.setReleasedQuantity(line.getQuantity()));
  }

  private static List<Integer> openNumbers(RoutingPlan plan) {
    return plan.getPlannedShipmentsList().stream()
        .filter(shipment -> PlanStates.isOpen(shipment.getState()))
        .map(PlannedShipment::getNumber)
        .toList();
  }

  private static void requireShippable(RoutingPlan plan, PlannedShipment shipment) {
    String what = "Shipment %d of plan %s ".formatted(shipment.getNumber(), plan.getPlanId());
    switch (shipment.getState()) {
      case SHIPMENT_STATE_HELD ->
          throw Refusal.planState(plan, what + "is HELD\nMaybe confirm the plan first.");
      case SHIPMENT_STATE_RELEASED -> throw Refusal.planState(plan, what + "was released");
      default -> {
        // Confirmed or shipped.
      }
    }
  }

  private static void requireCurrent(RoutingPlan plan) {
    if (!plan.getReplacedByPlanId().isEmpty()) {
      throw Refusal.planReplaced(plan);
    }
  }

  private static void requireNotReleased(RoutingPlan plan) {
    if (PlanStates.isAll(plan, ShipmentState.SHIPMENT_STATE_RELEASED)) {
      throw Refusal.planState(plan, "Plan " + plan.getPlanId() + " was released");
    }
  }
}
