package dev.sluice.server.ledger.counter;

/**
 * What a commit adds to one counter; negative: gives back.
 *
 * @param used in the counter's unit
 * @param exempt parcels, of share counters only
 */
public record CounterDelta(long used, long exempt) {

  /** Units under the capacity. */
  public static CounterDelta ofUsed(long amount) {
    return new CounterDelta(amount, 0);
  }

  /** One parcel of a share. */
  public static CounterDelta ofParcel(boolean exempt) {
    return exempt ? new CounterDelta(0, 1) : new CounterDelta(1, 0);
  }

  public CounterDelta plus(CounterDelta other) {
    return new CounterDelta(used + other.used, exempt + other.exempt);
  }

  public CounterDelta negated() {
    return new CounterDelta(-used, -exempt);
  }
}
