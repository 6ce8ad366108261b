package dev.sluice.server.cli.demo;

import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Network;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import java.util.List;
import java.util.Optional;

/** Picks the plan from which a reader learns most: split, delicate goods, a cap that gave way. */
final class InterestingPlan {
  private final Network network;

  InterestingPlan(Network network) {
    this.network = network;
  }

  Optional<RoutingPlan> find(List<Order> orders, List<Optional<RoutingPlan>> plans) {
    Optional<RoutingPlan> best = Optional.empty();
    int bestPoints = -1;
    for (int i = 0; i < orders.size(); i++) {
      if (plans.get(i).isPresent()) {
        int points = points(orders.get(i), plans.get(i).get());
        if (points > bestPoints) {
          bestPoints = points;
          best = plans.get(i);
        }
      }
    }
    return best;
  }

  private int points(Order order, RoutingPlan plan) {
    int points = 0;
    points += plan.getPlannedShipmentsCount() == 2 ? 8 : 0;
    points += plan.getUnfulfilledLinesCount() == 0 ? 4 : 0;
    points += needs(order, Handling.FRAGILE) ? 4 : 0;
    points += order.lines().size() == 2 || order.lines().size() == 3 ? 2 : 0;
    points += order.tier() == CustomerTier.VIP ? 1 : 0;
    return points;
  }

  private boolean needs(Order order, Handling handling) {
    return order.lines().stream()
        .flatMap(line -> network.findProduct(line.sku()).stream())
        .anyMatch(product -> product.handling().contains(handling));
  }
}
