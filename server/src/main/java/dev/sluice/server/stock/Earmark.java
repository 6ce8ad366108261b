package dev.sluice.server.stock;

import dev.sluice.server.ledger.counter.CounterKey;
import java.time.Instant;

/**
 * Units of one SKU at one warehouse that are kept for one holder's orders until a time.
 *
 * @param units how many were asked to be kept, those that its orders hold included
 * @param kept how many are: fewer than asked for where the warehouse counted fewer, more where more
 *     are held already
 * @param reserved how many of those kept plans hold
 * @param until from then on what is not held is for everybody
 */
public record Earmark(
    String warehouseId,
    String sku,
    EarmarkHolder holder,
    long units,
    long kept,
    long reserved,
    Instant until) {

  /** The counter that its orders take from. */
  public CounterKey counter() {
    return CounterKey.earmark(warehouseId, sku, holder.text());
  }

  /** What its orders may still take, as far as it is not over; 0 or more. */
  public long free() {
    return Math.max(0, kept - reserved);
  }

  /** Whether an order may take from it. */
  public boolean isFor(SalesPoint point, Instant time) {
    return time.isBefore(until) && holder.sellsAt(point);
  }

  /** The same after its counter changed. */
  Earmark with(long freshKept, long freshReserved) {
    return new Earmark(warehouseId, sku, holder, units, freshKept, freshReserved, until);
  }
}
