package dev.sluice.server.routing;

import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import java.util.List;

/** How other rules decide an order. */
public enum PlanDifference {
  /** It ships the same way. */
  NONE,
  /** A line is unfulfilled, while today none is. */
  WORSE,
  /** No line is unfulfilled, while today one is. */
  BETTER,
  /** It ships otherwise. */
  OTHER_WAY;

  /** What becomes of an order that is decided by {@code now} today. */
  public static PlanDifference of(RoutingPlan now, RoutingPlan then) {
    boolean missesNow = !now.unfulfilledLines().isEmpty();
    boolean missesThen = !then.unfulfilledLines().isEmpty();
    if (missesThen != missesNow) {
      return missesThen ? WORSE : BETTER;
    }
    return ways(now).equals(ways(then)) ? NONE : OTHER_WAY;
  }

  /** Which lines leave which warehouse by which service; what it costs is no other way. */
  private static List<List<Object>> ways(RoutingPlan plan) {
    return plan.shipments().stream().map(PlanDifference::way).toList();
  }

  private static List<Object> way(PlannedShipment shipment) {
    return List.of(
        shipment.warehouseId(),
        shipment.carrierServiceId(),
        shipment.shipDay(),
        shipment.lines(),
        shipment.services());
  }
}
