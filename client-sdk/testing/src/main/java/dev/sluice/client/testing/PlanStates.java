package dev.sluice.client.testing;

import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShipmentState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the states of shipments mean, for themselves and for the plan. */
final class PlanStates {

  private PlanStates() {}

  /** Whether it can still be given back. */
  static boolean isOpen(ShipmentState state) {
    return state == ShipmentState.SHIPMENT_STATE_HELD
        || state == ShipmentState.SHIPMENT_STATE_CONFIRMED;
  }

  /** Whether it is neither given back nor carried on. */
  static boolean stands(ShipmentState state) {
    return isOpen(state) || state == ShipmentState.SHIPMENT_STATE_SHIPPED;
  }

  static boolean has(RoutingPlan plan, ShipmentState state) {
    return plan.getPlannedShipmentsList().stream().anyMatch(one -> one.getState() == state);
  }

  /** Whether it has shipments, and all are in this state. */
  static boolean isAll(RoutingPlan plan, ShipmentState state) {
    return plan.getPlannedShipmentsCount() > 0
        && plan.getPlannedShipmentsList().stream().allMatch(one -> one.getState() == state);
  }

  /** The same plan with the state that follows from its shipments. */
  static RoutingPlan.Builder withState(RoutingPlan.Builder plan) {
    return plan.setState(planState(plan.getPlannedShipmentsList()));
  }

  private static PlanState planState(List<PlannedShipment> shipments) {
    if (shipments.isEmpty()) {
      return PlanState.PLAN_STATE_UNFULFILLED;
    }
    Set<ShipmentState> states =
        shipments.stream().map(PlannedShipment::getState).collect(Collectors.toSet());
    if (states.contains(ShipmentState.SHIPMENT_STATE_PLANNED)) {
      return PlanState.PLAN_STATE_PLANNED;
    }
    if (states.contains(ShipmentState.SHIPMENT_STATE_HELD)) {
      return PlanState.PLAN_STATE_HELD;
    }
    if (states.contains(ShipmentState.SHIPMENT_STATE_CONFIRMED)) {
      return PlanState.PLAN_STATE_CONFIRMED;
    }
    if (states.contains(ShipmentState.SHIPMENT_STATE_CARRIED)) {
      return PlanState.PLAN_STATE_CARRIED;
    }
    return states.contains(ShipmentState.SHIPMENT_STATE_SHIPPED)
        ? PlanState.PLAN_STATE_SHIPPED
        : PlanState.PLAN_STATE_RELEASED;
  }
}
