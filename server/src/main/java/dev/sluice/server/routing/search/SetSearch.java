package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.cost.Micros;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deals the bundles out to the shipments of one set of warehouses, depth first, the cheapest place
 * first. Whatever cannot become one of the best plans by its lower bound is not looked into.
 *
 * <p>Bundles that few of the warehouses take go first, heavy ones before light ones, so that the
 * bound rises early.
 */
final class SetSearch {

  private final Terrain terrain;
  private final SearchSpace space;
  private final WarehouseSet set;
  private final BestPlans best;
  private final Steps steps;
  private final SetLimits limits;
  private final Parcel[] parcels;
  private final int[] order;
  private final long[] restMicros;

  /** By position: how many empty parcels the bundles from there on could begin. */
  private final int[] beginnings;

  private final Parcel.@Nullable State[][] states;
  private final Map<Integer, List<Division>> divisions = new HashMap<>(0);
  private final List<PricedShipment> chosen;
  private long stopAt;
  private boolean dealtOut;
  private boolean stopped;

  SetSearch(Terrain terrain, WarehouseSet set, BestPlans best, Steps steps, SetLimits limits) {
    this.terrain = terrain;
    this.space = terrain.space();
    this.set = set;
    this.best = best;
    this.steps = steps;
    this.limits = limits;
    this.parcels = new Parcel[set.size()];
    for (int p = 0; p < parcels.length; p++) {
      parcels[p] = new Parcel(space, set.warehouses()[p], terrain.capsYield());
    }
    int bundles = space.bundles().size();
    this.order = order(bundles);
    this.restMicros = new long[bundles + 1];
    this.beginnings = new int[bundles + 1];
    for (int i = bundles - 1; i >= 0; i--) {
      boolean divisible = space.bundles().get(order[i]).divisible();
      restMicros[i] = restMicros[i + 1] + besideWeightMicros(order[i]);
      beginnings[i] = beginnings[i + 1] + (divisible ? parcels.length : 1);
    }
    this.states = new Parcel.State[bundles][parcels.length];
    this.chosen = new ArrayList<>(parcels.length);
  }

  /**
   * Searches until so many steps were taken in all, but at least until everything was dealt out
   * once; whether it came to the end.
   */
  boolean run(long stopAtSteps) {
    stopAt = stopAtSteps;
    stopped = false;
    dealtOut = false;
    deal(0, Missed.NOTHING, 0);
    return !stopped;
  }

  private void deal(int position, Missed missed, long missedMicros) {
    if (dealtOut && steps.taken() >= stopAt) {
      stopped = true;
      return;
    }
    if (isHopeless(position, missed, missedMicros)) {
      dealtOut = true;
      return;
    }
    if (position == order.length) {
      dealtOut = true;
      price(missed, missedMicros);
      return;
    }
    if (space.bundles().get(order[position]).divisible()) {
      divide(position, missed, missedMicros);
    } else {
      place(position, missed, missedMicros);
    }
  }

  private boolean isHopeless(int position, Missed missed, long missedMicros) {
    long least = missedMicros + restMicros[position] + splitMicros();
    int yields = 0;
    int empty = 0;
    for (Parcel parcel : parcels) {
      if (parcel.isEmpty()) {
        empty++;
        least += terrain.leastMicros(parcel.warehouse());
      } else {
        least += parcel.state().leastMicros();
        yields += parcel.state().yields();
      }
    }
    return empty > beginnings[position] || best.rejects(set, missed, yields, least);
  }

  /** Into each parcel in turn, beginning where it adds least; at last it is missed. */
  private void place(int position, Missed missed, long missedMicros) {
    int b = order[position];
    Bundle bundle = space.bundles().get(b);
    Parcel.@Nullable State[] after = states[position];
    for (int p = 0; p < parcels.length; p++) {
      boolean able = terrain.takes(parcels[p].warehouse(), b) > 0 && !isTwinOfEmpty(p);
      after[p] = able ? with(p, b, terrain.goods(b)) : null;
    }
    for (int p = cheapest(after); p >= 0; p = cheapest(after)) {
      Parcel.State before = parcels[p].state();
      parcels[p].put(bundle, 0, Objects.requireNonNull(after[p]));
      after[p] = null;
      deal(position + 1, missed, missedMicros);
      parcels[p].take(bundle, 0, before);
    }
    long units = terrain.goods(b).units();
    deal(
        position + 1,
        missed.plus(bundle.lines().size(), units),
        missedMicros + space.missedMicros(bundle, space.quantity(bundle)));
  }

  /** The parcel to which something would add least; -1 when none is left. */
  private int cheapest(Parcel.@Nullable State[] after) {
    int cheapest = -1;
    long least = Long.MAX_VALUE;
    for (int p = 0; p < after.length; p++) {
      Parcel.@Nullable State state = after[p];
      if (state != null && state.leastMicros() != Way.IMPOSSIBLE) {
        long before =
            parcels[p].isEmpty()
                ? terrain.leastMicros(parcels[p].warehouse())
                : parcels[p].state().leastMicros();
        long added = state.leastMicros() - before;
        if (cheapest < 0 || added < least) {
          cheapest = p;
          least = added;
        }
      }
    }
    return cheapest;
  }

