package dev.sluice.rules.guard.check;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Both;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Contains;
import dev.sluice.rules.guard.tree.Expression.Either;
import dev.sluice.rules.guard.tree.Expression.In;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.Not;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.StartsWith;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Expression.Truth;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.ValueType;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.Optional;

/** Judges what must hold for a fact: both sides of a comparison are of one kind. */
final class TestCheck {
  private final Findings findings;
  private final ValueCheck values;

  TestCheck(Findings findings, ValueCheck values) {
    this.findings = findings;
    this.values = values;
  }

  /**
   * Refuses what cannot hold or not hold.
   *
   * @param own the fact whose pattern it stands in; absent for the numbers of `accumulate`
   */
  void check(Expression test, Optional<FactType> own, Scope scope) {
    if (test instanceof Both both) {
      check(both.left(), own, scope);
      check(both.right(), own, scope);
    } else if (test instanceof Either either) {
      check(either.left(), own, scope);
      check(either.right(), own, scope);
    } else if (test instanceof Not not) {
      check(not.expression(), own, scope);
    } else if (test instanceof Comparison comparison) {
      comparison(comparison, own, scope);
    } else if (test instanceof In in) {
      in(in, own, scope);
    } else if (test instanceof Contains contains) {
      contains(contains, own, scope);
    } else if (test instanceof StartsWith start) {
      startsWith(start, own, scope);
    } else {
      subject(test, own, scope)
          .filter(type -> !type.is(ValueType.FLAG))
          .ifPresent(
              type ->
                  refuseType(
                      test,
                      Wording.of(
                          "Found %s where something should hold or not. Maybe compare it, like"
                              + " `load > 0.85`?",
                          "此处是%s，应为是或否的判断。请加上比较，例如“负荷大于0.85”。", type.shown())));
    }
  }

  /** What is asked about: a property of the pattern's own fact, or a number of `accumulate`. */
  private Optional<Type> subject(Expression left, Optional<FactType> own, Scope scope) {
    boolean allowed = own.isPresent() ? left instanceof Property : left instanceof Name;
    if (!allowed) {
      refuseType(
          left,
          Wording.of(
              "A comparison starts with %s. Maybe swap its sides, or move it to the fact it asks"
                  + " about?",
              "比较应以%s开头。请对调两边，或移到所问的对象上。",
              own.map(fact -> Wording.of("a property of %s", " %s 的属性", fact.name()))
                  .orElse(new Wording("a name bound in `accumulate`", " `accumulate` 中绑定的名字"))));
      return Optional.empty();
    }
    return values.type(left, own, scope);
  }

  private void comparison(Comparison comparison, Optional<FactType> own, Scope scope) {
    var left = subject(comparison.left(), own, scope);
    var right = values.type(comparison.right(), own, scope);
    if (left.isEmpty() || right.isEmpty()) {
      return;
    }
    boolean equality = comparison.operator().equals("==") || comparison.operator().equals("!=");
    if (!fits(left.get(), right.get(), comparison.right())) {
      refuseType(
          comparison.right(),
          Wording.of(
              "Found %s where %s is compared. Maybe texts need quotes and numbers none?",
              "此处是%s，与它比较的却是%s。文字要加引号，数字不加。", right.get().shown(), left.get().shown()));
    } else if (!equality && !left.get().isNumber()) {
      findings.refuse(
          Refusal.EXPRESSION_OPERATOR,
          comparison.place(),
          comparison.operator(),
          Wording.of(
              "Found `%s` behind %s; it has no larger and smaller. Maybe == or !=?",
              "`%s` 前面是%s，没有大小之分。请用“是”或“不是”。", comparison.operator(), left.get().shown()));
    } else {
      word(left.get(), comparison.right());
    }
  }

