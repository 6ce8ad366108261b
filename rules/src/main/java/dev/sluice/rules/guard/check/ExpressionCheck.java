package dev.sluice.rules.guard.check;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Condition.Bind;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.Set;

/** The expressions layer: everything a rule names is known, and of the kind it is used as. */
public final class ExpressionCheck {
  /** Said of everything, they stop everything. */
  private static final Set<String> FINAL_WORDS = Set.of("reject", "refuse", "suspend");

  private final Findings findings;

  public ExpressionCheck(Findings findings) {
    this.findings = findings;
  }

  /** Judges one rule. */
  public void check(RuleTree rule, Stage stage) {
    var values = new ValueCheck(findings);
    var conditions = new ConditionCheck(stage, findings, values);
    var scope = new Scope();
    rule.conditions().forEach(condition -> conditions.check(condition, scope));
    new AccumulateCheck(findings).check(rule.conditions());
    var arguments = new ArgumentCheck(stage, findings, values);
    rule.verdicts().forEach(verdict -> arguments.check(verdict, scope));
    if (rule.verdicts().isEmpty()) {
      findings.refuse(
          Refusal.EXPRESSION_NO_VERDICT,
          rule.place(),
          rule.id(),
          Wording.of(
              "The rule `%s` says nothing. Maybe a verdict is missing behind `then`?",
              "规则 `%s` 没有结论。是否漏写了结论？", rule.id()));
    }
    if (isUnconditional(rule)
        && rule.verdicts().stream().anyMatch(call -> FINAL_WORDS.contains(call.word()))) {
      findings.refuse(
          Refusal.EXPRESSION_REJECTS_EVERYTHING,
          rule.place(),
          rule.id(),
          Wording.of(
              "The rule `%s` stops everything, whatever the order. Maybe a condition is missing?",
              "规则 `%s` 会拦下一切，不论什么订单。是否漏写了条件？", rule.id()));
    }
  }

  /** Whether the rule speaks whenever there is a fact of its kinds. */
  public static boolean isUnconditional(RuleTree rule) {
    return rule.conditions().stream()
        .allMatch(
            condition ->
                condition instanceof Pattern pattern
                    && pattern.constraints().stream().allMatch(one -> one instanceof Bind));
  }
}
