package dev.sluice.server.postgres;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a committer does. One writes, many read. */
public final class CommitStats {

  private final LongAdder batches = new LongAdder();
  private final LongAdder orders = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder repeats = new LongAdder();

  /**
   * Totals since the start.
   *
   * @param batches answered
   * @param orders in them
   * @param nanos spent on them, repeats included
   * @param refused orders that nothing fitted, sent back to be planned again
   * @param timedOut orders whose deadline passed before their batch began
   * @param failed orders that were answered with an error
   * @param repeats attempts beyond a batch's first
   */
  public record Totals(
      long batches,
      long orders,
      long nanos,
      long refused,
      long timedOut,
      long failed,
      long repeats) {}

  public Totals totals() {
    return new Totals(
        batches.sum(),
        orders.sum(),
        nanos.sum(),
        refused.sum(),
        timedOut.sum(),
        failed.sum(),
        repeats.sum());
  }

  void batch(int size, long tookNanos) {
    batches.increment();
    orders.add(size);
    nanos.add(tookNanos);
  }

  void refused() {
    refused.increment();
  }

  void timedOut(long count) {
    timedOut.add(count);
  }

  void failed(long count) {
    failed.add(count);
  }

  void repeated() {
    repeats.increment();
  }
}
