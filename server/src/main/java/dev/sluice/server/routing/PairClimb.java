package dev.sluice.server.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Deals bundles out to a set of shipments where trying everything would be too much: each bundle in
 * turn goes where it adds least, then single bundles change places while that improves the plan.
 */
final class PairClimb {

  private static final int MOST_ROUNDS = 4;

  private final ShipmentSet set;
  private final Function<ShipmentSet, OptionalLong> cheapestMicros;
  private final boolean fullestFirst;
  private final int bundles;

  /** How good the set is as it stands; smaller is better. */
  private record Standing(long missedLines, long missedUnits, long micros) {

    boolean betterThan(Standing other) {
      if (missedLines != other.missedLines) {
        return missedLines < other.missedLines;
      }
      return missedUnits != other.missedUnits
          ? missedUnits < other.missedUnits
          : micros < other.micros;
    }
  }

  private static final Standing IMPOSSIBLE =
      new Standing(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  PairClimb(
      ShipmentSet set, Function<ShipmentSet, OptionalLong> cheapestMicros, SearchSpace space) {
    this.set = set;
    this.cheapestMicros = cheapestMicros;
    this.fullestFirst = space.shortageMicros().isEmpty();
    this.bundles = space.bundles().size();
  }

  /** Leaves the set filled. */
  void climb() {
    List<ShipmentSet.Choice> chosen = new ArrayList<>();
    for (int bundle = 0; bundle < bundles; bundle++) {
      chosen.add(putBest(bundle, ShipmentSet.Choice.MISS));
    }
    boolean improved = true;
    for (int round = 0; improved && round < MOST_ROUNDS; round++) {
      improved = false;
      for (int bundle = 0; bundle < bundles; bundle++) {
        ShipmentSet.Choice old = chosen.get(bundle);
        set.take(bundle, old);
        ShipmentSet.Choice better = putBest(bundle, old);
        improved |= !better.equals(old);
        chosen.set(bundle, better);
      }
    }
  }

  /** Puts the bundle where it is best; where it was, unless elsewhere is better. */
  private ShipmentSet.Choice putBest(int bundle, ShipmentSet.Choice old) {
    ShipmentSet.Choice best = old;
    Standing bestStanding = standingWith(bundle, old);
    for (ShipmentSet.Choice choice : set.choices(bundle, true)) {
      Standing standing = standingWith(bundle, choice);
      if (standing.betterThan(bestStanding)) {
        best = choice;
        bestStanding = standing;
      }
    }
    set.put(bundle, best);
    return best;
  }

  private Standing standingWith(int bundle, ShipmentSet.Choice choice) {
    set.put(bundle, choice);
    OptionalLong micros = cheapestMicros.apply(set);
    Standing standing =
        micros.isEmpty()
            ? IMPOSSIBLE
            : new Standing(
                fullestFirst ? set.missedLines() : 0,
                fullestFirst ? set.missedUnits() : 0,
                micros.getAsLong());
    set.take(bundle, choice);
    return standing;
  }
}
