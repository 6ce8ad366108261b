package dev.sluice.rules.fuzz;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import java.nio.file.Path;

/** The shipped rules, which cases are run against. */
record CaseRules(RuleSet rules) {
  static final String CASES_PATH = "eligibility/fragile-goods/cases.yaml";

  static CaseRules compile() {
    return new CaseRules(new RuleSetCompiler().compile(RuleSources.read(Path.of("catalog"))));
  }
}
