package dev.sluice.server.cli.demo;

import dev.sluice.client.Amounts;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.CostKind;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import dev.sluice.server.cli.demo.OrderOutcome.Missed;
import dev.sluice.server.cli.demo.OrderOutcome.Parcel;
import dev.sluice.server.routing.model.Order;
import java.time.LocalDate;
import java.util.List;

/** Reads Sluice's plans as outcomes. */
final class PlanOutcomes {
  private static final String REASON_PREFIX = "UNFULFILLED_REASON_";

  private PlanOutcomes() {}

  static OrderOutcome of(Order order, RoutingPlan plan) {
    return new OrderOutcome(
        order,
        plan.getPlannedShipmentsList().stream().map(PlanOutcomes::parcel).toList(),
        plan.getUnfulfilledLinesList().stream().map(PlanOutcomes::missed).toList());
  }

  static String reason(LineReason reason) {
    return reason.getReason().name().substring(REASON_PREFIX.length());
  }

  private static Parcel parcel(PlannedShipment shipment) {
    LocalDate shipDay =
        LocalDate.of(
            shipment.getShipDay().getYear(),
            shipment.getShipDay().getMonth(),
            shipment.getShipDay().getDay());
    return new Parcel(
        shipment.getWarehouseId(),
        shipment.getCarrierId(),
        shipDay,
        Times.instant(shipment.getPromiseTime()),
        shipment.getLinesList().stream().mapToLong(ShippedLine::getQuantity).sum(),
        cashMicros(shipment.getCostList()));
  }

  private static Missed missed(UnfulfilledLine line) {
    List<String> reasons = line.getReasonsList().stream().map(PlanOutcomes::reason).toList();
    return new Missed(line.getSku(), line.getQuantity(), reasons);
  }

  private static long cashMicros(List<CostTerm> terms) {
    return terms.stream()
        .filter(term -> term.getKind() == CostKind.COST_KIND_CASH)
        .mapToLong(term -> Amounts.toMicros(term.getAmount()))
        .sum();
  }
}
