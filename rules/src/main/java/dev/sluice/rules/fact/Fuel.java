package dev.sluice.rules.fact;

/**
 * What matching and speaking may still cost in the judgement this thread is at. Every property a
 * rule reads spends some: it is the only thing that stops a join which never matches.
 */
public final class Fuel {
  private static final long ENDLESS = Long.MAX_VALUE;
  private static final long JOIN_UNITS = 10;
  private static final ThreadLocal<Fuel> OF_THREAD = ThreadLocal.withInitial(Fuel::new);

  private long left = ENDLESS;

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

  /** So many units from here on, until {@link #release}. */
  public void fill(long units) {
    left = units;
  }

  /** The judgement is over: what is read from here on costs nothing. */
  public void release() {
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
