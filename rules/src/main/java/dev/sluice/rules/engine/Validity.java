package dev.sluice.rules.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * When a rule speaks.
 *
 * @param from from then on; absent: always did
 * @param until no longer from then on; absent: never stops
 */
public record Validity(Optional<Instant> from, Optional<Instant> until) {

  /** At any time. */
  public static Validity unlimited() {
    return new Validity(Optional.empty(), Optional.empty());
  }

  /** Whether it speaks at any time. */
  public boolean always() {
    return from.isEmpty() && until.isEmpty();
  }

  /** Whether it speaks at this time. */
  public boolean holds(Instant now) {
    return from.filter(now::isBefore).isEmpty()
        && until.filter(end -> !now.isBefore(end)).isEmpty();
  }
}
