package dev.sluice.rules.compile;

import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.Stage;
import dev.sluice.rules.engine.Validity;
import dev.sluice.rules.recall.Premise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
   * @param drl its text from `rule` to `end`
   * @param validity when it speaks
   * @param premise everything it can read; absent when that is not certain
   */
  public record CheckedRule(
      RuleInfo info, String drl, Validity validity, Optional<Premise> premise) {

    /** A rule of which nobody says what it reads. */
    public CheckedRule(RuleInfo info, String drl) {
      this(info, drl, Validity.unlimited(), Optional.empty());
    }
  }

  public CheckedCatalog {
    files = List.copyOf(files);
  }

  /** Every rule of every file. */
  public List<RuleInfo> rules() {
    return files.stream().flatMap(file -> file.rules().stream()).map(CheckedRule::info).toList();
  }

  /** When rules speak that do not always, by rule id. */
  Map<String, Validity> validities() {
    return files.stream()
        .flatMap(file -> file.rules().stream())
        .filter(rule -> !rule.validity().always())
        .collect(Collectors.toMap(rule -> rule.info().id(), CheckedRule::validity));
  }

  /** Of every rule whose premise is known. */
  public List<Premise> premises() {
    return files.stream()
        .flatMap(file -> file.rules().stream())
        .flatMap(rule -> rule.premise().stream())
        .toList();
  }
}
