package dev.sluice.rules.guard.tree;

import java.util.List;
import java.util.Optional;

/** Something about the facts that holds or does not. */
public sealed interface Condition {

  /** Where it starts. */
  Place place();

  /**
   * A fact of one kind for which all constraints hold.
   *
   * @param name by which the rest of the rule calls the fact, with its `$`
   * @param fact kind of fact
   */
  record Pattern(Place place, Optional<String> name, String fact, List<Constraint> constraints)
      implements Condition {
    public Pattern {
      constraints = List.copyOf(constraints);
    }
  }

  /** There is no such fact, or no such combination. */
  record Absent(Place place, Condition condition) implements Condition {}

  /** There is at least one; the rule speaks once, however many there are. */
  record Exists(Place place, Condition condition) implements Condition {}

  /** All of these hold. */
  record All(Place place, List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one of these holds; the rule speaks once for each that does. */
  record Any(Place place, List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Numbers over all facts that fit.
   *
   * @param source what is counted or added up
   * @param results the numbers
   * @param tests that must hold for them
   */
  record Accumulate(Place place, Condition source, List<Result> results, List<Expression> tests)
      implements Condition {
    public Accumulate {
      results = List.copyOf(results);
      tests = List.copyOf(tests);
    }
  }

  /**
   * One number over all facts that fit.
   *
   * @param name by which the rest of the rule calls it, with its `$`
   * @param function `count`, `sum`, `min`, `max` or `average`
   * @param argument what is added up or compared; absent for `count()`
   */
  record Result(Place place, String name, String function, Optional<Expression> argument) {}

  /** Something between the parentheses of a pattern. */
  sealed interface Constraint {}

  /** A name for a property, `$km : distanceKm`. */
  record Bind(Place place, String name, String property) implements Constraint {}

  /** Spends fuel for each combination with an earlier fact; never written by authors. */
  record Meter(Place place, String earlier) implements Constraint {}

  /** What must hold. */
  record Test(Expression expression) implements Constraint {}
}
