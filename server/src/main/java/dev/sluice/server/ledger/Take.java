package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;

/**
 * What a planned shipment takes from one counter.
 *
 * @param amount 1 or more, in the counter's unit
 */
public record Take(CounterKey counter, long amount) {

  public Take {
    if (amount < 1) {
      throw new IllegalArgumentException(
          "Take of %d from %s. Maybe the take should be left out: an amount is 1 or more"
              .formatted(amount, counter));
    }
  }
}
