package dev.sluice.server.ledger;

import java.util.concurrent.CompletionStage;

/**
 * Makes plans facts: all or nothing, durable before anyone is told, never beyond a counter's
 * capacity.
 *
 * <p>A stage completes exceptionally only when the ledger itself is in trouble; then nothing is
 * known to be stored, and the same call may be repeated.
 */
public interface Ledger {

  /**
   * Reserves the proposal or its first alternative that fits, and stores it as the order key's
   * plan.
   */
  CompletionStage<ReserveResult> reserve(Proposal proposal);

  /**
   * Turns HELD shipments into CONFIRMED. Forbidden once the hold has expired or all was released.
   */
  CompletionStage<TransitionResult> confirm(String planId);

  /** Gives back what HELD or CONFIRMED shipments took. SHIPPED ones keep it. */
  CompletionStage<TransitionResult> release(Release release);

  /** Releases plans whose hold has expired by the database's clock; answers how many. */
  CompletionStage<Integer> expireHolds();
}
