package dev.sluice.server.stock;

import java.time.LocalDate;

/**
 * How many units of a SKU are still to come to a warehouse on one day.
 *
 * @param day the warehouse's local day on which they are expected; they may ship from the next on
 * @param units without those that came already; 0: none any more
 */
public record InboundRecord(String warehouseId, String sku, LocalDate day, long units) {}
