package dev.sluice.rules.guard.tree;

import java.util.List;

/** A value, or something that holds or does not. */
public sealed interface Expression {

  /** Where it starts. */
  Place place();

  /** A text in quotes. */
  record Text(Place place, String value) implements Expression {}

  /** A number as written, for example `0.85` or `-30`. */
  record Numeral(Place place, String value) implements Expression {
    /** Whether it is written without a point. */
    public boolean whole() {
      return value.indexOf('.') < 0;
    }
  }

  /** `true` or `false`. */
  record Truth(Place place, boolean value) implements Expression {}

  /** A property of the pattern's own fact. */
  record Property(Place place, String name) implements Expression {}

  /** A name bound before, with its `$`. */
  record Name(Place place, String name) implements Expression {}

  /** A property of what a name stands for, `$warehouse.load`. */
  record NameProperty(Place place, String name, String property) implements Expression {}

  /** `left operator right`, with one of `== != < <= > >=`. */
  record Comparison(Place place, Expression left, String operator, Expression right)
      implements Expression {}

  /** `value in (...)`, or `not in`. */
  record In(Place place, Expression value, boolean negated, List<Expression> values)
      implements Expression {
    public In {
      values = List.copyOf(values);
    }
  }

  /** `set contains value`, or `not contains`. */
  record Contains(Place place, Expression set, boolean negated, Expression value)
      implements Expression {}

  /** `value str[startsWith] "..."`. */
  record StartsWith(Place place, Expression value, Expression start) implements Expression {}

  /** `!expression`. */
  record Not(Place place, Expression expression) implements Expression {}

  /** `a && b`. */
  record Both(Place place, Expression left, Expression right) implements Expression {}

  /** `a || b`. */
  record Either(Place place, Expression left, Expression right) implements Expression {}

  /** `a + b`, with one of `+ - * /`; only in verdicts. */
  record Arithmetic(Place place, Expression left, String operator, Expression right)
      implements Expression {}
}
