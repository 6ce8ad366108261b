package dev.sluice.server.routing;

import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.search.Departure;
import dev.sluice.server.routing.search.SearchSpace;
import dev.sluice.server.routing.search.WarehouseWays;
import dev.sluice.server.routing.search.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists the ways an order could go: from each warehouse that could ship all of it by the cheapest
 * service of each carrier, and what the planner proposed.
 */
final class OptionLister {

  private final PlannerLimits limits;

  OptionLister(PlannerLimits limits) {
    this.limits = limits;
  }

  /**
   * The ways without tolls.
   *
   * @param planned what the planner proposed under some tolls or none
   */
  OrderOptions list(
      DecisionInput input, Candidates candidates, Verdicts verdicts, List<PlanningResult> planned) {
    ShipmentPricer pricer = new ShipmentPricer(input, candidates, verdicts);
    SearchSpace space = new SpaceBuilder(candidates, verdicts, pricer).build(limits);
    List<OrderOptions.Option> options = new ArrayList<>();
    long[] units = new long[candidates.lines().size()];
    for (int i = 0; i < units.length; i++) {
      units[i] = candidates.lines().get(i).quantity();
    }
    if (space.apart().allows(units)) {
      for (WarehouseWays warehouse : space.warehouses()) {
        if (holdsAll(warehouse, units)) {
          addSingles(options, input, candidates.lines(), verdicts, warehouse, units);
        }
      }
    }
    for (PlanningResult result : planned) {
      add(options, result.plan(), space.shortageMicros());
      result.alternatives().forEach(plan -> add(options, plan, space.shortageMicros()));
    }
    return new OrderOptions(List.copyOf(options), missedMicros(space));
  }

  private static long missedMicros(SearchSpace space) {
    if (space.shortageMicros().isEmpty()) {
      return Long.MAX_VALUE;
    }
    return Micros.times(Micros.clamp(space.shortageMicros().getAsLong()), space.lines().size());
  }

  private static boolean holdsAll(WarehouseWays warehouse, long[] units) {
    for (int i = 0; i < units.length; i++) {
      if (warehouse.available()[i] < units[i]) {
        return false;
      }
    }
    return true;
  }

  private static void addSingles(
      List<OrderOptions.Option> options,
      DecisionInput input,
      List<CandidateLine> lines,
      Verdicts verdicts,
      WarehouseWays warehouse,
      long[] units) {
    Goods goods = CandidateLine.goods(lines, units);
    int readyIndex = 0;
    for (CandidateLine line : lines) {
      readyIndex = Math.max(readyIndex, line.readyIndex());
    }
    Map<String, Long> cheapest = new TreeMap<>();
    Map<String, Way> ways = new HashMap<>();
    for (Way way : warehouse.ways()) {
      long micros =
          way.carries().cardinality() == lines.size()
              ? way.priceMicros(goods, readyIndex)
              : Way.IMPOSSIBLE;
      String carrierId = way.lane().carrier().id();
      @Nullable Long known = cheapest.get(carrierId);
      if (micros != Way.IMPOSSIBLE && (known == null || micros < known)) {
        cheapest.put(carrierId, micros);
        ways.put(carrierId, way);
      }
    }
    for (Map.Entry<String, Long> one : cheapest.entrySet()) {
      Way way = ways.getOrDefault(one.getKey(), warehouse.ways().get(0));
      Departure departure = way.departures().get(readyIndex);
      ServiceCandidate service =
          verdicts.shortlist().get(way.candidate()).services().get(way.service());
      ShipmentTaker taker = new ShipmentTaker(input, lines, "");
      options.add(
          OrderOptions.Option.of(
              one.getValue(),
              List.of(
                  taker.take(1, way.warehouse(), units, service, departure.slot().orElseThrow()))));
    }
  }

  /** Where a missed line is infinitely bad, only plans that miss none can be compared. */
  private static void add(
      List<OrderOptions.Option> options, ProposedPlan proposed, OptionalLong shortageMicros) {
    RoutingPlan plan = proposed.plan();
    if (plan.shipments().isEmpty()
        || (shortageMicros.isEmpty() && !plan.unfulfilledLines().isEmpty())) {
      return;
    }
    long micros = plan.totalMicros() - plan.totalMicros(CostTerm.Kind.OPPORTUNITY);
    OrderOptions.Option option = OrderOptions.Option.of(micros, proposed.takes());
    if (!options.contains(option)) {
      options.add(option);
    }
  }
}
