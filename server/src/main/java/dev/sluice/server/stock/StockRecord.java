package dev.sluice.server.stock;

/**
 * Units of one SKU counted at one warehouse.
 *
 * @param onHand units in the building, 0 or more
 * @param safetyStock units never promised, 0 or more
 */
public record StockRecord(String warehouseId, String sku, long onHand, long safetyStock) {}
