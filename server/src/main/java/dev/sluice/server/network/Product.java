package dev.sluice.server.network;

import java.util.Set;

/**
 * What one SKU is, as far as routing cares.
 *
 * @param weightGrams of one unit, packed; 0 or more
 * @param lengthMm of one unit, packed; 0 where unknown, like the other two
 */
public record Product(
    String sku,
    String name,
    String category,
    int weightGrams,
    int lengthMm,
    int widthMm,
    int heightMm,
    Set<Handling> handling) {

  /** Volume of one unit in cubic centimetres, rounded up. */
  public long volumeCm3() {
    long mm3 = (long) lengthMm * widthMm * heightMm;
    return (mm3 + 999) / 1000;
  }
}
