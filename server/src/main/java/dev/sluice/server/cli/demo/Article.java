package dev.sluice.server.cli.demo;

import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Product;

/**
 * A SKU of the sample with what only its seller knows.
 *
 * @param rank place in its category by popularity, 1 is the most wanted
 * @param popularity part of its category's lines outside pulses, 0 to 1
 * @param priceMicros what a buyer pays for one unit, micro-yuan
 */
record Article(Product product, int rank, double popularity, long priceMicros) {
  String sku() {
    return product.sku();
  }

  String category() {
    return product.category();
  }

  boolean needs(Handling handling) {
    return product.handling().contains(handling);
  }

  boolean needsCold() {
    return needs(Handling.CHILLED) || needs(Handling.FROZEN);
  }
}
