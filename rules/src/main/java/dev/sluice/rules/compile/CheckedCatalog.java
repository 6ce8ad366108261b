package dev.sluice.rules.compile;

import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.Stage;
import java.util.List;

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
   */
  public record CheckedRule(RuleInfo info, String drl) {}

  public CheckedCatalog {
    files = List.copyOf(files);
  }

  /** Every rule of every file. */
  public List<RuleInfo> rules() {
    return files.stream().flatMap(file -> file.rules().stream()).map(CheckedRule::info).toList();
  }
}
