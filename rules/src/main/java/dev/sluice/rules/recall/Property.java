package dev.sluice.rules.recall;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** One property of a kind of fact, read without boxing where a comparison is all that is asked. */
public sealed interface Property<F> {

  /** As rules write it. */
  String name();

  /** Its value; equal values are the same to every rule. */
  Object valueOf(F fact);

  /** Yes or no. */
  record Flag<F>(String name, Predicate<F> read) implements Property<F> {
    @Override
    public Object valueOf(F fact) {
      return read.test(fact);
    }
  }

  /** A whole number. */
  record Whole<F>(String name, ToLongFunction<F> read) implements Property<F> {
    @Override
    public Object valueOf(F fact) {
      return read.applyAsLong(fact);
    }
  }

  /** A number with a fraction. */
  record Decimal<F>(String name, ToDoubleFunction<F> read) implements Property<F> {
    @Override
    public Object valueOf(F fact) {
      return read.applyAsDouble(fact);
    }
  }

  /** A text. */
  record Text<F>(String name, Function<F, String> read) implements Property<F> {
    @Override
    public Object valueOf(F fact) {
      return read.apply(fact);
    }
  }

  /** A set of texts. */
  record Texts<F>(String name, Function<F, Set<String>> read) implements Property<F> {
    @Override
    public Object valueOf(F fact) {
      return read.apply(fact);
    }
  }
}
