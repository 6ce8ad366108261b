package dev.sluice.server.routing;

import dev.sluice.server.ledger.ProposedPlan;
import java.util.List;

/**
 * What the planner made of an order.
 *
 * @param plan may hold no shipment; then its unfulfilled lines say why
 * @param alternatives up to two next best plans, best first
 * @param priority of the order inside a commit, larger goes first
 * @param workSteps how many combinations were priced
 * @param workBoundHit whether the search stopped at its bound instead of at the optimum
 */
public record PlanningResult(
    ProposedPlan plan,
    List<ProposedPlan> alternatives,
    int priority,
    long workSteps,
    boolean workBoundHit) {}
