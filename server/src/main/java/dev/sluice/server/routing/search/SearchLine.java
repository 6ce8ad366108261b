package dev.sluice.server.routing.search;

import dev.sluice.server.network.Product;
import dev.sluice.server.routing.cost.Goods;

/**
 * A line of the order that is planned.
 *
 * @param quantity 1 or more
 * @param readyIndex index into {@link Way#departures()} of when it may first be worked on
 */
public record SearchLine(Product product, long unitValueMicros, long quantity, int readyIndex) {

  Goods goods(long count) {
    return Goods.of(product, unitValueMicros, count);
  }
}
