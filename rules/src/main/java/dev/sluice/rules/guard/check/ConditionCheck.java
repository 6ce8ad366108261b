package dev.sluice.rules.guard.check;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Accumulate;
import dev.sluice.rules.guard.tree.Condition.All;
import dev.sluice.rules.guard.tree.Condition.Any;
import dev.sluice.rules.guard.tree.Condition.Bind;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.tree.Condition.Result;
import dev.sluice.rules.guard.tree.Condition.Test;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.ValueType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.List;
import java.util.Optional;

/** Judges what conditions name and compare, and notes what they bind. */
final class ConditionCheck {
  private static final List<String> FUNCTIONS = List.of("count", "sum", "min", "max", "average");

  private final Stage stage;
  private final Findings findings;
  private final ValueCheck values;
  private final TestCheck tests;

  ConditionCheck(Stage stage, Findings findings, ValueCheck values) {
    this.stage = stage;
    this.findings = findings;
    this.values = values;
    this.tests = new TestCheck(findings, values);
  }

  /** Judges one condition; its names are bound in the scope. */
  void check(Condition condition, Scope scope) {
    if (condition instanceof Pattern pattern) {
      pattern(pattern, scope);
    } else if (condition instanceof Absent absent) {
      check(absent.condition(), scope.inner());
    } else if (condition instanceof Exists exists) {
      check(exists.condition(), scope.inner());
    } else if (condition instanceof All all) {
      all.conditions().forEach(one -> check(one, scope));
    } else if (condition instanceof Any any) {
      any.conditions().forEach(one -> check(one, scope.inner()));
    } else if (condition instanceof Accumulate accumulate) {
      accumulate(accumulate, scope);
    }
  }

  private void pattern(Pattern pattern, Scope scope) {
    var known = Vocabulary.factNames(stage);
    var fact = Vocabulary.findFact(pattern.fact()).filter(one -> known.contains(one.name()));
    if (fact.isEmpty()) {
      findings.refuse(
          Refusal.EXPRESSION_FACT,
          pattern.place(),
          pattern.fact(),
          Wording.of(
              "`%s` is no fact of this stage. Allowed are %s. %s",
              "这个阶段没有对象 `%s`。可用的有 %s。%s",
              pattern.fact(),
              String.join(", ", known),
              NearestName.advice(
                  pattern.fact(),
                  known,
                  new Wording("Maybe the rule belongs into another folder?", "规则是否应放在别的文件夹？"))));
      pattern
          .name()
          .flatMap(name -> Vocabulary.findFact(pattern.fact()).map(one -> new Type.Fact(one)))
          .ifPresent(type -> scope.bind(pattern.name().orElseThrow(), type));
      return;
    }
    for (var constraint : pattern.constraints()) {
      if (constraint instanceof Bind bind) {
        values
            .property(bind.place(), bind.property(), fact.get())
            .ifPresent(type -> bind(bind.place(), bind.name(), type, scope));
      } else if (constraint instanceof Test test) {
        tests.check(test.expression(), fact, scope);
      }
    }
    pattern.name().ifPresent(name -> bind(pattern.place(), name, new Type.Fact(fact.get()), scope));
  }

  private void bind(Place place, String name, Type type, Scope scope) {
    if (!scope.bind(name, type)) {
      findings.refuse(
          Refusal.EXPRESSION_NAME_TWICE,
          place,
          name,
          Wording.of(
              "`%s` is bound already. Maybe take another name, or compare with ==?",
              "`%s` 已经用过。请换一个名字，或用 == 比较。", name));
    }
  }

  private void accumulate(Accumulate accumulate, Scope scope) {
    var source = scope.inner();
    check(accumulate.source(), source);
    for (var result : accumulate.results()) {
      result(result, source).ifPresent(type -> bind(result.place(), result.name(), type, scope));
    }
    for (var test : accumulate.tests()) {
      tests.check(test, Optional.<FactType>empty(), scope);
    }
  }

  private Optional<Type> result(Result result, Scope source) {
    if (!FUNCTIONS.contains(result.function())) {
      findings.refuse(
          Refusal.EXPRESSION_FUNCTION,
          result.place(),
          result.function(),
          Wording.of(
              "`%s` is no function. Allowed are %s. %s",
              "没有函数 `%s`。可用的有 %s。%s",
              result.function(),
              String.join(", ", FUNCTIONS),
              NearestName.advice(result.function(), FUNCTIONS, ArgumentCheck.ONE_OF_THESE)));
      return Optional.empty();
    }
    var argument =
        result.argument().flatMap(given -> values.type(given, Optional.<FactType>empty(), source));
    if (result.function().equals("count")) {
      return Optional.of(Type.of(ValueType.WHOLE));
    }
    if (argument.isEmpty() || !argument.get().isNumber()) {
      findings.refuse(
          Refusal.EXPRESSION_TYPE,
          result.place(),
          result.function(),
          Wording.of(
              "`%1$s` takes a number bound in what is counted. Maybe write `$quantity : quantity`"
                  + " there and `%1$s($quantity)` here?",
              "`%1$s` 要用统计对象中绑定的数字。请在那里写 `$quantity : quantity`，在这里写" + " `%1$s($quantity)`。",
              result.function()));
      return Optional.empty();
    }
    return result.function().equals("average") ? Optional.of(Type.of(ValueType.DECIMAL)) : argument;
  }
}
