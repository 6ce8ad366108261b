package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
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

  /** At least one, ordered by file and line. */
  public List<Diagnostic> problems() {
    return problems;
  }
}
