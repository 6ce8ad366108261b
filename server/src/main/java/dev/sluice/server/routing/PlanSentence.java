package dev.sluice.server.routing;

import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as one readable line. */
public final class PlanSentence {

  private PlanSentence() {}

  /**
   * For example {@code 2 x SKU-1 @ WH-A by SVC-1 + 1 x SKU-2, 1 x SKU-3 @ WH-B by SVC-2; short 1 x
   * SKU-4 (OUT_OF_STOCK, BACKORDER)}.
   */
  public static String of(RoutingPlan plan) {
    String shipped = ofShipments(plan.shipments());
    String unfulfilled =
        plan.unfulfilledLines().stream()
            .map(PlanSentence::ofUnfulfilled)
            .collect(Collectors.joining(", "));
    return unfulfilled.isEmpty() ? shipped : shipped + "; short " + unfulfilled;
  }

  /** The shipments alone. */
  public static String ofShipments(List<PlannedShipment> shipments) {
    if (shipments.isEmpty()) {
      return "nothing ships";
    }
    return shipments.stream().map(PlanSentence::ofShipment).collect(Collectors.joining(" + "));
  }

  private static String ofShipment(PlannedShipment shipment) {
    String lines =
        shipment.lines().stream().map(PlanSentence::ofLine).collect(Collectors.joining(", "));
    return lines + " @ " + shipment.warehouseId() + " by " + shipment.carrierServiceId();
  }

  private static String ofLine(ShippedLine line) {
    return line.quantity() + " x " + line.sku();
  }

  private static String ofUnfulfilled(UnfulfilledLine line) {
    String reason = line.reasons().isEmpty() ? "" : line.reasons().get(0).reason() + ", ";
    return line.quantity() + " x " + line.sku() + " (" + reason + line.disposition() + ")";
  }
}
