package dev.sluice.server.ledger.counter;

/**
 * What a counter stood at when it was read.
 *
 * @param capacity the most that may be used; {@link #UNLIMITED} where nothing limits it. May fall
 *     below {@code used}: then nothing is added until the shortfall is gone
 * @param used taken, 0 or more; for shares without the exempt parcels
 * @param exempt share counters only: parcels that passed the cap by exemption
 */
public record Counter(CounterKey key, long capacity, long used, long exempt) {

  /** The capacity of a counter that nothing limits. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** What a key that names nothing known stands at: nothing may be taken. */
  public static Counter unknown(CounterKey key) {
    return new Counter(key, 0, 0, 0);
  }

  /** What may still be taken, 0 or more. */
  public long free() {
    return capacity == UNLIMITED ? UNLIMITED : Math.max(0, capacity - used);
  }

  /** How far more is used than may be, 0 or more. */
  public long shortfall() {
    return Math.max(0, used - capacity);
  }

  /** All parcels of a share counter, whether they passed the cap by exemption or not. */
  public long parcels() {
    return used + exempt;
  }

  /** The counter after {@code delta} was added. */
  public Counter plus(CounterDelta delta) {
    return new Counter(key, capacity, used + delta.used(), exempt + delta.exempt());
  }

  /** Whether {@code amount} more fits. */
  public boolean admits(long amount) {
    return amount <= free();
  }
}
