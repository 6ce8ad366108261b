package dev.sluice.server.policy;

import dev.sluice.server.journal.Impact;
import dev.sluice.server.policy.RuleSimulation.Sum;
import dev.sluice.server.routing.model.RoutingPlan;
import java.util.List;

/** What a simulation came to so far. */
final class SimulationTally {
  private Sum live = new Sum(0, 0);
  private Sum simulated = new Sum(0, 0);
  private int orders;
  private int worse;
  private int better;
  private int otherWay;
  private int failed;

  void add(SimulatedOrder order) {
    orders++;
    if (order.simulated().isEmpty()) {
      failed++;
      return;
    }
    live = plus(live, order.live().plan());
    simulated = plus(simulated, order.simulated().get().plan());
    switch (order.difference()) {
      case WORSE -> worse++;
      case BETTER -> better++;
      case OTHER_WAY -> otherWay++;
      case NONE -> {}
    }
  }

  Impact impact() {
    return new Impact(orders, worse, better, otherWay, failed, List.of());
  }

  Sum live() {
    return live;
  }

  Sum simulated() {
    return simulated;
  }

  private static Sum plus(Sum sum, RoutingPlan plan) {
    return new Sum(
        sum.costMicros() + plan.totalMicros(), sum.shipments() + plan.shipments().size());
  }
}
