package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.RoutingPlan;
import java.util.List;

/** A plan with what each of its shipments takes, in the plan's order. */
public record ProposedPlan(RoutingPlan plan, List<ShipmentTakes> takes) {}
