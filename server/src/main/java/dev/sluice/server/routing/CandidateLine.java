package dev.sluice.server.routing;

import dev.sluice.server.network.Product;
import dev.sluice.server.routing.model.OrderLine;

/**
 * An order line with its product.
 *
 * @param readyIndex index into {@link Candidates#readyTimes()} of when it may first be worked on
 */
public record CandidateLine(OrderLine line, Product product, int readyIndex) {

  public String sku() {
    return line.sku();
  }

  public long quantity() {
    return line.quantity();
  }
}
