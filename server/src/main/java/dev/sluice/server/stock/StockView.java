package dev.sluice.server.stock;

import java.util.Map;
import java.util.Optional;

/**
 * The stock positions of one order's SKUs, captured once for a decision.
 *
 * @param positions by SKU, then by warehouse id
 */
public record StockView(Map<String, Map<String, StockPosition>> positions) {

  /** The position of a SKU at a warehouse; empty where the warehouse never had it. */
  public Optional<StockPosition> find(String warehouseId, String sku) {
    return Optional.ofNullable(positions.getOrDefault(sku, Map.of()).get(warehouseId));
  }
}
