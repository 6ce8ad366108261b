package dev.sluice.rules.fact;

/**
 * What matching and speaking may still cost in the judgement this thread is at, or in all of an
 * order's. Every property a rule reads spends some: it is the only thing that stops a join which
 * never matches.
 */
public final class Fuel {
  private static final long ENDLESS = Long.MAX_VALUE;
  private static final long JOIN_UNITS = 10;
  private static final ThreadLocal<Fuel> OF_THREAD = ThreadLocal.withInitial(Fuel::new);

  private static final long UNTOUCHED = -1;

  private long left = ENDLESS;
  private boolean ofOrder;
  private long leftOfOrder = UNTOUCHED;

  private Fuel() {}

  /** The tank of the calling thread; endless until it is filled. */
  public static Fuel ofThread() {
    return OF_THREAD.get();
  }

  /** Spends one unit of the calling thread's tank. */
  static void spend() {
    OF_THREAD.get().spend(1);
  }

  /**
   * Spends what it costs to combine one more fact with those before; printed into rules of many
   * facts, as a combination that reads no property would cost nothing.
   *
   * @param earlier any fact before
   * @return true
   */
  public static boolean joins(Object earlier) {
    OF_THREAD.get().spend(JOIN_UNITS);
    return true;
  }

  /**
   * All judgements until {@link #endOrder} share one tank, which the first one fills.
   *
   * @return whether this began an order; false within another
   */
  public boolean beginOrder() {
    boolean begins = !ofOrder;
    ofOrder = true;
    return begins;
  }

  /** Each judgement has a tank of its own again. */
  public void endOrder() {
    ofOrder = false;
    leftOfOrder = UNTOUCHED;
  }

  /**
   * So many units from here on, until {@link #release}; within an order no more than its earlier
   * judgements left.
   */
  public void fill(long units) {
    left = leftOfOrder == UNTOUCHED ? units : Math.min(units, leftOfOrder);
  }

  /** The judgement is over: what is read from here on costs nothing. */
  public void release() {
    if (ofOrder) {
      leftOfOrder = Math.max(0, left);
    }
    left = ENDLESS;
  }

  /**
   * Spends several units at once.
   *
   * @throws FuelEmptyException when there are fewer, also each time afterwards
   */
  public void spend(long units) {
    left -= units;
    if (left < 0) {
      throw new FuelEmptyException();
    }
  }
}
