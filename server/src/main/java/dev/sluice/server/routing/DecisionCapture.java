package dev.sluice.server.routing;

import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockView;
import dev.sluice.server.stock.StockViews;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Captures what decisions see: chooses whom they look at, and counts only those. */
public final class DecisionCapture {

  private final NetworkViews networks;
  private final StockViews stocks;
  private final ContenderFinder contenders;
  private final int width;

  /** Captures for decisions within these limits. */
  public DecisionCapture(NetworkViews networks, StockViews stocks, PlannerLimits limits) {
    this.networks = networks;
    this.stocks = stocks;
    this.contenders = new ContenderFinder(limits);
    this.width = limits.shortlistSize();
  }

  /** What a decision about the order sees at that time. */
  public DecisionInput capture(Order order, Instant time, Policy policy, Tolls tolls) {
    return capture(order, time, stocks.capture(order, time), policy, tolls, width);
  }

  /** What it would see if no plan held any stock. */
  DecisionInput untaken(Order order, Instant time, Policy policy, Tolls tolls) {
    return capture(order, time, stocks.capture(order, time).untaken(), policy, tolls, width);
  }

  /** The same, where that is still the network that was seen; else what was seen. */
  public DecisionInput widerInSameNetwork(DecisionInput seen) {
    return networks.version() == seen.view().network().version() ? wider(seen) : seen;
  }

  /** The same question where twice as many come into question, by the numbers of now. */
  DecisionInput wider(DecisionInput seen) {
    DecisionInput wider =
        capture(
            seen.order(),
            seen.time(),
            stocks.capture(seen.order(), seen.time()),
            new Policy(seen.rules(), seen.shares()),
            seen.tolls(),
            2 * seen.contenders().width());
    return seen.readLate().isEmpty() ? wider : wider.withFresh(seen.readLate());
  }

  private DecisionInput capture(
      Order order, Instant time, StockView stock, Policy policy, Tolls tolls, int atMost) {
    NetworkView around = networks.around(order.regionCode(), time);
    Contenders chosen = contenders.find(order, around.network(), around.coverage(), stock, atMost);
    return new DecisionInput(
            order,
            networks.count(around, chosen.lanes()),
            chosen,
            seenOf(order, stock, chosen),
            policy.shares(),
            policy.rules())
        .withTolls(tolls);
  }

  private static StockView seenOf(Order order, StockView stock, Contenders chosen) {
    for (OrderLine line : order.lines()) {
      if (stock.inboundUnits(line.sku()) > 0) {
        Set<String> seen = new HashSet<>(chosen.warehouseIds());
        seen.addAll(chosen.bystanders());
        return stock.within(seen);
      }
    }
    return stock;
  }
}
