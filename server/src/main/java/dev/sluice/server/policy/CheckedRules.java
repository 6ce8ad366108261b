package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of checking a catalog: guard, compiler and every case.
 *
 * @param sources what was checked
 * @param rules what they were compiled to; empty when guard or compiler refuse them
 * @param problems why they may not be published; none: they may
 * @param warnings what is missing, such as cases
 * @param cases how many cases were run
 */
public record CheckedRules(
    RuleSources sources,
    Optional<RuleSet> rules,
    List<Diagnostic> problems,
    List<Diagnostic> warnings,
    int cases) {

  private static final int MAX_LOGGED = 10;

  /** Whether they may be published. */
  public boolean accepted() {
    return problems.isEmpty();
  }

  /**
   * The compiled rules.
   *
   * @throws RulesRefusedException when they may not be published
   */
  public RuleSet get() {
    if (!accepted()) {
      throw new RulesRefusedException(problems);
    }
    return rules.orElseThrow();
  }

  /** Of the compiled rules; empty when there are none. */
  public String version() {
    return rules.map(RuleSet::version).orElse("");
  }

  String summary() {
    return summary(problems);
  }

  /** The first problems, for a log. */
  static String summary(List<Diagnostic> problems) {
    String first =
        problems.stream()
            .limit(MAX_LOGGED)
            .map(Diagnostic::toString)
            .collect(Collectors.joining("; "));
    int more = problems.size() - MAX_LOGGED;
    return more > 0 ? first + "; and " + more + " more" : first;
  }
}
