package dev.sluice.rules.guard.print;

import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Accumulate;
import dev.sluice.rules.guard.tree.Condition.All;
import dev.sluice.rules.guard.tree.Condition.Any;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Meter;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the combinations of rules over many facts cost fuel, whatever properties they read. The
 * first two facts are few enough, and most rules have no more.
 */
final class MeteredJoins {
  private static final int FREE_PATTERNS = 2;

  private final String first;
  private int patterns;

  private MeteredJoins(String first) {
    this.first = first;
  }

  /** The conditions with meters; the same where none is needed or none can be read. */
  static List<Condition> of(List<Condition> conditions) {
    if (conditions.isEmpty() || !(conditions.get(0) instanceof Pattern pattern)) {
      return conditions;
    }
    var name = pattern.name().orElse("$_first");
    var joins = new MeteredJoins(name);
    List<Condition> metered = new ArrayList<>();
    metered.add(
        new Pattern(pattern.place(), Optional.of(name), pattern.fact(), pattern.constraints()));
    joins.patterns = 1;
    conditions.subList(1, conditions.size()).forEach(one -> metered.add(joins.metered(one)));
    return joins.patterns > FREE_PATTERNS ? metered : conditions;
  }

  private Condition metered(Condition condition) {
    if (condition instanceof Pattern pattern) {
      return metered(pattern);
    }
    if (condition instanceof Absent absent) {
      return new Absent(absent.place(), metered(absent.condition()));
    }
    if (condition instanceof Exists exists) {
      return new Exists(exists.place(), metered(exists.condition()));
    }
    if (condition instanceof All all) {
      return new All(all.place(), all.conditions().stream().map(this::metered).toList());
    }
    if (condition instanceof Any any) {
      return new Any(any.place(), any.conditions().stream().map(this::metered).toList());
    }
    var accumulate = (Accumulate) condition;
    return new Accumulate(
        accumulate.place(), metered(accumulate.source()), accumulate.results(), accumulate.tests());
  }

  private Pattern metered(Pattern pattern) {
    if (++patterns <= FREE_PATTERNS) {
      return pattern;
    }
    List<Constraint> constraints = new ArrayList<>(pattern.constraints());
    constraints.add(new Meter(pattern.place(), first));
    return new Pattern(pattern.place(), pattern.name(), pattern.fact(), constraints);
  }
}
