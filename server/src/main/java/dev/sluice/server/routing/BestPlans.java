package dev.sluice.server.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The best few plans found so far, no two of them by the same ways. */
final class BestPlans {

  /** A proposal and its two alternatives. */
  private static final int KEPT = 3;

  private final Comparator<FoundPlan> order;
  private final boolean fullestFirst;
  private final List<FoundPlan> plans = new ArrayList<>(KEPT + 1);

  BestPlans(boolean fullestFirst) {
    this.fullestFirst = fullestFirst;
    this.order = fullestFirst ? FoundPlan.FULLEST : FoundPlan.CHEAPEST;
  }

  /** Whether no plan with these numbers could be kept. */
  boolean rejects(int missedLines, long missedUnits, long micros) {
    if (plans.isEmpty()) {
      return false;
    }
    if (fullestFirst && rejectsMissed(missedLines, missedUnits)) {
      return true;
    }
    FoundPlan last = plans.get(plans.size() - 1);
    boolean comparable =
        !fullestFirst
            || (last.missedLines() == missedLines
                && last.missedUnits() == missedUnits
                && last.yields() == 0);
    return plans.size() == KEPT && comparable && micros > last.micros();
  }

  /** Whether so much missed is more than a plan at hand misses, where that decides first. */
  boolean rejectsMissed(int missedLines, long missedUnits) {
    if (!fullestFirst || plans.isEmpty()) {
      return false;
    }
    FoundPlan best = plans.get(0);
    return missedLines > best.missedLines()
        || (missedLines == best.missedLines() && missedUnits > best.missedUnits());
  }

  void offer(FoundPlan plan) {
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i).sameWays(plan)) {
        if (order.compare(plan, plans.get(i)) >= 0) {
          return;
        }
        plans.remove(i);
        break;
      }
    }
    int at = 0;
    while (at < plans.size() && order.compare(plans.get(at), plan) <= 0) {
      at++;
    }
    plans.add(at, plan);
    if (plans.size() > KEPT) {
      plans.remove(KEPT);
    }
  }

  /** Best first; only those that miss no more than the best. */
  List<FoundPlan> list() {
    return plans.stream().filter(plan -> !plan.missesMoreThan(plans.get(0))).toList();
  }
}
