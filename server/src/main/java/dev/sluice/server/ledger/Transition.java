package dev.sluice.server.ledger;

import java.time.Instant;

/**
 * A planned shipment entered a state.
 *
 * @param shipmentNumber 1-based within the plan
 * @param cause why, one word or sentence; empty when it was simply asked for
 */
public record Transition(int shipmentNumber, ShipmentState state, Instant time, String cause) {}
