package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.ShippedLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stored plan with its life so far.
 *
 * @param openLines one list a shipment, aligned with its lines: units not given back one by one. A
 *     shipment released as a whole keeps what it had then, as its takes do
 * @param transitions after the first state, oldest first
 * @param releaseRequestIds ids of the releases applied, oldest first
 */
public record LedgerEntry(
    StoredPlan plan,
    List<List<ShippedLine>> openLines,
    List<Transition> transitions,
    List<String> releaseRequestIds) {

  /** What a plan that was just stored begins with. */
  public static LedgerEntry begin(StoredPlan plan) {
    List<List<ShippedLine>> openLines = new ArrayList<>();
    for (PlannedShipment shipment : plan.plan().shipments()) {
      openLines.add(shipment.lines());
    }
    return new LedgerEntry(plan, List.copyOf(openLines), List.of(), List.of());
  }

  /** The plan as it stands with these states and takes. */
  LedgerEntry with(
      List<ShipmentState> states,
      List<ShipmentTakes> takes,
      List<List<ShippedLine>> open,
      List<Transition> added,
      Optional<String> requestId,
      Lineage lineage) {
    List<Transition> all = new ArrayList<>(transitions);
    all.addAll(added);
    List<String> ids = new ArrayList<>(releaseRequestIds);
    requestId.ifPresent(ids::add);
    return new LedgerEntry(
        new StoredPlan(
            plan.planId(),
            plan.revision(),
            plan.order(),
            plan.fingerprint(),
            plan.plan(),
            List.copyOf(takes),
            List.copyOf(states),
            plan.storedTime(),
            plan.expireTime(),
            lineage),
        List.copyOf(open),
        List.copyOf(all),
        List.copyOf(ids));
  }
}
