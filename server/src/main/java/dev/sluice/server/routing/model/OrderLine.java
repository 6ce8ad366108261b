package dev.sluice.server.routing.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One SKU of an order. Lines of the same SKU were merged on the way in.
 *
 * @param quantity units, 1 or more
 * @param unitValueMicros declared value of one unit in micro-yuan
 * @param presale sold before it is in stock
 * @param shipFromTime earliest shipping of a presale line
 */
public record OrderLine(
    String sku,
    long quantity,
    long unitValueMicros,
    boolean presale,
    Optional<Instant> shipFromTime) {

  /** The same for another number of units. */
  public OrderLine withQuantity(long units) {
    return new OrderLine(sku, units, unitValueMicros, presale, shipFromTime);
  }
}
