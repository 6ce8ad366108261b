package dev.sluice.server.routing.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best few plans found so far, no two of them by the same ways. */
final class BestPlans {

  /** A proposal and its two alternatives. */
  private static final int KEPT = 3;

  private final Comparator<FoundPlan> order;
  private final boolean fullestFirst;
  private final boolean wholeOnly;
  private final List<Kept> plans = new ArrayList<>(KEPT + 1);
  private boolean alternativesWanted = true;

  private record Kept(FoundPlan plan, WarehouseSet set) {

    @SuppressWarnings("ReferenceEquality") // sets are compared by identity
    boolean isOf(WarehouseSet other) {
      return set == other;
    }
  }

  /**
   * None yet.
   *
   * @param fullestFirst whether what is missed counts before what it costs
   * @param wholeOnly whether plans that ship something and miss something are none
   */
  BestPlans(boolean fullestFirst, boolean wholeOnly) {
    this.fullestFirst = fullestFirst;
    this.wholeOnly = wholeOnly;
    this.order = fullestFirst ? FoundPlan.FULLEST : FoundPlan.CHEAPEST;
  }

  /** From now on only the best plan matters, and what else comes up on the way to it. */
  void wantOnlyTheBest() {
    alternativesWanted = false;
  }

  /**
   * Whether no plan that leaves by this set of warehouses with these numbers, or larger ones, could
   * change what is kept. A plan that costs the same as one by the same warehouses does not.
   */
  boolean rejects(WarehouseSet set, Missed missed, int yields, long micros) {
    return rejects(set, missed, yields, micros, true);
  }

  /** The same for the way of one parcel after the other: equal costs are told apart by ids. */
  boolean rejectsWays(WarehouseSet set, Missed missed, int yields, long micros) {
    return rejects(set, missed, yields, micros, false);
  }

  private boolean rejects(
      WarehouseSet set, Missed missed, int yields, long micros, boolean equalToo) {
    if (wholeOnly && missed.lines() > 0) {
      return true;
    }
    if (plans.isEmpty()) {
      return false;
    }
    if (fullestFirst) {
      int compared = missed.compareTo(plans.get(0).plan().missed());
      if (compared != 0) {
        return compared > 0;
      }
    }
    @Nullable FoundPlan worst = worstThatMatters(set);
    if (worst == null) {
      return false;
    }
    if (fullestFirst && yields != worst.yields()) {
      return yields > worst.yields();
    }
    return micros > worst.micros()
        || (equalToo
            && micros == worst.micros()
            && missed.compareTo(worst.missed()) >= 0
            && keeps(set));
  }

  void offer(FoundPlan plan, WarehouseSet set) {
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i).plan().sameWays(plan)) {
        if (order.compare(plan, plans.get(i).plan()) >= 0) {
          return;
        }
        plans.remove(i);
        break;
      }
    }
    int at = 0;
    while (at < plans.size() && order.compare(plans.get(at).plan(), plan) <= 0) {
      at++;
    }
    plans.add(at, new Kept(plan, set));
    if (plans.size() > KEPT) {
      plans.remove(KEPT);
    }
    if (fullestFirst) {
      Missed least = plans.get(0).plan().missed();
      plans.removeIf(kept -> kept.plan().missed().compareTo(least) > 0);
    }
  }

  /** Best first; only those that miss no more than the best. */
  List<FoundPlan> list() {
    Missed missed = plans.get(0).plan().missed();
    return plans.stream()
        .map(Kept::plan)
        .filter(plan -> plan.missed().compareTo(missed) <= 0)
        .toList();
  }

  /** The plan that a plan of this set must beat; null: any is welcome. */
  private @Nullable FoundPlan worstThatMatters(WarehouseSet set) {
    if (!alternativesWanted) {
      return plans.get(0).plan();
    }
    if (plans.size() == KEPT) {
      return plans.get(KEPT - 1).plan();
    }
    int ofSet = 0;
    @Nullable FoundPlan worst = null;
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i).isOf(set)) {
        ofSet++;
        worst = plans.get(i).plan();
      }
    }
    return ofSet >= set.waysTogether() ? worst : null;
  }

  private boolean keeps(WarehouseSet set) {
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i).isOf(set)) {
        return true;
      }
    }
    return false;
  }
}
