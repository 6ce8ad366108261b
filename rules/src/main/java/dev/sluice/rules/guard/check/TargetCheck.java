package dev.sluice.rules.guard.check;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.print.RulePrinter;
import dev.sluice.rules.guard.print.UnprintableException;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses two targets for the same carriers: rules with the same conditions and unequal numbers.
 * What contradicts itself in other ways shows when the rules are asked.
 */
public final class TargetCheck {
  private final Findings findings;
  private final RulePrinter printer = new RulePrinter();
  private final Map<String, Target> targets = new HashMap<>();

  private record Target(String ruleId, String percent) {}

  public TargetCheck(Findings findings) {
    this.findings = findings;
  }

  /** Compares one rule with those before it. */
  public void check(RuleTree rule) {
    for (var call : rule.verdicts()) {
      if (call.word().equals("target")
          && call.arguments().size() == 3
          && call.arguments().get(1) instanceof Numeral percent) {
        var target = new Target(rule.id(), percent.value());
        var other = targets.putIfAbsent(conditions(rule), target);
        if (other != null
            && Double.parseDouble(other.percent()) != Double.parseDouble(percent.value())) {
          findings.refuse(
              Refusal.EXPRESSION_TARGETS_DIFFER,
              percent.place(),
              percent.value(),
              Wording.of(
                  "The target is %s percent here and %s percent in rule `%s` for the same carriers."
                      + " Maybe keep one?",
                  "同样的快递，目标占比在这里是 %s%%，在规则 `%3$s` 里是 %2$s%%。请只留一个。",
                  percent.value(),
                  other.percent(),
                  other.ruleId()));
        }
      }
    }
  }

  private String conditions(RuleTree rule) {
    try {
      return printer.conditions(rule.conditions());
    } catch (UnprintableException e) {
      return rule.id();
    }
  }
}
