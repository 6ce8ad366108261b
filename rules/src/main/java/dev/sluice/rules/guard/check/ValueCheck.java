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
        "Found a comparison where a value should stand. Maybe a parenthesis is misplaced?");
    return Optional.empty();
  }

  private Optional<Type> number(Numeral number) {
    if (number.whole() && new BigDecimal(number.value()).abs().compareTo(MAX_WHOLE) > 0) {
      findings.refuse(
          Refusal.EXPRESSION_RANGE,
          number.place(),
          number.value(),
          "The number `%s` is larger than %s. Maybe a digit too many?"
              .formatted(number.value(), MAX_WHOLE));
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
        "`%s` is not bound in `when`. Allowed are names with `$`. Maybe write `$%1$s` here and"
                .formatted(property.name())
            + " `$%s : ...` there?".formatted(property.name()));
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
          "`%s` is no property of %s. Allowed are %s. %s"
              .formatted(
                  name,
                  fact.name(),
                  String.join(", ", fact.propertyNames()),
                  NearestName.advice(name, fact.propertyNames(), "Maybe another fact has it?")));
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
          "`%s` is not bound in `when`%s. %s"
              .formatted(
                  name,
                  scope.names().isEmpty() ? "" : "; bound are " + String.join(", ", scope.names()),
                  NearestName.advice(
                      name,
                      scope.names(),
                      "Maybe write `%s :` before the fact or property?".formatted(name))));
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
        "`%s` is %s and has no properties. Maybe leave `.%s` out?"
            .formatted(property.name(), bound.get().shown(), property.property()));
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
          "Found %s %s %s; only numbers can be calculated with, and `+` joins a text with what follows. Maybe a name is misspelled?"
              .formatted(left.get().shown(), arithmetic.operator(), right.get().shown()));
      return Optional.empty();
    }
    boolean whole = left.get().is(ValueType.WHOLE) && right.get().is(ValueType.WHOLE);
    if (whole && arithmetic.operator().equals("/")) {
      findings.refuse(
          Refusal.EXPRESSION_WHOLE_DIVISION,
          arithmetic.place(),
          "/",
          "Found a division of whole numbers, which would drop the rest. Maybe write one of them"
              + " with a point, like 2.0?");
      return Optional.empty();
    }
    return Optional.of(Type.of(whole ? ValueType.WHOLE : ValueType.DECIMAL));
  }
}
