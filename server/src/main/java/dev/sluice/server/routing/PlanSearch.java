package dev.sluice.server.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best plans over one warehouse and over all pairs of the shortlist, two shipments of one
 * warehouse among them.
 *
 * <p>Every way to deal the bundles out to the two shipments is priced, because a shipment's price
 * is not the sum of its lines' (first weight, minimum charge). A line that must be divided is
 * filled from one of the two as far as it goes and from the other for the rest, both ways round.
 * Prices are remembered by warehouse and load, so that the pairs share them.
 *
 * <p>When the steps counted reach the bound, the remaining pairs are searched by {@link PairClimb},
 * and not at all once it has used up as many steps again.
 */
final class PlanSearch {

  private final SearchSpace space;
  private final ShipmentPricer pricer;
  private final PairLimits pairLimits;
  private final boolean capsYield;
  private final long workBound;
  private final BestPlans best;
  private final List<Map<Load, List<PricedShipment>>> prices = new ArrayList<>();
  private final List<OptionalLong> bounds = new ArrayList<>();
  private long steps;
  private boolean boundHit;

  /**
   * What a search found.
   *
   * @param plans best first, at least one; without shipments when nothing should ship
   */
  record Result(List<FoundPlan> plans, long steps, boolean boundHit) {}

  /** Two warehouses of the space, maybe the same twice. */
  private record Pair(int one, int other, int missedLines, long boundMicros) {}

  /**
   * A search whose carriers stay within their caps, unless {@code capsYield}: then a warehouse may
   * ship by one at its cap what nobody else may carry from there.
   */
  PlanSearch(SearchSpace space, ShipmentPricer pricer, boolean capsYield, long workBound) {
    this.space = space;
    this.pricer = pricer;
    this.capsYield = capsYield;
    this.workBound = workBound;
    this.pairLimits = new PairLimits(space, capsYield);
    this.best = new BestPlans(space.shortageMicros().isEmpty());
    for (List<Way> ways : space.warehouses()) {
      prices.add(new HashMap<>());
      bounds.add(bound(ways));
    }
  }

  Result run() {
    best.offer(nothingShips());
    for (int warehouse = 0; warehouse < space.warehouses().size(); warehouse++) {
      if (!best.rejectsMissed(missedLines(warehouse, warehouse), 0)) {
        search(ShipmentSet.single(space, warehouse));
      }
    }
    if (space.maxShipments() > 1) {
      for (Pair pair : pairs()) {
        if (steps >= 2 * workBound) {
          boundHit = true;
          break;
        }
        if (!best.rejectsMissed(pair.missedLines(), 0) && !tooDear(pair)) {
          search(ShipmentSet.pair(space, pair.one(), pair.other()));
        }
      }
    }
    return new Result(best.list(), steps, boundHit);
  }

  /** What any shipment by one of the ways costs at least; empty where there is none to use. */
  private OptionalLong bound(List<Way> ways) {
    OptionalLong least = OptionalLong.empty();
    for (int i = 0; i < ways.size(); i++) {
      if (capsYield || !ways.get(i).yields()) {
        long bound = pricer.boundMicros(ways.get(i));
        least = OptionalLong.of(Math.min(bound, least.orElse(bound)));
      }
    }
    return least;
  }

  private FoundPlan nothingShips() {
    long micros = 0;
    long units = 0;
    for (Bundle bundle : space.bundles()) {
      micros += space.missedMicros(bundle, space.lines().get(bundle.lines().get(0)).quantity());
    }
    for (CandidateLine line : space.lines()) {
      units += line.quantity();
    }
    return new FoundPlan(List.of(), space.lines().size(), units, 0, micros);
  }

  /** Those that leave fewest lines out first, then the cheapest by their bound. */
  private List<Pair> pairs() {
    boolean oneParcelSuffices = space.bundles().size() == 1 && !space.bundles().get(0).divisible();
    List<Pair> pairs = new ArrayList<>();
    if (oneParcelSuffices) {
      return pairs;
    }
    for (int one = 0; one < bounds.size(); one++) {
      for (int other = one; other < bounds.size(); other++) {
        if (bounds.get(one).isPresent() && bounds.get(other).isPresent()) {
          long bound =
              bounds.get(one).getAsLong() + bounds.get(other).getAsLong() + space.splitMicros();
          pairs.add(new Pair(one, other, missedLines(one, other), bound));
        }
      }
    }
    pairs.sort(
        Comparator.comparingInt(Pair::missedLines)
            .thenComparingLong(Pair::boundMicros)
            .thenComparingInt(Pair::one)
            .thenComparingInt(Pair::other));
    return pairs;
  }

  /** Lines that neither can ship any of. */
  private int missedLines(int one, int other) {
    int missed = 0;
    List<Bundle> bundles = space.bundles();
    for (int i = 0; i < bundles.size(); i++) {
      Bundle bundle = bundles.get(i);
      if (space.takes(one, bundle) == 0 && space.takes(other, bundle) == 0) {
        missed += bundle.lines().size();
      }
    }
    return missed;
  }

  private boolean tooDear(Pair pair) {
    return best.rejects(pair.missedLines(), 0, pair.boundMicros());
  }

