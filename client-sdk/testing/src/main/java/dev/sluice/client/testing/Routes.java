package dev.sluice.client.testing;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Who plans an order: the test's route for its order id, the test's route for all, or the stock;
 * without any of them everything ships from one warehouse. Thread-safe.
 */
final class Routes {

  static final String DEFAULT_WAREHOUSE = "WH-1";

  private static final int MAX_ROUTES = 10_000;

  private final Terrain terrain;
  private final StockPlanner stock;
  private final Map<String, Function<Order, RoutingPlan>> initialByOrderId;
  private final Optional<Function<Order, RoutingPlan>> initialForAll;

  // Guarded by this.
  private final Map<String, Function<Order, RoutingPlan>> byOrderId = new LinkedHashMap<>();
  private Optional<Function<Order, RoutingPlan>> forAll = Optional.empty();

  Routes(
      Terrain terrain,
      Map<String, Function<Order, RoutingPlan>> byOrderId,
      Optional<Function<Order, RoutingPlan>> forAll) {
    this.terrain = terrain;
    this.stock = new StockPlanner(terrain);
    this.initialByOrderId = Map.copyOf(byOrderId);
    this.initialForAll = forAll;
    reset();
  }

  synchronized void reset() {
    byOrderId.clear();
    byOrderId.putAll(initialByOrderId);
    forAll = initialForAll;
  }

  synchronized void set(Function<Order, RoutingPlan> route) {
    forAll = Optional.of(route);
  }

  synchronized void set(String orderId, Function<Order, RoutingPlan> route) {
    if (byOrderId.size() >= MAX_ROUTES) {
      throw new IllegalStateException(
          "%d orders have routes of their own\nMaybe one route for all of them will do."
              .formatted(MAX_ROUTES));
    }
    byOrderId.put(orderId, route);
  }

  /**
   * Asks the test's route now. What it takes from stock is only known when the supplier is asked,
   * which whoever commits the plan does while nobody else can.
   */
  Supplier<RoutingPlan> draft(Order order) {
    Optional<Function<Order, RoutingPlan>> route = findRoute(order.getOrderId());
    if (route.isPresent()) {
      RoutingPlan plan =
          Objects.requireNonNull(
              route.get().apply(order),
              () ->
                  "The route of order %s answered null\nMaybe return PlanDraft.of(order)....build()."
                      .formatted(order.getOrderId()));
      return () -> plan;
    }
    return () ->
        terrain.hasStock()
            ? stock.plan(order)
            : PlanDraft.of(order)
                .by(terrain.carrierId(), terrain.carrierServiceId())
                .shipRest(DEFAULT_WAREHOUSE)
                .build();
  }

  private synchronized Optional<Function<Order, RoutingPlan>> findRoute(String orderId) {
    Function<Order, RoutingPlan> own = byOrderId.get(orderId);
    return own == null ? forAll : Optional.of(own);
  }
}
