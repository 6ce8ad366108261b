package dev.sluice.server.routing;

import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.stock.StockViews;
import java.time.Instant;

/** Lists the ways orders could go now, by the network, the stock and the rules in force. */
public final class OptionSource {

  private final DecisionCapture captures;
  private final PolicySource policies;
  private final Decider decider;

  /** Lists what this decider could decide. */
  public OptionSource(
      NetworkViews networks, StockViews stocks, PolicySource policies, Decider decider) {
    this.captures = new DecisionCapture(networks, stocks, decider.limits());
    this.policies = policies;
    this.decider = decider;
  }

  /**
   * The ways an order could go at that time; where it cannot go at all any more, those it had when
   * nobody had taken any stock. An order that stands for those to come wants other goods than it,
   * and finds them.
   *
   * @param tolls for orders of several lines, whose ways are too many to list them all
   */
  public OrderOptions list(Order order, Instant time, Tolls tolls) {
    Policy policy = policies.current();
    OrderOptions options = decider.options(captures.capture(order, time, policy, tolls));
    return options.ways().isEmpty()
        ? decider.options(captures.untaken(order, time, policy, tolls))
        : options;
  }
}
