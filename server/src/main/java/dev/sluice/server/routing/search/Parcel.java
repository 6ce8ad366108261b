package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Goods;
import java.util.ArrayList;
import java.util.List;

/** One shipment in the making: what is in it so far, and what it costs at least. */
final class Parcel {

  private final SearchSpace space;
  private final int warehouse;
  private final List<Way> ways;
  private final boolean capsYield;

  /** By way: how many of the lines inside it does not carry. */
  private final int[] refused;

  private final long[] units;
  private State state;

  /**
   * A parcel at one moment.
   *
   * @param leastMicros a bound below its price, whatever is added; {@link Way#IMPOSSIBLE}
   * @param tollMicros what its units pay because their SKUs are scarce; within the bound
   * @param yields 1 where only carriers at their caps are left for it
   */
  record State(Goods goods, int readyIndex, long leastMicros, long tollMicros, int yields) {}

  Parcel(SearchSpace space, int warehouse, boolean capsYield) {
    this.space = space;
    this.warehouse = warehouse;
    this.ways = space.warehouses().get(warehouse).ways();
    this.capsYield = capsYield;
    this.refused = new int[ways.size()];
    this.units = new long[space.lines().size()];
    this.state = new State(Goods.NONE, 0, 0, 0, 0);
  }

  int warehouse() {
    return warehouse;
  }

  int wayCount() {
    return ways.size();
  }

  boolean isEmpty() {
    return state.goods().units() == 0;
  }

  State state() {
    return state;
  }

  /** How it would be with these goods of a bundle. */
  State with(Bundle bundle, Goods goods, int readyIndex) {
    for (int i = 0; i < bundle.lines().size(); i++) {
      if (!space.apart().allows(bundle.lines().get(i), units)) {
        return new State(goods, readyIndex, Way.IMPOSSIBLE, 0, 0);
      }
    }
    Goods together = state.goods().plus(goods);
    int ready = Math.max(state.readyIndex(), readyIndex);
    long least = Way.IMPOSSIBLE;
    long leastYielding = Way.IMPOSSIBLE;
    for (int i = 0; i < ways.size(); i++) {
      Way way = ways.get(i);
      if (refused[i] == 0 && (capsYield || !way.yields()) && way.carriesAll(bundle.lines())) {
        long micros = way.leastMicros(together, ready);
        if (way.yields()) {
          leastYielding = Math.min(leastYielding, micros);
        } else {
          least = Math.min(least, micros);
        }
      }
    }
    int yields = least == Way.IMPOSSIBLE && leastYielding != Way.IMPOSSIBLE ? 1 : 0;
    long bound = Math.min(least, leastYielding);
    if (bound == Way.IMPOSSIBLE) {
      return new State(together, ready, Way.IMPOSSIBLE, 0, 0);
    }
    long tollMicros =
        state.tollMicros()
            + space.warehouses().get(warehouse).tollMicros(space, bundle, goods.units());
    return new State(together, ready, bound + tollMicros, tollMicros, yields);
  }

  /** Puts so many units of each of a bundle's lines in. */
  void put(Bundle bundle, long count, State after) {
    change(bundle, count, 1);
    state = after;
  }

  /** Takes them out again. */
  void take(Bundle bundle, long count, State before) {
    change(bundle, count, -1);
    state = before;
  }

  private void change(Bundle bundle, long count, int sign) {
    for (int i = 0; i < bundle.lines().size(); i++) {
      int line = bundle.lines().get(i);
      units[line] += sign * (bundle.divisible() ? count : space.lines().get(line).quantity());
      for (int w = 0; w < refused.length; w++) {
        refused[w] += ways.get(w).carries(line) ? 0 : sign;
      }
    }
  }

  /** What it costs as it is, by the cheapest way; {@link Way#IMPOSSIBLE}. */
  long micros() {
    long least = Way.IMPOSSIBLE;
    for (int i = 0; i < ways.size(); i++) {
      if (refused[i] == 0 && (capsYield || !ways.get(i).yields())) {
        least = Math.min(least, ways.get(i).priceMicros(state.goods(), state.readyIndex()));
      }
    }
    return least == Way.IMPOSSIBLE ? least : least + state.tollMicros();
  }

  /**
   * Every way it could go as it is, cheapest first. Carriers at their caps only where nobody else
   * can carry it, and only if caps yield.
   */
  List<PricedShipment> price() {
    Load load = new Load(units);
    List<PricedShipment> priced = new ArrayList<>(ways.size());
    List<PricedShipment> yielding = new ArrayList<>(0);
    for (int i = 0; i < ways.size(); i++) {
      Way way = ways.get(i);
      if (refused[i] == 0 && (capsYield || !way.yields())) {
        long micros = way.priceMicros(state.goods(), state.readyIndex());
        if (micros != Way.IMPOSSIBLE) {
          Departure departure = way.departures().get(state.readyIndex());
          (way.yields() ? yielding : priced)
              .add(
                  new PricedShipment(
                      way, load, departure, state.goods().units(), micros + state.tollMicros()));
        }
      }
    }
    List<PricedShipment> usable = priced.isEmpty() ? yielding : priced;
    usable.sort(PricedShipment.CHEAPEST);
    return usable;
  }
}
