package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BrunelData.Choice;
import dev.sluice.loadtest.gaps.BrunelData.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a day's orders, in the tables' own money, whoever chose; knows the tables' limits
 * and finds every breach of them.
 */
final class BrunelOutcome {

  private final BrunelInstance instance;
  private final Map<String, Integer> limits;
  private final Map<String, Integer> used = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();
  private double cost;
  private int served;

  BrunelOutcome(BrunelInstance instance) {
    this.instance = instance;
    this.limits = instance.limits();
  }

  boolean isFree(Choice choice) {
    return isFree(choice.plant()) && isFree(choice.carrier());
  }

  void serve(Choice choice) {
    cost += instance.cost(choice);
    served++;
    take(choice.plant());
    take(choice.carrier());
  }

  void miss(Wish wish) {
    cost += instance.missed(wish);
  }

  /** The plant and carrier that were planned, which the tables must know. */
  void serve(Wish wish, String plant, String carrier) {
    for (Choice choice : instance.data().choices(wish)) {
      if (choice.plant().equals(plant) && choice.carrier().equals(carrier)) {
        serve(choice);
        return;
      }
    }
    breaches.add("order " + wish.id() + " may not go from " + plant + " by " + carrier);
    miss(wish);
  }

  double cost() {
    return cost;
  }

  int served() {
    return served;
  }

  /** What went beyond a limit or against the tables. */
  List<String> breaches() {
    return breaches;
  }

  private boolean isFree(String who) {
    return used.getOrDefault(who, 0) < limits.getOrDefault(who, Integer.MAX_VALUE);
  }

  private void take(String who) {
    if (!isFree(who)) {
      breaches.add(who + " takes more than " + limits.get(who));
    }
    used.merge(who, 1, Integer::sum);
  }
}
