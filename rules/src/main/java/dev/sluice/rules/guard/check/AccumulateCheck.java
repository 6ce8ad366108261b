package dev.sluice.rules.guard.check;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Accumulate;
import dev.sluice.rules.guard.tree.Condition.Any;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.List;
import java.util.Set;

/** Refuses accumulates that the rule engine cannot build, or that fail when it evaluates them. */
final class AccumulateCheck {
  /** Printed with a count beside it, each of these is two numbers to the engine. */
  private static final Set<String> COUNTED_TOO = Set.of("min", "max", "average");

  private final Findings findings;

  AccumulateCheck(Findings findings) {
    this.findings = findings;
  }

  /** Judges the conditions of a rule. */
  void check(List<Condition> conditions) {
    boolean hasOr = conditions.stream().anyMatch(one -> has(one, Any.class));
    conditions.forEach(one -> check(one, hasOr));
  }

  private void check(Condition condition, boolean besideOr) {
    if (!(condition instanceof Accumulate accumulate)) {
      JoinCheck.inner(condition).forEach(one -> check(one, besideOr));
    } else if (!hasFacts(accumulate.source())) {
      refuseNothing(accumulate.source());
    } else if (has(accumulate.source(), Any.class)) {
      refuse(
          accumulate.source(),
          "or",
          new Wording(
              "Found `or` in what an accumulate goes over. Allowed are facts, `and`, `not` and"
                  + " `exists`. Maybe write `||` between properties, or several rules?",
              "`accumulate` 统计的对象之间不能用 `or`。可用的有 `and`、`not` 和 `exists`。请在属性之间用 `||`，或拆成几条规则。"));
    } else if (has(accumulate.source(), Accumulate.class)) {
      refuse(
          accumulate.source(),
          "accumulate",
          new Wording(
              "Found an accumulate inside another. Allowed are facts, `and`, `not` and `exists`."
                  + " Maybe write one behind the other?",
              "`accumulate` 里面不能再有 `accumulate`。可用的有对象、`and`、`not` 和 `exists`。请把它们前后分开写。"));
    } else if (besideOr && hasSeveralNumbers(accumulate)) {
      refuse(
          accumulate,
          "accumulate",
          new Wording(
              "Found min, max, average or several numbers in a rule with `or`. Allowed there are"
                  + " accumulates of one count or one sum. Maybe write several rules?",
              "有 `or` 的规则中，一个 `accumulate` 只能有一个 count 或一个 sum。请拆成几条规则。"));
    }
  }

  private void refuseNothing(Condition source) {
    var word = word(source);
    refuse(
        source,
        word,
        Wording.of(
            "Found `%s` where an accumulate goes over facts; it has none to count. Allowed are"
                + " facts, and further conditions beside them. Maybe write it as a condition of"
                + " its own?",
            "`accumulate` 统计的是对象，而 `%s` 里没有可统计的对象。可用的是对象，旁边可以再加别的条件。请把它单独写成一个条件。", word));
  }

  private static boolean has(Condition condition, Class<? extends Condition> kind) {
    return kind.isInstance(condition)
        || JoinCheck.inner(condition).stream().anyMatch(one -> has(one, kind));
  }

  /** What is only absent or present gives nothing to count. */
  private static boolean hasFacts(Condition condition) {
    return condition instanceof Pattern
        || condition instanceof Accumulate
        || (!isNotOrExists(condition)
            && JoinCheck.inner(condition).stream().anyMatch(AccumulateCheck::hasFacts));
  }

  private static boolean isNotOrExists(Condition condition) {
    return condition instanceof Absent || condition instanceof Exists;
  }

  private static String word(Condition condition) {
    if (isNotOrExists(condition)) {
      return condition instanceof Absent ? "not" : "exists";
    }
    return word(JoinCheck.inner(condition).get(0));
  }

  private static boolean hasSeveralNumbers(Accumulate accumulate) {
    return accumulate.results().size() > 1
        || accumulate.results().stream().anyMatch(one -> COUNTED_TOO.contains(one.function()));
  }

  private void refuse(Condition condition, String found, Wording message) {
    findings.refuse(Refusal.EXPRESSION_ACCUMULATE, condition.place(), found, message);
  }
}
