package dev.sluice.server.policy;

import dev.sluice.rules.RuleSources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps every rule set that was ever published, with its source files, and which of them are in
 * force. Versions are immutable. All replicas share it and are told of changes; each change is
 * durable when its method returns, so that no plan names a rule set that nobody knows.
 */
public interface RuleSetRepository {

  /** Stores a rule set, unless it is there. */
  void store(String version, RuleSources sources, Signature by, Instant now);

  /** What is in force now. */
  InForce inForce();

  /** Puts a stored rule set in force, which ends a trial. */
  InForce activate(String version, Signature by, Instant now);

  /**
   * Ends the trial of {@code leave}; or returns to what was in force before it, leaving out what
   * was withdrawn, which ends another one's trial, too. Nothing happens when it is neither on trial
   * nor in force, or when there was nothing before.
   */
  InForce rollback(String leave, Signature by, Instant now);

  /** Evaluates a stored rule set beside the live one from now on. */
  InForce shadow(String version);

  /** Lets a stored rule set, unless it is live, decide a share of the orders from now on. */
  InForce tryOut(TrialShare trial, Signature by, Instant now);

  /** A rule set is neither the shadow nor on trial from now on. */
  InForce dismiss(String version);

  /** Takes a rule set out of service wherever it is in force. */
  InForce withdraw(String version, String reason, Instant now);

  /** The rule set that was last taken out of service, unless it was given a role since. */
  Optional<StoredRuleSet> findLastWithdrawn();

  /** The source files of a version; empty when it was never published. */
  Optional<RuleSources> findSources(String version);

  /** A version; empty when it was never published. */
  Optional<StoredRuleSet> find(String version);

  /**
   * The newest first.
   *
   * @param below those that came before this number
   */
  List<StoredRuleSet> list(int limit, long below);
}
