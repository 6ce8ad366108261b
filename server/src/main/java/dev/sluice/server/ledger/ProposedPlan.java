package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import java.util.Collection;
import java.util.List;

/** A plan with what each of its shipments takes, in the plan's order. */
public record ProposedPlan(RoutingPlan plan, List<ShipmentTakes> takes) {

  public ProposedPlan {
    for (int index = 0; index < plan.shipments().size(); index++) {
      if (plan.shipments().get(index).number() != index + 1
          || takes.size() != plan.shipments().size()
          || takes.get(index).shipmentNumber() != index + 1) {
        throw new IllegalArgumentException(
            "Shipments are numbered %s and their takes %s. Maybe one was left out: both count 1, 2 ..."
                .formatted(
                    plan.shipments().stream().map(PlannedShipment::number).toList(),
                    takes.stream().map(ShipmentTakes::shipmentNumber).toList()));
      }
    }
  }

  /** Adds every counter that the plan would take from. */
  public void collectCounterKeys(Collection<CounterKey> keys) {
    takes.forEach(shipment -> shipment.collectCounterKeys(keys));
  }
}
