package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;

/**
 * What a planned shipment takes from one counter.
 *
 * @param amount 1 or more, in the counter's unit
 */
public record Take(CounterKey counter, long amount) {}
