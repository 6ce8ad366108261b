package dev.sluice.rules.guard.print;

import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Arithmetic;
import dev.sluice.rules.guard.tree.Expression.Both;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Contains;
import dev.sluice.rules.guard.tree.Expression.Either;
import dev.sluice.rules.guard.tree.Expression.In;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.NameProperty;
import dev.sluice.rules.guard.tree.Expression.Not;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.StartsWith;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Expression.Truth;
import java.util.stream.Collectors;

/** Writes expressions: properties bare in conditions, as calls of accessors in verdicts. */
final class ExpressionPrinter {

  /** In a condition. */
  String test(Expression expression) {
    if (expression instanceof Both both) {
      var left = both.left();
      return (left instanceof Both ? test(left) : grouped(left)) + " && " + grouped(both.right());
    }
    if (expression instanceof Either either) {
      var left = either.left();
      return (left instanceof Either ? test(left) : grouped(left))
          + " || "
          + grouped(either.right());
    }
    if (expression instanceof Not not) {
      return "!" + grouped(not.expression());
    }
    if (expression instanceof Comparison comparison) {
      return test(comparison.left())
          + " "
          + Words.operator(comparison.place(), comparison.operator())
          + " "
          + test(comparison.right());
    }
    if (expression instanceof In in) {
      return test(in.value())
          + negated(in.negated())
          + " in "
          + in.values().stream().map(this::test).collect(Collectors.joining(", ", "(", ")"));
    }
    if (expression instanceof Contains contains) {
      return test(contains.set())
          + negated(contains.negated())
          + " contains "
          + test(contains.value());
    }
    if (expression instanceof StartsWith start) {
      return test(start.value()) + " str[startsWith] " + test(start.start());
    }
    if (expression instanceof Property property) {
      return Words.property(property.place(), property.name());
    }
    if (expression instanceof NameProperty property) {
      return Words.name(property.place(), property.name())
          + "."
          + Words.property(property.place(), property.property());
    }
    return word(expression);
  }

  private static String negated(boolean negated) {
    return negated ? " not" : "";
  }

  private String grouped(Expression expression) {
    boolean simple = expression instanceof Property || expression instanceof Name;
    return simple ? test(expression) : "(" + test(expression) + ")";
  }

  /** As an argument of a verdict, every number with a point. */
  String amount(Expression expression) {
    if (expression instanceof Numeral number && number.whole()) {
      return Words.number(number.place(), number.value()) + ".0";
    }
    if (expression instanceof Arithmetic arithmetic) {
      return term(arithmetic.left())
          + " "
          + Words.operator(arithmetic.place(), arithmetic.operator())
          + " "
          + term(arithmetic.right());
    }
    return value(expression);
  }

  /** What is calculated with is made a decimal, so that nothing overflows or drops its rest. */
  private String term(Expression expression) {
    if (expression instanceof Numeral) {
      return amount(expression);
    }
    return expression instanceof Arithmetic
        ? "(" + amount(expression) + ")"
        : "(1.0 * " + amount(expression) + ")";
  }

  /** As an argument of a verdict that takes no amount: as written, texts joined by `+`. */
  String joined(Expression expression) {
    if (expression instanceof Arithmetic arithmetic) {
      return joined(arithmetic.left())
          + " "
          + Words.operator(arithmetic.place(), arithmetic.operator())
          + " "
          + (arithmetic.right() instanceof Arithmetic
              ? "(" + joined(arithmetic.right()) + ")"
              : joined(arithmetic.right()));
    }
    return value(expression);
  }

  private static String value(Expression expression) {
    if (expression instanceof NameProperty property) {
      return Words.name(property.place(), property.name())
          + "."
          + Words.property(property.place(), property.property())
          + "()";
    }
    return word(expression);
  }

  private static String word(Expression expression) {
    if (expression instanceof Name name) {
      return Words.name(name.place(), name.name());
    }
    if (expression instanceof Text text) {
      return Words.text(text.place(), text.value());
    }
    if (expression instanceof Numeral number) {
      return Words.number(number.place(), number.value());
    }
    if (expression instanceof Truth truth) {
      return String.valueOf(truth.value());
    }
    throw new UnprintableException(expression.place(), expression.getClass().getSimpleName());
  }
}
