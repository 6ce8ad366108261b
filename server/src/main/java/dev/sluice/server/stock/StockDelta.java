package dev.sluice.server.stock;

/**
 * Units of one SKU that came into or left one warehouse otherwise than by a shipment.
 *
 * @param units added to on-hand; negative: taken off
 */
public record StockDelta(String warehouseId, String sku, long units) {}
