package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.cases.CaseResult;
import dev.sluice.rules.cases.CaseRunner;
import dev.sluice.rules.compile.RuleSetCompiler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks a catalog as a whole: guard, compiler, and every case beside the rules. */
public final class RuleSetCheck {

  private final RuleSetCompiler compiler;

  public RuleSetCheck(RuleSetCompiler compiler) {
    this.compiler = compiler;
  }

  /** The same on a folder, which may hold what no catalog may. */
  public CheckedRules checkFolder(Path folder) {
    try {
      return check(RuleSources.read(folder));
    } catch (RuleSetException e) {
      return refused(new RuleSources(List.of()), e);
    }
  }

  /** Takes a second or two for a catalog of the shipped size. */
  public CheckedRules check(RuleSources sources) {
    try {
      RuleSet rules = compiler.compile(sources);
      CaseRunner runner = new CaseRunner(rules, sources);
      List<CaseResult> results = runner.run();
      List<Diagnostic> failed =
          results.stream().filter(result -> !result.passed()).map(RuleSetCheck::failed).toList();
      return new CheckedRules(
          sources, Optional.of(rules), failed, runner.findGaps(results), results.size());
    } catch (RuleSetException e) {
      return refused(sources, e);
    }
  }

  private static CheckedRules refused(RuleSources sources, RuleSetException e) {
    return new CheckedRules(sources, Optional.empty(), e.diagnostics(), List.of(), 0);
  }

  private static Diagnostic failed(CaseResult result) {
    String prefix = result.file() + ": ";
    String message = result.message();
    return new Diagnostic(
        result.file(),
        0,
        0,
        result.problem().isEmpty() ? "cases-failed" : "cases-unusable",
        result.name(),
        message.startsWith(prefix) ? message.substring(prefix.length()) : message);
  }
}
