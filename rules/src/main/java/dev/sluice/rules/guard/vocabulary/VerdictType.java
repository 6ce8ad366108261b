package dev.sluice.rules.guard.vocabulary;

import dev.sluice.rules.Stage;
import dev.sluice.rules.Verdict;
import java.util.List;

/**
 * One verdict with one list of arguments; a verdict that takes several lists is there several
 * times.
 *
 * @param verdict which one
 * @param stage in which it may be said
 * @param parameters its arguments in their order
 */
public record VerdictType(Verdict verdict, Stage stage, List<ParameterType> parameters) {

  public VerdictType {
    parameters = List.copyOf(parameters);
  }

  /** The word in a rule. */
  public String word() {
    return verdict.word();
  }
}