  private void search(ShipmentSet set) {
    boolean everyMissHasItsPrice = space.shortageMicros().isPresent();
    if (!everyMissHasItsPrice && affordable(set, false)) {
      if (assignRest(set, 0, false)) {
        return;
      }
    }
    if (affordable(set, true)) {
      assignRest(set, 0, true);
    } else {
      boundHit = true;
      new PairClimb(set, this::cheapestMicros, space).climb();
      evaluate(set);
    }
  }

  /** Whether all assignments could be priced by every way without passing the bound. */
  private boolean affordable(ShipmentSet set, boolean mayMiss) {
    int ways = space.warehouses().get(set.warehouse()).size();
    if (set.isPair()) {
      ways += space.warehouses().get(set.otherWarehouse()).size();
    }
    return Micros.timesSaturated(set.assignments(mayMiss), 1 + ways) <= workBound - steps;
  }

  /**
   * Tries everything for the bundles from {@code bundle} on; answers whether any assignment could
   * ship at all.
   */
  private boolean assignRest(ShipmentSet set, int bundle, boolean mayMiss) {
    if (best.rejectsMissed(set.missedLines(), set.missedUnits())) {
      return false;
    }
    if (bundle == space.bundles().size()) {
      return evaluate(set);
    }
    boolean shipped = false;
    List<ShipmentSet.Choice> choices = set.choices(bundle, mayMiss);
    for (int i = 0; i < choices.size(); i++) {
      ShipmentSet.Choice choice = choices.get(i);
      set.put(bundle, choice);
      shipped |= assignRest(set, bundle + 1, mayMiss);
      set.take(bundle, choice);
    }
    return shipped;
  }

  /** Offers every carrier choice that could be among the best; answers whether there is one. */
  private boolean evaluate(ShipmentSet set) {
    steps++;
    Load one = set.load();
    Load other = set.otherLoad();
    if (one.isEmpty() || (set.isPair() && other.isEmpty())) {
      return false;
    }
    if (!set.isPair()) {
      return offerSingles(set, priced(set.warehouse(), one));
    }
    List<PricedShipment> ones = priced(set.warehouse(), one);
    return !ones.isEmpty() && offerPairs(set, ones, priced(set.otherWarehouse(), other));
  }

  private boolean offerSingles(ShipmentSet set, List<PricedShipment> shipments) {
    for (int i = 0; i < shipments.size(); i++) {
      PricedShipment shipment = shipments.get(i);
      long micros = shipment.micros() + set.missedMicros();
      if (best.rejects(set.missedLines(), set.missedUnits(), micros)) {
        break;
      }
      offer(set, List.of(shipment), micros);
    }
    return !shipments.isEmpty();
  }

  private boolean offerPairs(
      ShipmentSet set, List<PricedShipment> ones, List<PricedShipment> others) {
    boolean fits = false;
    for (int i = 0; i < ones.size(); i++) {
      PricedShipment one = ones.get(i);
      for (int j = 0; j < others.size(); j++) {
        PricedShipment other = others.get(j);
        steps++;
        long micros = one.micros() + other.micros() + space.splitMicros() + set.missedMicros();
        if (best.rejects(set.missedLines(), set.missedUnits(), micros)) {
          fits = true;
          break;
        }
        if (pairLimits.admit(one, other)) {
          fits = true;
          boolean inOrder = PricedShipment.BY_WAY.compare(one, other) <= 0;
          offer(set, inOrder ? List.of(one, other) : List.of(other, one), micros);
        }
      }
    }
    return fits;
  }

  private void offer(ShipmentSet set, List<PricedShipment> shipments, long micros) {
    int yields = pairLimits.yields(shipments);
    best.offer(new FoundPlan(shipments, set.missedLines(), set.missedUnits(), yields, micros));
  }

  /** The least the set's loads cost together; empty when they cannot ship so. */
  private OptionalLong cheapestMicros(ShipmentSet set) {
    Load one = set.load();
    Load other = set.otherLoad();
    long micros = set.missedMicros();
    if (!one.isEmpty()) {
      List<PricedShipment> priced = priced(set.warehouse(), one);
      if (priced.isEmpty()) {
        return OptionalLong.empty();
      }
      micros += priced.get(0).micros();
    }
    if (set.isPair() && !other.isEmpty()) {
      List<PricedShipment> priced = priced(set.otherWarehouse(), other);
      if (priced.isEmpty()) {
        return OptionalLong.empty();
      }
      micros += priced.get(0).micros() + (one.isEmpty() ? 0 : space.splitMicros());
    }
    return OptionalLong.of(micros);
  }

  private List<PricedShipment> priced(int warehouse, Load load) {
    @Nullable List<PricedShipment> known = prices.get(warehouse).get(load);
    if (known == null) {
      known = price(warehouse, load);
      prices.get(warehouse).put(load, known);
    }
    return known;
  }

  private List<PricedShipment> price(int warehouse, Load load) {
    List<Way> ways = space.warehouses().get(warehouse);
    steps += ways.size();
    List<PricedShipment> priced = pricer.price(ways, load);
    List<PricedShipment> within = priced;
    for (int i = 0; i < priced.size(); i++) {
      if (priced.get(i).way().yields()) {
        within = priced.stream().filter(shipment -> !shipment.way().yields()).toList();
        break;
      }
    }
    return within.isEmpty() && capsYield ? priced : within;
  }
}
