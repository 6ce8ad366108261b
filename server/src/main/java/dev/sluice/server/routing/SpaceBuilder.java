package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.search.SearchLine;
import dev.sluice.server.routing.search.SearchSpace;
import dev.sluice.server.routing.search.WarehouseWays;
import dev.sluice.server.routing.search.Way;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;

/** Puts what finder and rules left of an order and its shortlist into the words of the search. */
final class SpaceBuilder {

  private final List<CandidateLine> lines;
  private final Verdicts verdicts;
  private final ShipmentPricer pricer;

  SpaceBuilder(Candidates candidates, Verdicts verdicts, ShipmentPricer pricer) {
    this.lines = candidates.lines();
    this.verdicts = verdicts;
    this.pricer = pricer;
  }

  SearchSpace build(PlannerLimits limits) {
    OrderVerdicts said = verdicts.order();
    List<SearchLine> soughtLines = new ArrayList<>(lines.size());
    for (CandidateLine line : lines) {
      soughtLines.add(
          new SearchLine(
              line.product(), line.line().unitValueMicros(), line.quantity(), line.readyIndex()));
    }
    return SearchSpace.of(
        soughtLines,
        keptTogether(said.keepTogether()),
        pricer.apart(),
        warehouses(),
        Math.min(limits.splitLimit(), said.maxShipments().orElse(limits.splitLimit())),
        Micros.clamp(said.splitCostMicros()),
        said.shortagePenaltyMicros(),
        said.exemptFromShareCap(),
        said.shipWhole());
  }

  private List<WarehouseWays> warehouses() {
    List<WarehouseWays> warehouses = new ArrayList<>(verdicts.shortlist().size());
    for (int candidate = 0; candidate < verdicts.shortlist().size(); candidate++) {
      List<Way> ways = ways(candidate);
      if (!ways.isEmpty()) {
        WarehouseCandidate warehouse = verdicts.shortlist().get(candidate);
        warehouses.add(WarehouseWays.of(ways, held(warehouse), pricer.unitTolls(warehouse)));
      }
    }
    return warehouses;
  }

  /** By service id, as services are. */
  private List<Way> ways(int candidate) {
    WarehouseCandidate warehouse = verdicts.shortlist().get(candidate);
    List<ServiceCandidate> services = warehouse.services();
    List<Way> ways = new ArrayList<>(services.size());
    for (int s = 0; s < services.size(); s++) {
      BitSet carries = carries(warehouse, services.get(s));
      if (!carries.isEmpty()) {
        ways.add(pricer.way(candidate, warehouse, s, services.get(s), carries));
      }
    }
    return ways;
  }

  private BitSet carries(WarehouseCandidate warehouse, ServiceCandidate service) {
    BitSet carries = new BitSet(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      carries.set(
          i,
          warehouse.lines().get(i).units() > 0
              && service.carries(i, lines.get(i))
              && !PolicyEvaluator.rejects(
                  verdicts.candidates(), lines.get(i).sku(), warehouse.id(), service));
    }
    return carries;
  }

  private static long[] held(WarehouseCandidate warehouse) {
    long[] held = new long[warehouse.lines().size()];
    for (int i = 0; i < held.length; i++) {
      held[i] = warehouse.lines().get(i).units();
    }
    return held;
  }

  private List<BitSet> keptTogether(List<SortedSet<String>> groups) {
    List<BitSet> kept = new ArrayList<>(groups.size());
    for (SortedSet<String> group : groups) {
      BitSet members = new BitSet(lines.size());
      for (int i = 0; i < lines.size(); i++) {
        members.set(i, group.contains(lines.get(i).sku()));
      }
      kept.add(members);
    }
    return kept;
  }
}