  /** In every way in which all but one of the warehouses give all they have, or nothing. */
  private void divide(int position, Missed missed, long missedMicros) {
    int b = order[position];
    Bundle bundle = space.bundles().get(b);
    long quantity = space.quantity(bundle);
    List<Division> known = divisions.computeIfAbsent(b, n -> Division.list(terrain, set, n));
    for (Division division : known) {
      long missing = quantity - division.total();
      fill(
          position,
          division.units(),
          0,
          missing > 0 ? missed.plus(1, missing) : missed,
          missedMicros + space.missedMicros(bundle, missing));
    }
  }

  private void fill(int position, long[] units, int parcel, Missed missed, long missedMicros) {
    if (parcel == parcels.length) {
      deal(position + 1, missed, missedMicros);
      return;
    }
    if (units[parcel] == 0) {
      fill(position, units, parcel + 1, missed, missedMicros);
      return;
    }
    int b = order[position];
    Parcel.State before = parcels[parcel].state();
    Parcel.State after = with(parcel, b, terrain.goods(b, units[parcel]));
    if (after.leastMicros() != Way.IMPOSSIBLE && !isTwinOfEmpty(parcel)) {
      Bundle bundle = space.bundles().get(b);
      parcels[parcel].put(bundle, units[parcel], after);
      fill(position, units, parcel + 1, missed, missedMicros);
      parcels[parcel].take(bundle, units[parcel], before);
    }
  }

  private Parcel.State with(int parcel, int bundle, Goods goods) {
    steps.take(parcels[parcel].wayCount());
    return parcels[parcel].with(space.bundles().get(bundle), goods, terrain.readyIndex(bundle));
  }

  /** Two empty parcels of one warehouse are the same: only the first is begun. */
  private boolean isTwinOfEmpty(int parcel) {
    return parcel > 0
        && parcels[parcel].isEmpty()
        && parcels[parcel - 1].isEmpty()
        && parcels[parcel - 1].warehouse() == parcels[parcel].warehouse();
  }

  /** Everything is dealt out: every choice of ways that could be among the best is offered. */
  private void price(Missed missed, long missedMicros) {
    long least = missedMicros + splitMicros();
    int yields = 0;
    for (Parcel parcel : parcels) {
      steps.take(parcel.wayCount());
      long micros = parcel.micros();
      if (micros == Way.IMPOSSIBLE) {
        return;
      }
      least += micros;
      yields += parcel.state().yields();
    }
    if (best.rejects(set, missed, yields, least)) {
      return;
    }
    List<List<PricedShipment>> priced = new ArrayList<>(parcels.length);
    for (Parcel parcel : parcels) {
      priced.add(parcel.price());
    }
    long rest = 0;
    for (List<PricedShipment> ways : priced) {
      rest += ways.get(0).micros();
    }
    choose(priced, missed, yields, missedMicros + splitMicros() + rest);
  }

  /** Chooses a way for the next parcel; {@code micros} is with the cheapest of all not chosen. */
  private void choose(List<List<PricedShipment>> priced, Missed missed, int yields, long micros) {
    int parcel = chosen.size();
    if (parcel == priced.size()) {
      List<PricedShipment> shipments = new ArrayList<>(chosen);
      shipments.sort(PricedShipment.BY_WAY);
      best.offer(
          new FoundPlan(List.copyOf(shipments), missed, limits.yields(shipments), micros), set);
      return;
    }
    List<PricedShipment> ways = priced.get(parcel);
    for (int i = 0; i < ways.size(); i++) {
      steps.take(1);
      long total = micros - ways.get(0).micros() + ways.get(i).micros();
      if (i > 0 && best.rejectsWays(set, missed, yields, total)) {
        break;
      }
      chosen.add(ways.get(i));
      if (limits.admitLast(chosen)) {
        choose(priced, missed, yields, total);
      }
      chosen.remove(parcel);
    }
  }

  private long splitMicros() {
    return space.splitMicros() * (parcels.length - 1);
  }

  /** What a bundle adds at least in whichever parcel, or as a missed one. */
  private long besideWeightMicros(int bundle) {
    Bundle what = space.bundles().get(bundle);
    if (what.divisible()) {
      return 0;
    }
    boolean mayMiss = space.shortageMicros().isPresent();
    long least = mayMiss ? space.missedMicros(what, space.quantity(what)) : Long.MAX_VALUE;
    for (int warehouse : set.warehouses()) {
      if (terrain.takes(warehouse, bundle) > 0) {
        long perUnit =
            space.warehouses().get(warehouse).ways().get(0).warehouse().handlingPerUnitMicros();
        least = Math.min(least, Micros.times(perUnit, terrain.goods(bundle).units()));
      }
    }
    return least == Long.MAX_VALUE ? 0 : least;
  }

  private int[] order(int bundles) {
    long[] weights = new long[bundles];
    int[] byPlaces = new int[bundles];
    for (int b = 0; b < bundles; b++) {
      byPlaces[b] = b;
      weights[b] = weight(b);
      for (int i = b; i > 0 && weights[byPlaces[i - 1]] > weights[byPlaces[i]]; i--) {
        int earlier = byPlaces[i - 1];
        byPlaces[i - 1] = byPlaces[i];
        byPlaces[i] = earlier;
      }
    }
    return byPlaces;
  }

  /** Smaller goes first: first by the number of places, then the heaviest. */
  private long weight(int bundle) {
    long places = 0;
    for (int warehouse : set.warehouses()) {
      places += terrain.takes(warehouse, bundle) > 0 ? 1 : 0;
    }
    long grams = Math.min(terrain.goods(bundle).grams(), Integer.MAX_VALUE);
    return (places << Integer.SIZE) - grams;
  }
}
