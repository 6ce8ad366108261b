package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.RoutingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A plan as the ledger keeps it.
 *
 * @param planId unique; carries the day it was stored
 * @param revision 1 for the first plan of an order key, then without gaps
 * @param takes what each shipment holds or held, in the plan's order
 * @param shipmentStates one a shipment, in the plan's order
 * @param expireTime when HELD shipments are given back; empty when none was held
 * @param lineage its place among the order key's revisions
 */
public record StoredPlan(
    String planId,
    int revision,
    Order order,
    String fingerprint,
    RoutingPlan plan,
    List<ShipmentTakes> takes,
    List<ShipmentState> shipmentStates,
    Instant storedTime,
    Optional<Instant> expireTime,
    Lineage lineage) {

  /** The first revision of an order key's plan, as it is stored at {@code now}. */
  public static StoredPlan first(Proposal proposal, ProposedPlan admitted, Instant now) {
    return first(PlanIds.create(proposal.order().key(), 1, now), proposal, admitted, now);
  }

  /**
   * The same with an id that was made before.
   *
   * @param planId made of the same key and time
   */
  public static StoredPlan first(
      String planId, Proposal proposal, ProposedPlan admitted, Instant now) {
    boolean held = proposal.hold().isPresent() && !admitted.plan().shipments().isEmpty();
    ShipmentState state = held ? ShipmentState.HELD : ShipmentState.CONFIRMED;
    return new StoredPlan(
        planId,
        1,
        proposal.order(),
        proposal.fingerprint(),
        admitted.plan(),
        admitted.takes(),
        Collections.nCopies(admitted.plan().shipments().size(), state),
        now,
        held ? proposal.hold().map(now::plus) : Optional.empty(),
        Lineage.FIRST);
  }

  /** Whether the shipment, by its 0-based index, is neither given back nor carried on. */
  public boolean stands(int index) {
    ShipmentState state = shipmentStates.get(index);
    return state.isOpen() || state == ShipmentState.SHIPPED;
  }

  /** The order with only the lines, and units of them, that no standing shipment has. */
  public Optional<Order> findMissing() {
    return lessShipments(shipmentStates.size(), true);
  }

  /** The order as this revision's decision saw it: without what was carried over. */
  public Order decidedOrder() {
    return lessShipments(lineage.carriedShipments(), false).orElse(order);
  }

  private Optional<Order> lessShipments(int firstShipments, boolean standingOnly) {
    List<OrderLine> rest = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      long quantity = line.quantity();
      for (int index = 0; index < firstShipments; index++) {
        if (standingOnly) {
          quantity -= stands(index) ? takes.get(index).unitsOf(line.sku()) : 0;
        } else {
          quantity -= plan.shipments().get(index).unitsOf(line.sku());
        }
      }
      if (quantity > 0) {
        rest.add(line.withQuantity(quantity));
      }
    }
    return rest.isEmpty() ? Optional.empty() : Optional.of(order.withLines(List.copyOf(rest)));
  }
}
