package dev.sluice.rules.compile;

import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Both;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Contains;
import dev.sluice.rules.guard.tree.Expression.Either;
import dev.sluice.rules.guard.tree.Expression.In;
import dev.sluice.rules.guard.tree.Expression.Not;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Truth;
import dev.sluice.rules.recall.FactProperties;
import dev.sluice.rules.recall.Property;
import dev.sluice.rules.recall.Property.Decimal;
import dev.sluice.rules.recall.Property.Flag;
import dev.sluice.rules.recall.Property.Text;
import dev.sluice.rules.recall.Property.Texts;
import dev.sluice.rules.recall.Property.Whole;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a predicate of a condition that compares a fact's own properties with literals or each
 * other, such as {@code chilled || load > 0.85}. What it cannot read for certain it leaves to the
 * rule engine.
 */
final class ComparisonReader<F> {
  private static final int MAX_WHOLE_DIGITS = 15;

  private final FactProperties<F> properties;

  ComparisonReader(FactProperties<F> properties) {
    this.properties = properties;
  }

  /** The condition as a predicate; empty when it says anything else. */
  Optional<Predicate<F>> read(Expression test) {
    if (test instanceof Either either) {
      return read(either.left()).flatMap(left -> read(either.right()).map(right -> left.or(right)));
    }
    if (test instanceof Both both) {
      return read(both.left()).flatMap(left -> read(both.right()).map(right -> left.and(right)));
    }
    if (test instanceof Not not) {
      return read(not.expression()).map(Predicate::negate);
    }
    if (test instanceof Comparison comparison) {
      return comparison(comparison);
    }
    if (test instanceof In in) {
      return in(in);
    }
    if (test instanceof Contains contains) {
      return contains(contains);
    }
    return property(test) instanceof Flag<F> flag ? Optional.of(flag.read()) : Optional.empty();
  }

  private Optional<Predicate<F>> comparison(Comparison comparison) {
    var operator = Operator.of(comparison.operator());
    var left = property(comparison.left());
    boolean equality = operator == Operator.EQUAL || operator == Operator.OTHER;
    if (left instanceof Flag<F> flag && equality && comparison.right() instanceof Truth truth) {
      boolean wanted = truth.value() == (operator == Operator.EQUAL);
      return Optional.of(fact -> flag.read().test(fact) == wanted);
    }
    if (left instanceof Text<F> text && equality) {
      boolean wanted = operator == Operator.EQUAL;
      return literal(comparison.right())
          .map(literal -> fact -> text.read().apply(fact).equals(literal) == wanted);
    }
    if (left instanceof Whole<F> whole) {
      return whole(whole, operator, comparison.right());
    }
    return left instanceof Decimal<F> decimal
        ? decimal(decimal, operator, comparison.right())
        : Optional.empty();
  }

  private Optional<Predicate<F>> whole(Whole<F> whole, Operator operator, Expression right) {
    if (right instanceof Numeral number) {
      if (!number.whole() || number.value().length() > MAX_WHOLE_DIGITS) {
        return Optional.empty();
      }
      long literal = Long.parseLong(number.value());
      return Optional.of(
          fact -> operator.holds(Long.compare(whole.read().applyAsLong(fact), literal)));
    }
    return property(right) instanceof Whole<F> other
        ? Optional.of(
            fact ->
                operator.holds(
                    Long.compare(whole.read().applyAsLong(fact), other.read().applyAsLong(fact))))
        : Optional.empty();
  }

  private Optional<Predicate<F>> decimal(Decimal<F> decimal, Operator operator, Expression right) {
    if (right instanceof Numeral number && number.value().length() <= MAX_WHOLE_DIGITS) {
      double literal = Double.parseDouble(number.value());
      return Optional.of(fact -> operator.holds(decimal.read().applyAsDouble(fact), literal));
    }
    return property(right) instanceof Decimal<F> other
        ? Optional.of(
            fact ->
                operator.holds(
                    decimal.read().applyAsDouble(fact), other.read().applyAsDouble(fact)))
        : Optional.empty();
  }

  private Optional<Predicate<F>> in(In in) {
    var literals =
        in.values().stream().flatMap(value -> literal(value).stream()).collect(Collectors.toSet());
    boolean read = in.values().stream().allMatch(value -> literal(value).isPresent());
    return property(in.value()) instanceof Text<F> text && read
        ? Optional.of(among(text, literals, !in.negated()))
        : Optional.empty();
  }

  private Predicate<F> among(Text<F> text, Set<String> literals, boolean wanted) {
    return fact -> literals.contains(text.read().apply(fact)) == wanted;
  }

  private Optional<Predicate<F>> contains(Contains contains) {
    boolean wanted = !contains.negated();
    return property(contains.set()) instanceof Texts<F> texts
        ? literal(contains.value())
            .map(literal -> fact -> texts.read().apply(fact).contains(literal) == wanted)
        : Optional.empty();
  }

  /** Null where it is none of this kind of fact. */
  private @Nullable Property<F> property(Expression expression) {
    return expression instanceof Expression.Property property
        ? properties.find(property.name()).orElse(null)
        : null;
  }

  private static Optional<String> literal(Expression expression) {
    return expression instanceof Expression.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private enum Operator {
    LESS("<"),
    AT_MOST("<="),
    EQUAL("=="),
    OTHER("!="),
    AT_LEAST(">="),
    MORE(">");

    private final String written;

    Operator(String written) {
      this.written = written;
    }

    static Operator of(String written) {
      return Arrays.stream(values())
          .filter(one -> one.written.equals(written))
          .findFirst()
          .orElseThrow();
    }

    boolean holds(int compared) {
      return switch (this) {
        case LESS -> compared < 0;
        case AT_MOST -> compared <= 0;
        case EQUAL -> compared == 0;
        case OTHER -> compared != 0;
        case AT_LEAST -> compared >= 0;
        case MORE -> compared > 0;
      };
    }

    boolean holds(double left, double right) {
      return switch (this) {
        case LESS -> left < right;
        case AT_MOST -> left <= right;
        case EQUAL -> left == right;
        case OTHER -> left != right;
        case AT_LEAST -> left >= right;
        case MORE -> left > right;
      };
    }
  }
}
