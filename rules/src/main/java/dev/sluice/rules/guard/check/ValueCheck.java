package dev.sluice.rules.guard.check;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Arithmetic;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.NameProperty;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Expression.Truth;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.ValueType;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.math.BigDecimal;
import java.util.Optional;

/** Finds out what an expression stands for; refuses unknown names and impossible arithmetic. */
final class ValueCheck {
  private static final BigDecimal MAX_WHOLE = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final Findings findings;

  ValueCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * What a value stands for; empty when that was refused.
   *
   * @param own the fact whose pattern it stands in; absent outside patterns
   */
  Optional<Type> type(Expression expression, Optional<FactType> own, Scope scope) {
    if (expression instanceof Text) {
      return Optional.of(Type.of(ValueType.TEXT));
    }
    if (expression instanceof Truth) {
      return Optional.of(Type.of(ValueType.FLAG));
    }
    if (expression instanceof Numeral number) {
      return number(number);
    }
    if (expression instanceof Property property) {
      return property(property, own);
    }
    if (expression instanceof Name name) {
      return name(name.place(), name.name(), scope);
    }
    if (expression instanceof NameProperty property) {
      return nameProperty(property, scope);
    }
    if (expression instanceof Arithmetic arithmetic) {
      return arithmetic(arithmetic, own, scope);
    }
    findings.refuse(
        Refusal.EXPRESSION_TYPE,
        expression.place(),
        "",
        new Wording(
            "Found a comparison where a value should stand. Maybe a parenthesis is misplaced?",
            "此处应为一个值，却是一个比较。括号是否放错了位置？"));
    return Optional.empty();
  }

  private Optional<Type> number(Numeral number) {
    if (number.whole() && new BigDecimal(number.value()).abs().compareTo(MAX_WHOLE) > 0) {
      findings.refuse(
          Refusal.EXPRESSION_RANGE,
          number.place(),
          number.value(),
          Wording.of(
              "The number `%s` is larger than %s. Maybe a digit too many?",
              "数字 `%s` 大于 %s。是否多写了一位？", number.value(), MAX_WHOLE));
      return Optional.empty();
    }
    return Optional.of(Type.of(number.whole() ? ValueType.WHOLE : ValueType.DECIMAL));
  }

  private Optional<Type> property(Property property, Optional<FactType> own) {
    if (own.isPresent()) {
      return property(property.place(), property.name(), own.get());
    }
    findings.refuse(
        Refusal.EXPRESSION_NAME,
        property.place(),
        property.name(),
        Wording.of(
            "`%1$s` is not bound in `when`. Allowed are names with `$`. Maybe write `$%1$s` here and"
                + " `$%1$s : ...` there?",
            "条件中没有绑定 `%1$s`。名字要以 `$` 开头。请在这里写 `$%1$s`，在条件中写 `$%1$s : ...`。", property.name()));
    return Optional.empty();
  }

  /** The property of a fact. */
  Optional<Type> property(Place place, String name, FactType fact) {
    int point = name.indexOf('.');
    if (point > 0) {
      var part = property(place, name.substring(0, point), fact);
      if (part.isPresent() && part.get() instanceof Type.Fact inner) {
        return property(place, name.substring(point + 1), inner.type());
      }
    }
    var property = fact.find(name);
    if (property.isEmpty()) {
      findings.refuse(
          Refusal.EXPRESSION_PROPERTY,
          place,
          name,
          Wording.of(
              "`%s` is no property of %s. Allowed are %s. %s",
              "`%s` 不是 %s 的属性。可用的有 %s。%s",
              name,
              fact.name(),
              String.join(", ", fact.propertyNames()),
              NearestName.advice(
                  name,
                  fact.propertyNames(),
                  new Wording("Maybe another fact has it?", "是否属于别的对象？"))));
    }
    return property.map(Type::of);
  }

  /** What a bound name stands for. */
  Optional<Type> name(Place place, String name, Scope scope) {
    var bound = scope.find(name);
    if (bound.isEmpty()) {
      findings.refuse(
          Refusal.EXPRESSION_NAME,
          place,
          name,
          Wording.of(
              "`%s` is not bound in `when`%s. %s",
              "条件中没有绑定 `%s`%s。%s",
              name,
              scope.names().isEmpty()
                  ? ""
                  : Wording.of("; bound are %s", "，绑定的有 %s", String.join(", ", scope.names())),
              NearestName.advice(
                  name,
                  scope.names(),
                  Wording.of(
                      "Maybe write `%s :` before the fact or property?",
                      "请在对象或属性前写 `%s :`。", name))));
    }
    return bound;
  }

  private Optional<Type> nameProperty(NameProperty property, Scope scope) {
    var bound = name(property.place(), property.name(), scope);
    if (bound.isEmpty()) {
      return bound;
    }
    if (bound.get() instanceof Type.Fact fact) {
      return property(property.place(), property.property(), fact.type());
    }
    findings.refuse(
        Refusal.EXPRESSION_PROPERTY,
        property.place(),
        property.property(),
        Wording.of(
            "`%s` is %s and has no properties. Maybe leave `.%s` out?",
            "`%s` 是%s，没有属性。请去掉 `.%s`。", property.name(), bound.get().shown(), property.property()));
    return Optional.empty();
  }

  private Optional<Type> arithmetic(Arithmetic arithmetic, Optional<FactType> own, Scope scope) {
    var left = type(arithmetic.left(), own, scope);
    var right = type(arithmetic.right(), own, scope);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean joins = arithmetic.operator().equals("+") && left.get().is(ValueType.TEXT);
    if (joins && (right.get().isNumber() || right.get().is(ValueType.TEXT))) {
      return left.map(type -> Type.of(ValueType.TEXT));
    }
    if (!left.get().isNumber() || !right.get().isNumber()) {
      findings.refuse(
          Refusal.EXPRESSION_TYPE,
          arithmetic.place(),
          arithmetic.operator(),
          Wording.of(
              "Found %s %s %s; only numbers can be calculated with, and `+` joins a text with what"
                  + " follows. Maybe a name is misspelled?",
              "此处是%s %s %s；只有数字能计算，`+` 可把文字与后面的内容连接。是否写错了名称？",
              left.get().shown(),
              arithmetic.operator(),
              right.get().shown()));
      return Optional.empty();
    }
    boolean whole = left.get().is(ValueType.WHOLE) && right.get().is(ValueType.WHOLE);
    if (whole && arithmetic.operator().equals("/")) {
      findings.refuse(
          Refusal.EXPRESSION_WHOLE_DIVISION,
          arithmetic.place(),
          "/",
          new Wording(
              "Found a division of whole numbers, which would drop the rest. Maybe write one of them"
                  + " with a point, like 2.0?",
              "整数相除会丢掉余数。请给其中一个加上小数点，例如 2.0。"));
      return Optional.empty();
    }
    return Optional.of(Type.of(whole ? ValueType.WHOLE : ValueType.DECIMAL));
  }
}
