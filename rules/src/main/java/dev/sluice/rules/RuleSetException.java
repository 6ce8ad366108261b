package dev.sluice.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A catalog that cannot become a rule set, with everything found wrong in it. */
public final class RuleSetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  public RuleSetException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** At least one, ordered by file and line. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
