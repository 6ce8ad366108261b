package dev.sluice.rules.compile;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Refuses files in wrong places, rules of a wrong shape, and ids that are used twice. */
public final class BasicGuard implements SourceGuard {
  private static final int MAX_RULES = 2_000;

  @Override
  public CheckedCatalog check(RuleSources sources) {
    var diagnostics = new ArrayList<Diagnostic>();
    var files = new ArrayList<CheckedFile>();
    for (var source : sources.files()) {
      if (source.path().endsWith(".drl")) {
        var folder = source.path().substring(0, Math.max(0, source.path().indexOf('/')));
        Stage.findByFolder(folder)
            .ifPresentOrElse(
                stage -> files.add(RuleFileReader.read(source, stage, diagnostics)),
                () -> diagnostics.add(misplaced(source.path())));
      }
    }
    var catalog = new CheckedCatalog(files);
    checkIds(catalog, diagnostics);
    if (!diagnostics.isEmpty()) {
      diagnostics.sort(
          Comparator.comparing(Diagnostic::file)
              .thenComparingInt(Diagnostic::line)
              .thenComparingInt(Diagnostic::column));
      throw new RuleSetException(diagnostics);
    }
    return catalog;
  }

  private static Diagnostic misplaced(String path) {
    return new Diagnostic(
        path,
        0,
        0,
        "The folder of this rule file belongs to no stage. Maybe move it below `intake`,"
            + " `splitting`, `eligibility`, `preference` or `share`?");
  }

  private static void checkIds(CheckedCatalog catalog, List<Diagnostic> diagnostics) {
    var rules = catalog.rules();
    if (rules.size() > MAX_RULES) {
      diagnostics.add(
          new Diagnostic(
              "",
              0,
              0,
              "The catalog holds %d rules, more than %d. Maybe two of them say the same?"
                  .formatted(rules.size(), MAX_RULES)));
    }
    var byId = new HashMap<String, String>();
    for (var rule : rules) {
      var other = byId.putIfAbsent(rule.id(), rule.file() + ":" + rule.line());
      if (other != null) {
        diagnostics.add(
            new Diagnostic(
                rule.file(),
                rule.line(),
                0,
                "The rule id `%s` is used already at %s. Maybe take the next free number?"
                    .formatted(rule.id(), other)));
      }
    }
  }
}
