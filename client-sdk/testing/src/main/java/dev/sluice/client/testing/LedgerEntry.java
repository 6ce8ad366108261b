package dev.sluice.client.testing;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan as it stands, with what is remembered of it.
 *
 * @param sequence plans made later have a higher one
 * @param content what was asked
 * @param requestId of the request that made this revision; may be empty
 * @param releaseIds request ids of the cancels that were applied
 */
record LedgerEntry(
    long sequence,
    OrderContent content,
    RoutingPlan plan,
    String requestId,
    Set<String> releaseIds) {

  LedgerEntry with(RoutingPlan changed) {
    return new LedgerEntry(sequence, content, changed, requestId, releaseIds);
  }

  LedgerEntry withRelease(RoutingPlan changed, String releaseId) {
    Set<String> ids = new HashSet<>(releaseIds);
    if (!releaseId.isEmpty()) {
      ids.add(releaseId);
    }
    return new LedgerEntry(sequence, content, changed, requestId, Set.copyOf(ids));
  }

  /** The order with only the lines, and units of them, that no standing shipment has. */
  Optional<Order> findMissing() {
    List<OrderLine> missing = new ArrayList<>();
    for (OrderLine line : content.order().getLinesList()) {
      long quantity = line.getQuantity() - standing(line.getSku());
      if (quantity > 0) {
        missing.add(line.toBuilder().setQuantity(quantity).build());
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(content.order().toBuilder().clearLines().addAllLines(missing).build());
  }

  private long standing(String sku) {
    return plan.getPlannedShipmentsList().stream()
        .filter(shipment -> PlanStates.stands(shipment.getState()))
        .map(PlannedShipment::getLinesList)
        .flatMap(List::stream)
        .filter(line -> line.getSku().equals(sku))
        .mapToLong(LedgerEntry::left)
        .sum();
  }

  /** Units that were not given back. */
  static long left(ShippedLine line) {
    return line.getQuantity() - line.getReleasedQuantity();
  }
}
