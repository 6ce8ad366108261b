package dev.sluice.server.stock;

/**
 * Units of one SKU that came into or left one warehouse otherwise than by a shipment.
 *
 * @param units added to on-hand; negative: taken off
 */
public record StockDelta(String warehouseId, String sku, long units) {

  /** What is thrown when the warehouse does not have that many. */
  public IllegalArgumentException belowZero(long onHand) {
    return new IllegalArgumentException(
        "Stock of SKU %s at warehouse %s is %d, %d cannot be added. Maybe the count is outdated: state it with SetStock"
            .formatted(sku, warehouseId, onHand, units));
  }
}