  private static boolean fits(Type left, Type right, Expression rightExpression) {
    if (left instanceof Type.Fact fact) {
      return right instanceof Type.Fact other && fact.type().equals(other.type());
    }
    if (left.is(ValueType.DECIMAL) && right.is(ValueType.WHOLE)) {
      return rightExpression instanceof Numeral || rightExpression instanceof Name;
    }
    return left.value().equals(right.value()) && !left.is(ValueType.TEXTS);
  }

  private void in(In in, Optional<FactType> own, Scope scope) {
    var left = subject(in.value(), own, scope);
    if (left.isEmpty()) {
      return;
    }
    if (!left.get().is(ValueType.TEXT) && !left.get().is(ValueType.WHOLE)) {
      refuseType(
          in.value(),
          Wording.of(
              "Found %s before `in`; it takes texts and whole numbers. Maybe use == or contains?",
              "“属于”前面是%s，只能是文字或整数。请改用“是”或“包含”。", left.get().shown()));
      return;
    }
    for (var value : in.values()) {
      boolean fits =
          left.get().is(ValueType.TEXT)
              ? value instanceof Text
              : value instanceof Numeral number && number.whole();
      if (fits && values.type(value, own, scope).isPresent()) {
        word(left.get(), value);
      } else if (!fits) {
        refuseType(
            value,
            Wording.of(
                "Between the parentheses of `in` only %s can stand, written out. Maybe texts need"
                    + " quotes?",
                "“属于”后面只能列出%s。文字是否漏了引号？", left.get().shown()));
      }
    }
  }

  private void contains(Contains contains, Optional<FactType> own, Scope scope) {
    var set = subject(contains.set(), own, scope);
    var value = values.type(contains.value(), own, scope);
    if (set.isPresent() && !set.get().is(ValueType.TEXTS)) {
      refuseType(
          contains.set(),
          Wording.of(
              "Found %s before `contains`; it takes a set of texts. Maybe use == or str[startsWith]?",
              "“包含”前面是%s，只能是一组文字。请改用“是”或“开头是”。", set.get().shown()));
    }
    if (value.isPresent() && !value.get().is(ValueType.TEXT)) {
      refuseType(
          contains.value(),
          Wording.of(
              "Found %s behind `contains`. Allowed is a text. Maybe it needs quotes?",
              "“包含”后面是%s，应为文字。是否漏了引号？", value.get().shown()));
    }
  }

  private void startsWith(StartsWith test, Optional<FactType> own, Scope scope) {
    var left = subject(test.value(), own, scope);
    if ((left.isPresent() && !left.get().is(ValueType.TEXT)) || !(test.start() instanceof Text)) {
      refuseType(
          test.value(),
          new Wording(
              "`str[startsWith]` compares a text with a text in quotes. Maybe use ==?",
              "“开头是”两边都应为文字，后面的要加引号。请改用“是”。"));
    }
  }

  /** A property that holds one of a few words is compared with one of them. */
  private void word(Type left, Expression right) {
    if (left instanceof Type.Value value
        && right instanceof Text text
        && !value.words().isEmpty()
        && !value.words().contains(text.value())) {
      findings.refuse(
          Refusal.EXPRESSION_WORD,
          text.place(),
          text.value(),
          Wording.of(
              "\"%s\" can never be there. Allowed are %s. %s",
              "这里不可能是“%s”。可能的有 %s。%s",
              text.value(),
              String.join(", ", value.words()),
              NearestName.advice(text.value(), value.words(), ArgumentCheck.ONE_OF_THESE)));
    }
  }

  private void refuseType(Expression expression, Wording message) {
    findings.refuse(Refusal.EXPRESSION_TYPE, expression.place(), text(expression), message);
  }

  private static String text(Expression expression) {
    if (expression instanceof Property property) {
      return property.name();
    }
    if (expression instanceof Name name) {
      return name.name();
    }
    if (expression instanceof Text text) {
      return text.value();
    }
    if (expression instanceof Numeral number) {
      return number.value();
    }
    return expression instanceof Truth truth ? String.valueOf(truth.value()) : "";
  }
}
