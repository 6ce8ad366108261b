package dev.sluice.server.ledger;

import java.util.Collection;
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
   * plan: its first, or the next revision where the proposal replaces one.
   */
  CompletionStage<ReserveResult> reserve(Proposal proposal);

  /**
   * Turns HELD shipments into CONFIRMED. Forbidden once the hold has expired or all was released.
   */
  CompletionStage<TransitionResult> confirm(String planId);

  /** Gives back what HELD or CONFIRMED shipments took. SHIPPED ones keep it. */
  CompletionStage<TransitionResult> release(Release release);

  /**
   * Turns CONFIRMED shipments into SHIPPED: their units leave on-hand and used alike. Forbidden
   * where one is HELD or was given back.
   *
   * @param shipmentNumbers 1-based; empty: all that were not given back
   */
  CompletionStage<TransitionResult> ship(String planId, Collection<Integer> shipmentNumbers);

  /** Releases what one plan holds beyond its hold; nothing where the hold is not over. */
  CompletionStage<TransitionResult> expire(String planId);

  /** Releases plans whose hold has expired by the database's clock; answers how many. */
  CompletionStage<Integer> expireHolds();
}
