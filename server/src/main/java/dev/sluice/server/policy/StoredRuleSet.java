package dev.sluice.server.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A rule set as it is kept, without its files.
 *
 * @param number counts rule sets in the order in which they came
 * @param lastLiveTime when it was last put in force; empty: never
 * @param withdrawal how it was taken out of service by itself; empty: it was not
 */
public record StoredRuleSet(
    long number,
    String version,
    Signature signature,
    Instant storedTime,
    Optional<Instant> lastLiveTime,
    Optional<Withdrawal> withdrawal) {

  /** How a rule set was taken out of service by itself. */
  public record Withdrawal(String reason, Instant time) {}
}
