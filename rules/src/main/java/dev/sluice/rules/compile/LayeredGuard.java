package dev.sluice.rules.compile;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.compile.CheckedCatalog.CheckedRule;
import dev.sluice.rules.engine.Validity;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.RuleGuard;
import dev.sluice.rules.guard.RuleGuard.JudgedFile;
import dev.sluice.rules.guard.RuleGuard.JudgedRule;
import dev.sluice.rules.guard.check.JoinCheck;
import java.util.EnumSet;
import java.util.Set;

/** The guard's judgement in the form the rule engine compiles, with what each rule can read. */
public final class LayeredGuard implements SourceGuard {
  private final RuleGuard guard;

  /** With every layer. */
  public LayeredGuard() {
    this(EnumSet.allOf(Layer.class));
  }

  /** With these layers only; for tests. */
  LayeredGuard(Set<Layer> layers) {
    this.guard = new RuleGuard(layers);
  }

  @Override
  public CheckedCatalog check(RuleSources sources) {
    return new CheckedCatalog(guard.judge(sources).stream().map(LayeredGuard::file).toList());
  }

  private static CheckedFile file(JudgedFile file) {
    boolean usesOptions =
        file.rules().stream()
            .flatMap(rule -> JoinCheck.patterns(rule.tree()))
            .anyMatch(pattern -> pattern.fact().equals("Option"));
    return new CheckedFile(
        file.path(),
        file.stage(),
        file.rules().stream().map(LayeredGuard::rule).toList(),
        usesOptions);
  }

  private static CheckedRule rule(JudgedRule rule) {
    var tree = rule.tree();
    var validity = new Validity(tree.from(), tree.until());
    var premise = PremiseReader.read(tree, rule.info().stage(), validity);
    return new CheckedRule(rule.info(), rule.drl(), validity, premise);
  }
}
