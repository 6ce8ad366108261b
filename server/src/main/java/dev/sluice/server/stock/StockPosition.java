package dev.sluice.server.stock;

/**
 * What is known of one SKU at one warehouse.
 *
 * @param onHand units counted in the building
 * @param safetyStock units never promised
 * @param earmarked units kept for others than the order at hand
 * @param reserved units that plans hold
 */
public record StockPosition(
    String warehouseId, String sku, long onHand, long safetyStock, long earmarked, long reserved) {

  /**
   * Available to promise: on-hand less safety stock, earmarked for others, and reserved; 0 or more.
   */
  public long availableToPromise() {
    return Math.max(0, onHand - safetyStock - earmarked - reserved);
  }
}
