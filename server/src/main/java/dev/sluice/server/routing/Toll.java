package dev.sluice.server.routing;

import dev.sluice.server.ledger.counter.CounterKey;

/**
 * What one unit of a scarce thing costs an order that could do without it, and the numbers it came
 * from: {@code price + eps x (shareToCome - shareFree)}, never below 0.
 *
 * @param counter the thing: a warehouse's day, a lane's or carrier's day, a carrier's share, a
 *     stock position
 * @param priceMicros its shadow price in micro-yuan: what the orders that are expected would save
 *     if there were one more of it; 0 or more
 * @param epsMicros what it would add if all of it were gone before the first order; 0 or more
 * @param shareToCome expected share of the window's orders that is still to come, 0 to 1
 * @param shareFree share of the thing that is free, 0 to 1
 */
public record Toll(
    CounterKey counter, long priceMicros, long epsMicros, double shareToCome, double shareFree) {

  /** What is added because it goes faster than the day, or taken off because it goes slower. */
  public long paceMicros() {
    return Math.round(epsMicros * (shareToCome - shareFree));
  }

  /** What it costs; slack pays nobody. */
  public long micros() {
    return Math.max(0, priceMicros + paceMicros());
  }

  /** The same after more or less of it was taken. */
  Toll at(double otherShareFree) {
    return new Toll(counter, priceMicros, epsMicros, shareToCome, otherShareFree);
  }
}
