package dev.sluice.client.testing;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** Makes a whole plan of what a route answered; what the route said itself stays. */
final class PlanCompletion {

  /** A hash that no real rule set is likely to have. */
  static final String RULE_SET_VERSION = "fa4e000000000000";

  private static final Duration TO_SHIP = Duration.ofDays(1);
  private static final Duration TO_ARRIVE = Duration.ofDays(3);
  private static final long GRAMS_PER_SHIPMENT = 1_000;

  private PlanCompletion() {}

  /**
   * Everything but id, revision and place in the plan's history.
   *
   * @param order what was planned
   * @param state of all shipments
   * @throws IllegalStateException when the draft is no plan for this order
   */
  static RoutingPlan complete(RoutingPlan draft, Order order, ShipmentState state, Instant now) {
    requireWhole(draft, order);
    RoutingPlan.Builder plan =
        draft.toBuilder()
            .clearPlanId()
            .clearRevision()
            .clearStoredTime()
            .clearExpireTime()
            .clearReplacedPlanId()
            .clearReplacedByPlanId()
            .clearRerouteCause()
            .setOrderId(order.getOrderId())
            .setChannel(order.getChannel())
            .setDecidedTime(Times.timestamp(now));
    if (plan.getRuleSetVersion().isEmpty()) {
      plan.setRuleSetVersion(RULE_SET_VERSION);
    }
    int number = 0;
    for (PlannedShipment.Builder shipment : plan.getPlannedShipmentsBuilderList()) {
      number++;
      complete(shipment.setNumber(number).setState(state).setCarried(false), now);
    }
    plan.setCost(PlanCosts.of(plan.getPlannedShipmentsList(), draft.getCost().getOrderTermsList()));
    return PlanStates.withState(plan).build();
  }

  private static void complete(PlannedShipment.Builder shipment, Instant now) {
    shipment.getLinesBuilderList().forEach(ShippedLine.Builder::clearReleasedQuantity);
    if (shipment.getLaneId().isEmpty()) {
      shipment.setLaneId(shipment.getWarehouseId() + ">" + shipment.getCarrierServiceId() + ">");
    }
    if (!shipment.hasShipByTime()) {
      shipment.setShipByTime(Times.timestamp(now.plus(TO_SHIP)));
    }
    if (!shipment.hasPromiseTime()) {
      shipment.setPromiseTime(Times.timestamp(now.plus(TO_ARRIVE)));
    }
    if (!shipment.hasShipDay()) {
      shipment.setShipDay(dayOf(shipment.getShipByTime()));
    }
    if (shipment.getChargedWeightGrams() == 0) {
      shipment.setChargedWeightGrams(GRAMS_PER_SHIPMENT);
    }
  }

  /** The contract: every unit of the order is in a shipment or unfulfilled, and in one place. */
  private static void requireWhole(RoutingPlan draft, Order order) {
    Map<String, Long> planned = new TreeMap<>();
    for (PlannedShipment shipment : draft.getPlannedShipmentsList()) {
      if (shipment.getWarehouseId().isEmpty()
          || shipment.getCarrierServiceId().isEmpty()
          || shipment.getLinesCount() == 0) {
        throw notWhole(order, "a shipment lacks its warehouse, carrier service or lines");
      }
      shipment
          .getLinesList()
          .forEach(line -> planned.merge(line.getSku(), line.getQuantity(), Long::sum));
    }
    for (UnfulfilledLine line : draft.getUnfulfilledLinesList()) {
      if (line.getReasonsCount() == 0) {
        throw notWhole(order, line.getSku() + " is unfulfilled without a reason");
      }
      planned.merge(line.getSku(), line.getQuantity(), Long::sum);
    }
    Map<String, Long> ordered = new TreeMap<>();
    for (OrderLine line : order.getLinesList()) {
      ordered.merge(line.getSku(), line.getQuantity(), Long::sum);
    }
    if (!planned.equals(ordered)) {
      throw notWhole(order, "it is about %s, the order about %s".formatted(planned, ordered));
    }
  }

  private static IllegalStateException notWhole(Order order, String why) {
    return new IllegalStateException(
        "The route of order %s answered what is no plan for it: %s\nMaybe build it by PlanDraft.of(order)."
            .formatted(order.getOrderId(), why));
  }

  private static Date dayOf(Timestamp time) {
    LocalDate day = LocalDate.ofInstant(Times.instant(time), ZoneOffset.UTC);
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
