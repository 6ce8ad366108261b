package dev.sluice.rules.compile;

import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;

/** Stands between what somebody wrote and what the rule engine compiles. */
public interface SourceGuard {

  /**
   * Judges every rule file and prints what is to be compiled of it.
   *
   * @throws RuleSetException with everything that is wrong
   */
  CheckedCatalog check(RuleSources sources);
}
