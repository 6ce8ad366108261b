package dev.sluice.client;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order of a flow: exactly one of plan and failure is there.
 *
 * @param channel the order's
 * @param orderId the order's
 * @param plan durable; what nobody can ship is in its unfulfilled lines
 * @param failure what {@link RoutingClient#routeOrder} would have thrown
 */
public record OrderAnswer(
    String channel, String orderId, Optional<RoutingPlan> plan, Optional<SluiceException> failure) {

  static OrderAnswer of(
      Order order, @Nullable RoutingPlan plan, @Nullable SluiceException failure) {
    return new OrderAnswer(
        order.getChannel(),
        order.getOrderId(),
        Optional.ofNullable(plan),
        Optional.ofNullable(failure));
  }

  /**
   * The plan.
   *
   * @throws SluiceException the failure, where there is no plan
   */
  public RoutingPlan getPlan() {
    return plan.orElseThrow(
        () -> failure.orElseThrow(() -> new IllegalStateException("Neither plan nor failure")));
  }
}
