package dev.sluice.server.stock;

import java.time.Instant;

/**
 * How many units of a SKU at a warehouse are to be kept for somebody.
 *
 * @param units those that the holder's orders hold already included; 0: none any more
 * @param until from then on what is not held is for everybody
 */
public record EarmarkRecord(
    String warehouseId, String sku, EarmarkHolder holder, long units, Instant until) {}
