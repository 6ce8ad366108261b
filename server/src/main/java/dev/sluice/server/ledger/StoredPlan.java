package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.RoutingPlan;
import java.time.Instant;
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
    Optional<Instant> expireTime) {

  /** The first revision of an order key's plan, as it is stored at {@code now}. */
  public static StoredPlan first(Proposal proposal, ProposedPlan admitted, Instant now) {
    boolean held = proposal.hold().isPresent() && !admitted.plan().shipments().isEmpty();
    ShipmentState state = held ? ShipmentState.HELD : ShipmentState.CONFIRMED;
    return new StoredPlan(
        PlanIds.create(proposal.order().key(), 1, now),
        1,
        proposal.order(),
        proposal.fingerprint(),
        admitted.plan(),
        admitted.takes(),
        Collections.nCopies(admitted.plan().shipments().size(), state),
        now,
        held ? proposal.hold().map(now::plus) : Optional.empty());
  }
}
