package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Micros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Lists the sets of warehouses by which a plan could become one of the best. */
final class SetFinder {

  private final Terrain terrain;
  private final SearchSpace space;
  private final BestPlans best;
  private final Steps steps;

  /** Warehouses that can ship anything, those that cost least first. */
  private final List<Integer> byLeast = new ArrayList<>();

  SetFinder(Terrain terrain, BestPlans best, Steps steps) {
    this.terrain = terrain;
    this.space = terrain.space();
    this.best = best;
    this.steps = steps;
    for (int w = 0; w < space.warehouses().size(); w++) {
      if (terrain.leastMicros(w) != Way.IMPOSSIBLE) {
        byLeast.add(w);
      }
    }
    byLeast.sort(Comparator.comparingLong(terrain::leastMicros));
  }

  /** Those of so many shipments. */
  List<WarehouseSet> list(int size) {
    List<WarehouseSet> found = new ArrayList<>();
    collect(new int[size], 0, 0, space.splitMicros() * (size - 1), found);
    return found;
  }

  /** Further warehouses cost no less than the one at hand: the first that is too dear ends it. */
  private void collect(int[] chosen, int depth, int from, long micros, List<WarehouseSet> found) {
    if (depth == chosen.length) {
      add(chosen, micros, found);
      return;
    }
    for (int i = from; i < byLeast.size(); i++) {
      int warehouse = byLeast.get(i);
      long each = terrain.leastMicros(warehouse);
      long least = micros + each * (chosen.length - depth);
      if (best.rejectsWays(WarehouseSet.NONE, Missed.NOTHING, 0, least)) {
        return;
      }
      chosen[depth] = warehouse;
      collect(chosen, depth + 1, i, micros + each, found);
    }
  }

  private void add(int[] chosen, long leastMicros, List<WarehouseSet> found) {
    steps.take(1);
    int[] warehouses = chosen.clone();
    Arrays.sort(warehouses);
    int lines = 0;
    long units = 0;
    long micros = leastMicros;
    long waysTogether = 1;
    List<Bundle> bundles = space.bundles();
    for (int b = 0; b < bundles.size(); b++) {
      long missing = missing(warehouses, b);
      if (missing > 0) {
        Bundle bundle = bundles.get(b);
        lines += bundle.lines().size();
        units += bundle.divisible() ? missing : terrain.goods(b).units();
        micros += space.missedMicros(bundle, missing);
      }
    }
    for (int warehouse : warehouses) {
      waysTogether = Micros.timesSaturated(waysTogether, terrain.wayCount(warehouse));
    }
    WarehouseSet set = new WarehouseSet(warehouses, new Missed(lines, units), micros, waysTogether);
    if (!best.rejects(set, set.missed(), 0, micros)) {
      found.add(set);
    }
  }

  /** Units of the bundle's first line that these warehouses do not have. */
  private long missing(int[] warehouses, int bundle) {
    long missing = space.quantity(space.bundles().get(bundle));
    boolean divisible = space.bundles().get(bundle).divisible();
    for (int i = 0; i < warehouses.length; i++) {
      boolean repeated = i > 0 && warehouses[i] == warehouses[i - 1];
      long takes = terrain.takes(warehouses[i], bundle);
      if (!divisible && takes > 0) {
        return 0;
      }
      missing -= repeated ? 0 : takes;
    }
    return Math.max(0, missing);
  }
}
