package dev.sluice.rules.compile;

import dev.sluice.rules.Stage;
import dev.sluice.rules.engine.Validity;
import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Bind;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Test;
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
import dev.sluice.rules.guard.tree.Expression.StartsWith;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.tree.VerdictCall;
import dev.sluice.rules.recall.Asked;
import dev.sluice.rules.recall.FactProperties;
import dev.sluice.rules.recall.Premise;
import dev.sluice.rules.recall.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a rule can read. Only rules of one shape have a known premise: a list of patterns
 * over different kinds of facts. Of everything else it says that it does not know.
 */
final class PremiseReader {
  private final Stage stage;
  private final Map<String, Pattern<?>> patterns = new HashMap<>();

  /** What each name of the rule stands for: a fact, or one property of it. */
  private final Map<String, Bound> names = new HashMap<>();

  private boolean readsEveryLine;

  private record Bound(Pattern<?> pattern, @Nullable String property) {}

  /** What is known of one kind of fact so far. */
  private static final class Pattern<F> {
    private final FactProperties<F> properties;
    private final List<Predicate<F>> conditions = new ArrayList<>();
    private final Set<Property<F>> values = new LinkedHashSet<>();
    private boolean isSubject;

    private Pattern(FactProperties<F> properties) {
      this.properties = properties;
    }

    /** Takes a condition over; false when it hangs on more than this fact's properties. */
    private boolean takes(Expression test) {
      var predicate = new ComparisonReader<>(properties).read(test);
      predicate.ifPresent(conditions::add);
      return predicate.isPresent();
    }

    private boolean reads(String property) {
      return properties.find(property).map(values::add).isPresent();
    }

    private Optional<Asked<F>> asked() {
      return Optional.of(new Asked<>(conditions, List.copyOf(values)));
    }
  }

  private PremiseReader(Stage stage) {
    this.stage = stage;
  }

  /** What a rule reads; empty when that is not certain. */
  static Optional<Premise> read(RuleTree rule, Stage stage, Validity validity) {
    var reader = new PremiseReader(stage);
    return stage != Stage.SHARE
            && rule.understood()
            && rule.conditions().stream().allMatch(reader::condition)
            && rule.verdicts().stream().allMatch(reader::verdict)
        ? reader.premise(rule.id(), validity)
        : Optional.empty();
  }

  private Optional<Premise> premise(String ruleId, Validity validity) {
    boolean warehouse = patterns.containsKey("Warehouse");
    boolean carrier = patterns.containsKey("Carrier");
    if (stage == Stage.CANDIDATE && warehouse == carrier) {
      return Optional.empty();
    }
    var line = patterns.get("Line");
    if (line != null && line.isSubject && (stage == Stage.ORDER || !line.values.isEmpty())) {
      line.reads("sku");
    }
    return Optional.of(
        new Premise(
            ruleId,
            validity,
            asked("Order", FactProperties.ORDER),
            asked("Line", FactProperties.LINE),
            asked("Warehouse", FactProperties.WAREHOUSE),
            asked("Carrier", FactProperties.CARRIER),
            readsEveryLine));
  }

  @SuppressWarnings("unchecked") // the pattern of a name was made with that name's properties
  private <F> Optional<Asked<F>> asked(String fact, FactProperties<F> properties) {
    var pattern = patterns.get(fact);
    return pattern == null || pattern.properties != properties
        ? Optional.empty()
        : ((Pattern<F>) pattern).asked();
  }

  private boolean condition(Condition condition) {
    if (!(condition instanceof Condition.Pattern given)) {
      return false;
    }
    var pattern = pattern(given.fact());
    return pattern != null
        && given.name().filter(name -> !bind(name, new Bound(pattern, null))).isEmpty()
        && given.constraints().stream().allMatch(constraint -> constraint(pattern, constraint));
  }

  /** A new pattern over this kind of fact; null for a second one and for other kinds. */
  private @Nullable Pattern<?> pattern(String fact) {
    @Nullable Pattern<?> pattern =
        switch (fact) {
          case "Order" -> new Pattern<>(FactProperties.ORDER);
          case "Line" -> new Pattern<>(FactProperties.LINE);
          case "Warehouse" -> new Pattern<>(FactProperties.WAREHOUSE);
          case "Carrier" -> new Pattern<>(FactProperties.CARRIER);
          default -> null;
        };
    return pattern == null || patterns.put(fact, pattern) != null ? null : pattern;
  }

  private boolean constraint(Pattern<?> pattern, Constraint constraint) {
    if (constraint instanceof Bind bound) {
      return pattern.properties.find(bound.property()).isPresent()
          && bind(bound.name(), new Bound(pattern, bound.property()));
    }
    return constraint instanceof Test test
        && (pattern.takes(test.expression()) || reads(test.expression(), pattern));
  }

  private boolean bind(String name, Bound bound) {
    return names.put(name, bound) == null;
  }

  private boolean verdict(VerdictCall call) {
    readsEveryLine |= call.word().equals("keepTogether") || call.word().equals("keepApart");
    return call.arguments().stream().allMatch(argument -> reads(argument, null));
  }

  /**
   * Notes what an expression reads; false when that is not certain.
   *
   * @param own the fact whose condition it is; null in verdicts
   */
  private boolean reads(Expression expression, @Nullable Pattern<?> own) {
    if (expression instanceof Expression.Property property) {
      return own != null && own.reads(property.name());
    }
    if (expression instanceof Name name) {
      return reads(names.get(name.name()), own);
    }
    if (expression instanceof NameProperty property) {
      @Nullable Bound bound = names.get(property.name());
      return bound != null
          && bound.property() == null
          && bound.pattern().reads(property.property());
    }
    return parts(expression).stream().allMatch(part -> reads(part, own));
  }

  private static boolean reads(@Nullable Bound bound, @Nullable Pattern<?> own) {
    if (bound == null) {
      return false;
    }
    if (bound.property() != null) {
      return bound.pattern().reads(bound.property());
    }
    bound.pattern().isSubject |= own == null;
    return own == null;
  }

  /** What an expression is made of; nothing of what is written out. */
  private static List<Expression> parts(Expression expression) {
    if (expression instanceof Comparison comparison) {
      return List.of(comparison.left(), comparison.right());
    }
    if (expression instanceof In in) {
      return List.of(in.value());
    }
    if (expression instanceof Contains contains) {
      return List.of(contains.set(), contains.value());
    }
    if (expression instanceof StartsWith start) {
      return List.of(start.value());
    }
    if (expression instanceof Not not) {
      return List.of(not.expression());
    }
    if (expression instanceof Both both) {
      return List.of(both.left(), both.right());
    }
    if (expression instanceof Either either) {
      return List.of(either.left(), either.right());
    }
    return expression instanceof Arithmetic arithmetic
        ? List.of(arithmetic.left(), arithmetic.right())
        : List.of();
  }
}
