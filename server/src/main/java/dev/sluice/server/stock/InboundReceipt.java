package dev.sluice.server.stock;

import java.time.LocalDate;

/**
 * Units of a SKU that were expected at a warehouse and have come.
 *
 * @param day on which they were expected, whenever they came
 * @param units 1 or more; may be more than were expected
 * @param counted whether on-hand has them already, since they were counted
 */
public record InboundReceipt(
    String warehouseId, String sku, LocalDate day, long units, boolean counted) {}
