package dev.sluice.client;

import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Reads plans. */
public final class Plans {

  private Plans() {}

  /** Whether every unit of the order ships. */
  public static boolean isFulfilled(RoutingPlan plan) {
    return plan.getUnfulfilledLinesCount() == 0 && plan.getPlannedShipmentsCount() > 0;
  }

  /**
   * A plan as one line, sorted by SKU within a shipment: {@code 2 x SKU-1 @ WH-A by SVC-1 + 1 x
   * SKU-2 @ WH-B by SVC-2; unfulfilled: 1 x SKU-3 OUT_OF_STOCK}. For logs and tests; the form is
   * stable.
   */
  public static String describe(RoutingPlan plan) {
    String shipped =
        plan.getPlannedShipmentsList().stream()
            .map(Plans::describe)
            .collect(Collectors.joining(" + "));
    if (plan.getUnfulfilledLinesCount() == 0) {
      return shipped;
    }
    String unfulfilled =
        plan.getUnfulfilledLinesList().stream()
            .sorted(Comparator.comparing(UnfulfilledLine::getSku))
            .map(Plans::describe)
            .collect(Collectors.joining(", "));
    return (shipped.isEmpty() ? "" : shipped + "; ") + "unfulfilled: " + unfulfilled;
  }

  private static String describe(PlannedShipment shipment) {
    return shipment.getLinesList().stream()
            .sorted(Comparator.comparing(ShippedLine::getSku))
            .map(line -> line.getQuantity() + " x " + line.getSku())
            .collect(Collectors.joining(", "))
        + " @ "
        + shipment.getWarehouseId()
        + " by "
        + shipment.getCarrierServiceId();
  }

  private static String describe(UnfulfilledLine line) {
    return line.getQuantity()
        + " x "
        + line.getSku()
        + line.getReasonsList().stream()
            .map(reason -> " " + reason.getReason().name().replace("UNFULFILLED_REASON_", ""))
            .distinct()
            .collect(Collectors.joining());
  }
}
