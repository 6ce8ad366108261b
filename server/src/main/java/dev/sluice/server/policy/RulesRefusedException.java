package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleFailedException;
import java.util.List;

/** Rules that may not be published, with everything that is wrong in them. */
public final class RulesRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> problems;

  RulesRefusedException(List<Diagnostic> problems) {
    super(
        "The rules are refused for %d reasons, the first: %s"
            .formatted(problems.size(), problems.get(0)));
    this.problems = List.copyOf(problems);
  }

  /** For one reason that concerns no single file. */
  static RulesRefusedException of(String code, String found, String message) {
    return new RulesRefusedException(List.of(new Diagnostic("", 0, 0, code, found, message)));
  }

  /** For share rules that fail on today's parcels. */
  static RulesRefusedException sharesFailed(RuleFailedException failure) {
    return of("shares-failed", failure.ruleId(), String.valueOf(failure.getMessage()));
  }

  /** At least one, ordered by file and line. */
  public List<Diagnostic> problems() {
    return problems;
  }
}
