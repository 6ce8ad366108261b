package dev.sluice.server.policy;

import dev.sluice.rules.RuleSources;
import java.time.Instant;
import java.util.Optional;

/** Keeps every rule set that was ever in force, with its source files. Versions are immutable. */
public interface RuleSetRepository {

  /**
   * Stores a rule set, unless it is there, and that it is in force from now on; durable when this
   * returns, so that no plan names a rule set that nobody knows.
   */
  void activate(String version, RuleSources sources, Instant now);

  /** The source files of a version; empty when it was never in force. */
  Optional<RuleSources> findSources(String version);
}
