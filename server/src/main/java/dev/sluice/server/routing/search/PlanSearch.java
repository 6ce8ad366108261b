package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Micros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the cheapest plan over all sets of warehouses within the split limit, two shipments of one
 * warehouse among them, and the next best plans by other ways.
 *
 * <p>A shipment's price is not the sum of its lines' prices (first weight, bands, minimum charge),
 * so that no dealing out of lines can be skipped unseen: branch and bound over sets, then over the
 * lines inside a set ({@link SetSearch}), then over carriers. Its bound is what the goods in each
 * shipment cost at least whatever joins them, plus what the lines still to be dealt out add at
 * least by units. With W warehouses, B bundles of lines, S shipments at most and C carrier services
 * a warehouse that is O(W^S x S^B x C) steps at worst; an order that one warehouse fills costs O(W
 * x B x C), and only sets that few others beat are looked into.
 *
 * <p>The work is bounded by a number of steps. Every set is searched for a moment first, so that a
 * good plan is at hand, the promising ones first; whatever did not come to its end is searched
 * again for nothing but a better plan. When the steps run out the best plan so far stands, and the
 * result says so. Of plans that cost the same, the one with fewer shipments wins, then ids of
 * warehouses and services; of those by the same warehouses, the one that is found first.
 */
public final class PlanSearch {

  /** For a set's first search: enough for a handful of lines. */
  private static final long FIRST_STEPS = 2_000;

  private static final Comparator<WarehouseSet> PROMISING_FIRST =
      Comparator.comparing(WarehouseSet::missed).thenComparingLong(WarehouseSet::leastMicros);

  private final SearchSpace space;
  private final Terrain terrain;
  private final SetLimits limits;
  private final long workBound;
  private final BestPlans best;
  private final Steps steps = new Steps();
  private final List<WarehouseSet> unfinished = new ArrayList<>();
  private boolean boundHit;

  /**
   * What a search found.
   *
   * @param plans best first, at least one; without shipments when nothing should ship
   * @param steps prices and bounds worked out
   * @param boundHit whether the steps ran out before the best plan was known to be that
   */
  public record Result(List<FoundPlan> plans, long steps, boolean boundHit) {

    /** The best plan. */
    public FoundPlan best() {
      return plans.get(0);
    }
  }

  private PlanSearch(SearchSpace space, boolean capsYield, long workBound) {
    this.space = space;
    this.terrain = new Terrain(space, capsYield);
    this.limits = new SetLimits(space, capsYield);
    this.workBound = workBound;
    this.best = new BestPlans(space.shortageMicros().isEmpty(), space.shipsWhole());
  }

  /**
   * Searches the space.
   *
   * @param capsYield whether a warehouse may ship by a carrier at its cap what nobody else may
   *     carry from there
   * @param workBound steps, 1 or more
   */
  public static Result run(SearchSpace space, boolean capsYield, long workBound) {
    return new PlanSearch(space, capsYield, workBound).run();
  }

  private Result run() {
    best.offer(nothingShips(), WarehouseSet.NONE);
    SetFinder sets = new SetFinder(terrain, best, steps);
    int most = mostShipments();
    for (int size = 1; size <= most; size++) {
      searchBriefly(sets.list(size), workBound * size / (2L * most));
    }
    best.wantOnlyTheBest();
    unfinished.sort(PROMISING_FIRST);
    for (WarehouseSet set : unfinished) {
      if (!isRejected(set)) {
        boundHit |= steps.taken() >= workBound || !search(set, workBound);
      }
    }
    return new Result(best.list(), steps.taken(), boundHit);
  }

  private void searchBriefly(List<WarehouseSet> sets, long stopAt) {
    sets.sort(PROMISING_FIRST);
    for (int i = 0; i < sets.size(); i++) {
      WarehouseSet set = sets.get(i);
      if (!isRejected(set)) {
        boolean late = i > 0 && steps.taken() >= stopAt;
        if (late || !search(set, Math.min(stopAt, steps.taken() + FIRST_STEPS))) {
          unfinished.add(set);
        }
      }
    }
  }

  private boolean search(WarehouseSet set, long stopAt) {
    return new SetSearch(terrain, set, best, steps, limits).run(stopAt);
  }

  private boolean isRejected(WarehouseSet set) {
    return best.rejects(set, set.missed(), 0, set.leastMicros());
  }

  /** Whole bundles fill no more shipments than there are of them. */
  private int mostShipments() {
    boolean anyDivisible = space.bundles().stream().anyMatch(Bundle::divisible);
    return anyDivisible
        ? space.maxShipments()
        : Math.min(space.maxShipments(), space.bundles().size());
  }

  private FoundPlan nothingShips() {
    long micros = 0;
    long units = 0;
    for (Bundle bundle : space.bundles()) {
      micros += space.missedMicros(bundle, space.quantity(bundle));
    }
    for (SearchLine line : space.lines()) {
      units = Micros.plusSaturated(units, line.quantity());
    }
    return new FoundPlan(List.of(), new Missed(space.lines().size(), units), 0, micros);
  }
}
