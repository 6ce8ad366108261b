package dev.sluice.rules.cases;

import java.util.List;
import java.util.SortedSet;

/**
 * What came of one case.
 *
 * @param file path of its `cases.yaml` within the catalog
 * @param name the case's name
 * @param expected what the rules of its folder should say, one line each
 * @param said what they said, one line each
 * @param problem why the case cannot be run; empty when it can
 * @param spoke ids of the folder's rules that spoke
 */
public record CaseResult(
    String file,
    String name,
    List<String> expected,
    List<String> said,
    String problem,
    SortedSet<String> spoke) {

  /** Whether every expectation was met and nothing else was said. */
  public boolean passed() {
    return problem.isEmpty() && Expectations.met(expected, said);
  }

  /** One line for people: passed, or what was expected and what was said. */
  public String message() {
    if (!problem.isEmpty()) {
      return "%s: case `%s` cannot be run: %s".formatted(file, name, problem);
    }
    return passed()
        ? "%s: case `%s` passed".formatted(file, name)
        : "%s: case `%s` expects %s, but its rules say %s. Maybe the rule or the case is outdated?"
            .formatted(file, name, expected, said);
  }
}
