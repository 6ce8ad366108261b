package dev.sluice.rules.guard.check;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Accumulate;
import dev.sluice.rules.guard.tree.Condition.All;
import dev.sluice.rules.guard.tree.Condition.Any;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.tree.Condition.Test;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Both;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.NameProperty;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The joins layer: bounds how many combinations of facts one rule can make. */
public final class JoinCheck {
  private static final int MAX_PATTERNS = 6;
  private static final int MAX_FREE_CANDIDATES = 2;
  private static final int MAX_FREE = 3;
  private static final int MAX_ALTERNATIVES = 8;

  /** There is one of these in a judgement. */
  private static final Set<String> SINGLE = Set.of("Order", "RegionGroup");

  private final Findings findings;

  public JoinCheck(Findings findings) {
    this.findings = findings;
  }

  /** Judges one rule. */
  public void check(RuleTree rule) {
    var patterns = patterns(rule).toList();
    if (patterns.isEmpty()) {
      refuse(
          Refusal.JOINS_NONE,
          rule,
          Wording.of(
              "The rule `%s` looks at no fact. Maybe write `Order()` behind `when`?",
              "规则 `%s` 没有说到任何对象。请在条件中写上对象。", rule.id()));
    }
    if (patterns.size() > MAX_PATTERNS) {
      refuse(
          Refusal.JOINS_PATTERNS,
          rule,
          Wording.of(
              "The rule `%s` combines %d facts. Allowed are %d. Maybe write several rules?",
              "规则 `%s` 组合了 %d 个对象，最多 %d 个。请拆成几条规则。", rule.id(), patterns.size(), MAX_PATTERNS));
    }
    var free = patterns.stream().filter(one -> !isJoined(one)).toList();
    long candidates = free.stream().filter(JoinCheck::isCandidate).count();
    if (candidates > MAX_FREE_CANDIDATES) {
      refuse(
          Refusal.JOINS_CANDIDATES,
          rule,
          Wording.of(
              "The rule `%s` combines %d candidates freely. Allowed are %d; further ones are joined"
                  + " by equality. Maybe add `region == $other.region`?",
              "规则 `%s` 自由组合了 %d 个候选，最多 %d 个；更多的要用“等于”与其他对象相连，例如省份相同。",
              rule.id(),
              candidates,
              MAX_FREE_CANDIDATES));
    } else if (free.stream().filter(one -> !SINGLE.contains(one.fact())).count() > MAX_FREE) {
      refuse(
          Refusal.JOINS_UNJOINED,
          rule,
          Wording.of(
              "The rule `%s` combines more than %d facts freely. Further ones are joined by"
                  + " equality. Maybe add `category == $other.category`?",
              "规则 `%s` 自由组合的对象超过 %d 个；更多的要用“等于”与其他对象相连，例如品类相同。", rule.id(), MAX_FREE));
    }
    if (alternatives(rule.conditions()) > MAX_ALTERNATIVES) {
      refuse(
          Refusal.JOINS_ALTERNATIVES,
          rule,
          Wording.of(
              "The alternatives of rule `%s` multiply to more than %d. Maybe use `in (...)`, `||` or"
                  + " several rules?",
              "规则 `%s` 的“或者”相乘后超过 %d 种。请改用“属于”，或拆成几条规则。", rule.id(), MAX_ALTERNATIVES));
    }
  }

  /** Every pattern of a rule, wherever it stands. */
  public static Stream<Pattern> patterns(RuleTree rule) {
    return rule.conditions().stream().flatMap(JoinCheck::patterns);
  }

  private static Stream<Pattern> patterns(Condition condition) {
    if (condition instanceof Pattern pattern) {
      return Stream.of(pattern);
    }
    return inner(condition).stream().flatMap(JoinCheck::patterns);
  }

  /** What stands directly inside a condition. */
  static List<Condition> inner(Condition condition) {
    if (condition instanceof Absent absent) {
      return List.of(absent.condition());
    }
    if (condition instanceof Exists exists) {
      return List.of(exists.condition());
    }
    if (condition instanceof Accumulate accumulate) {
      return List.of(accumulate.source());
    }
    if (condition instanceof All all) {
      return all.conditions();
    }
    return condition instanceof Any any ? any.conditions() : List.of();
  }

  private static long alternatives(List<Condition> conditions) {
    long product = 1;
    for (var condition : conditions) {
      product = Math.min(product * alternatives(condition), MAX_ALTERNATIVES + 1L);
    }
    return product;
  }

  private static long alternatives(Condition condition) {
    if (condition instanceof Any any) {
      return any.conditions().stream().mapToLong(JoinCheck::alternatives).sum();
    }
    return alternatives(inner(condition));
  }

  private static boolean isCandidate(Pattern pattern) {
    return Vocabulary.findFact(pattern.fact()).filter(FactType::candidate).isPresent();
  }

  /** Whether one property must equal something of another fact. */
  private static boolean isJoined(Pattern pattern) {
    return pattern.constraints().stream()
        .anyMatch(one -> one instanceof Test test && isJoin(test.expression()));
  }

  private static boolean isJoin(Expression test) {
    if (test instanceof Both both) {
      return isJoin(both.left()) || isJoin(both.right());
    }
    return test instanceof Comparison comparison
        && comparison.operator().equals("==")
        && (comparison.right() instanceof Name || comparison.right() instanceof NameProperty);
  }

  private void refuse(Refusal refusal, RuleTree rule, Wording message) {
    findings.refuse(refusal, rule.place(), rule.id(), message);
  }
}
