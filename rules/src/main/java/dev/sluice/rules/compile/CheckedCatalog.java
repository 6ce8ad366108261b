package dev.sluice.rules.compile;

import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.Stage;
import dev.sluice.rules.recall.Premise;
import java.util.List;
import java.util.Optional;

/**
 * A catalog the guard lets pass, in the form the rule engine compiles.
 *
 * @param files its rule files, ordered by path
 */
public record CheckedCatalog(List<CheckedFile> files) {

  /**
   * One rule file.
   *
   * @param path within the catalog, with `/`
   * @param stage of all its rules
   * @param rules in the order of the file
   * @param usesOptions whether a rule looks at options
   */
  public record CheckedFile(
      String path, Stage stage, List<CheckedRule> rules, boolean usesOptions) {

    public CheckedFile {
      rules = List.copyOf(rules);
    }
  }

  /**
   * One rule.
   *
   * @param info what it is
   * @param drl its text from `rule` to `end`, line by line as in the file
   * @param premise everything it can read; absent when that is not certain
   */
  public record CheckedRule(RuleInfo info, String drl, Optional<Premise> premise) {

    /** A rule of which nobody says what it reads. */
    public CheckedRule(RuleInfo info, String drl) {
      this(info, drl, Optional.empty());
    }
  }

  public CheckedCatalog {
    files = List.copyOf(files);
  }

  /** Every rule of every file. */
  public List<RuleInfo> rules() {
    return files.stream().flatMap(file -> file.rules().stream()).map(CheckedRule::info).toList();
  }

  /** Of every rule whose premise is known. */
  public List<Premise> premises() {
    return files.stream()
        .flatMap(file -> file.rules().stream())
        .flatMap(rule -> rule.premise().stream())
        .toList();
  }
}
