package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.Counter;
import java.util.List;
import java.util.Optional;

/** What became of a proposal. */
public sealed interface ReserveResult {

  /** What somebody hears whose order key has a plan already. */
  static ReserveResult repeat(StoredPlan stored, String fingerprint) {
    return stored.fingerprint().equals(fingerprint)
        ? new AlreadyRouted(stored)
        : new ContentDiffers(stored);
  }

  /** The order key's plan; empty when it has none. */
  Optional<StoredPlan> storedPlan();

  /** The plan, or one of its alternatives, is durable. */
  record Reserved(StoredPlan plan) implements ReserveResult {
    @Override
    public Optional<StoredPlan> storedPlan() {
      return Optional.of(plan);
    }
  }

  /**
   * The order key was routed before with the same content, and this is its current revision; or
   * this is the revision that the same request for a replacement made before.
   */
  record AlreadyRouted(StoredPlan plan) implements ReserveResult {
    @Override
    public Optional<StoredPlan> storedPlan() {
      return Optional.of(plan);
    }
  }

  /** The order key was routed before with other content. */
  record ContentDiffers(StoredPlan existing) implements ReserveResult {
    @Override
    public Optional<StoredPlan> storedPlan() {
      return Optional.of(existing);
    }
  }

  /**
   * What the proposal would replace is no longer the current revision, or not as it was seen.
   *
   * @param current as it stands now
   */
  record Superseded(StoredPlan current) implements ReserveResult {
    @Override
    public Optional<StoredPlan> storedPlan() {
      return Optional.of(current);
    }
  }

  /** Neither the plan nor an alternative fits any more; nothing was stored. */
  record NoLongerFits(List<Counter> freshCounters) implements ReserveResult {
    @Override
    public Optional<StoredPlan> storedPlan() {
      return Optional.empty();
    }
  }
}
