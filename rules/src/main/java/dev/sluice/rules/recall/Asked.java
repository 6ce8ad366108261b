package dev.sluice.rules.recall;

import java.util.List;
import java.util.function.Predicate;

/**
 * What one rule asks of one kind of fact.
 *
 * @param conditions all hold for every fact the rule can match; others it never matches
 * @param values what else it may read of a fact it matches: in conditions that are not among the
 *     above, and in what it says
 */
public record Asked<F>(List<Predicate<F>> conditions, List<Property<F>> values) {

  public Asked {
    conditions = List.copyOf(conditions);
    values = List.copyOf(values);
  }

  boolean mayMatch(F fact) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).test(fact)) {
        return false;
      }
    }
    return true;
  }

  void addValues(F fact, List<Object> to) {
    for (int i = 0; i < values.size(); i++) {
      to.add(values.get(i).valueOf(fact));
    }
  }
}
