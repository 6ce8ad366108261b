package dev.sluice.rules.fuzz;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.cases.CaseRunner;
import dev.sluice.rules.compile.LayeredGuard;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.rules.guard.RuleGuard;
import dev.sluice.rules.guard.RuleGuard.JudgedFile;
import dev.sluice.rules.guard.intake.Intake;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What holds for every file, whoever wrote it. */
final class GuardProperties {
  private static final long MAX_JUDGING_NANOS = 3_000_000_000L;

  private GuardProperties() {}

  /**
   * The file is refused in the guard's words, or what is printed of it says the same; soon, and
   * nothing else is thrown. Whether it was accepted.
   */
  static boolean judge(String path, byte[] content) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    boolean accepted;
    try {
      var sources = new Intake().readUpload(Map.of(path, content));
      new RuleGuard().judge(sources).forEach(GuardProperties::printsTheSame);
      new LayeredGuard().check(sources);
      accepted = true;
    } catch (RuleSetException e) {
      e.diagnostics().forEach(diagnostic -> isWorded(diagnostic, path));
      accepted = false;
    }
    long nanos = threads.getCurrentThreadCpuTime() - start;
    if (nanos > MAX_JUDGING_NANOS) {
      throw new AssertionError("Judging took %d ms".formatted(nanos / 1_000_000));
    }
    return accepted;
  }

  /** What the guard accepts passes the rule engine and the check of the classes it makes. */
  static void compiles(String path, String text) {
    var sources = new RuleSources(List.of(new SourceFile(path, text)));
    try {
      new RuleSetCompiler().compile(sources);
    } catch (RuleSetException e) {
      throw new AssertionError("Accepted, but not compiled: " + e.getMessage() + "\n" + text, e);
    }
  }

  /** The cases run, pass or fail, or are refused as unreadable; nothing else is thrown. */
  static void runCases(CaseRules rules, byte[] content) {
    try {
      var sources = new Intake().readUpload(Map.of(CaseRules.CASES_PATH, content));
      var runner = new CaseRunner(rules.rules(), sources);
      runner.findGaps(runner.run());
    } catch (RuleSetException e) {
      e.diagnostics().forEach(diagnostic -> isWorded(diagnostic, CaseRules.CASES_PATH));
    }
  }

  private static void printsTheSame(JudgedFile file) {
    for (var rule : file.rules()) {
      var said = PrintedRule.meaning(rule.tree());
      var printed = PrintedRule.reread(rule.drl(), rule.tree(), file.stage());
      if (!printed.equals(said)) {
        throw new AssertionError(
            "Printed differently:\n%s\n%s\n%s".formatted(said, printed, rule.drl()));
      }
    }
  }

  private static void isWorded(Diagnostic diagnostic, String path) {
    boolean worded =
        diagnostic.message().contains("Maybe")
            && diagnostic.file().equals(path)
            && diagnostic.code().matches("[a-z]+(-[a-z]+)+")
            && diagnostic.line() >= 0
            && diagnostic.column() >= 0;
    if (!worded) {
      throw new AssertionError("Not a refusal for people: " + diagnostic);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
