package dev.sluice.server.ledger;

import java.util.Optional;

/**
 * A plan's place among the revisions of its order key.
 *
 * @param replaces id of the revision before; empty: this is the first
 * @param replacedBy id of the revision after; empty: this is the current one
 * @param carriedShipments how many of its shipments, the first ones, were carried over from the
 *     revision before, in the order they had there
 * @param requestId what asked for this revision, where it had an id
 * @param cause why the order was routed again; may be empty
 */
public record Lineage(
    Optional<String> replaces,
    Optional<String> replacedBy,
    int carriedShipments,
    String requestId,
    String cause) {

  /** Of a first revision that is the current one. */
  public static final Lineage FIRST = new Lineage(Optional.empty(), Optional.empty(), 0, "", "");

  /** The same, replaced by the revision with this id. */
  Lineage replacedBy(String planId) {
    return new Lineage(replaces, Optional.of(planId), carriedShipments, requestId, cause);
  }
}
