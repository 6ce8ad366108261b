package dev.sluice.server.routing;

import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.stock.StockView;
import dev.sluice.server.stock.StockViews;
import java.time.Instant;

/** Lists the ways orders could go now, by the network, the stock and the rules in force. */
public final class OptionSource {

  private final NetworkViews networks;
  private final StockViews stocks;
  private final PolicySource policies;
  private final Decider decider;

  /** Lists what this decider could decide. */
  public OptionSource(
      NetworkViews networks, StockViews stocks, PolicySource policies, Decider decider) {
    this.networks = networks;
    this.stocks = stocks;
    this.policies = policies;
    this.decider = decider;
  }

  /**
   * The ways an order could go at that time.
   *
   * @param tolls for orders of several lines, whose ways are too many to list them all
   */
  public OrderOptions list(Order order, Instant time, Tolls tolls) {
    Policy policy = policies.current();
    StockView stock = stocks.capture(order, time);
    return decider.options(
        new DecisionInput(
                order,
                networks.capture(order.regionCode(), time, stock.holders()),
                stock,
                policy.shares(),
                policy.rules())
            .withTolls(tolls));
  }
}
