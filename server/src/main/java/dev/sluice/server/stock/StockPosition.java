package dev.sluice.server.stock;

import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What an order sees of one SKU at one warehouse.
 *
 * @param onHand units counted in the building
 * @param safetyStock units never promised
 * @param earmarked units kept for others than the order at hand
 * @param reserved units that plans hold
 * @param own what is kept for the order at hand and not held yet, in the order it is taken from
 */
public record StockPosition(
    String warehouseId,
    String sku,
    long onHand,
    long safetyStock,
    long earmarked,
    long reserved,
    List<Earmark> own) {

  /** A position of which nothing is kept for the order at hand. */
  public StockPosition(
      String warehouseId,
      String sku,
      long onHand,
      long safetyStock,
      long earmarked,
      long reserved) {
    this(warehouseId, sku, onHand, safetyStock, earmarked, reserved, List.of());
  }

  /**
   * Available to promise: on-hand less safety stock, earmarked for others, and reserved; 0 or more.
   */
  public long availableToPromise() {
    return available(onHand, safetyStock, earmarked, reserved);
  }

  /**
   * What an order takes for so many units: first what is kept for it, then what is for everybody.
   */
  public List<Take> take(long units) {
    List<Take> takes = new ArrayList<>(1 + own.size());
    long rest = units;
    for (Earmark earmark : own) {
      long amount = Math.min(rest, earmark.free());
      if (amount > 0) {
        takes.add(new Take(earmark.counter(), amount));
        rest -= amount;
      }
    }
    if (rest > 0) {
      takes.add(new Take(CounterKey.stock(warehouseId, sku), rest));
    }
    return takes;
  }

  static long available(long onHand, long safetyStock, long earmarked, long reserved) {
    return Math.max(0, onHand - safetyStock - earmarked - reserved);
  }
}
