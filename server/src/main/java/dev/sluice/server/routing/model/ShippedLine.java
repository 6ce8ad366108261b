package dev.sluice.server.routing.model;

/** Units of one SKU in a planned shipment. */
public record ShippedLine(String sku, long quantity) {}
