package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * What a plan may be made of.
 *
 * @param bundles by their first line
 * @param warehouses the ways out of each warehouse that rules left any, in shortlist order
 * @param available by warehouse and line: units that some way may take
 * @param maxShipments 1 or 2
 * @param shortageMicros what a missed line costs, a part of one in proportion; empty: infinitely
 *     much
 * @param capsYield whether rules let this order pass caps that are not strict
 */
record SearchSpace(
    List<CandidateLine> lines,
    List<Bundle> bundles,
    List<List<Way>> warehouses,
    List<long[]> available,
    int maxShipments,
    long splitMicros,
    OptionalLong shortageMicros,
    boolean capsYield) {

  static SearchSpace of(
      Candidates candidates, Verdicts verdicts, ShipmentPricer pricer, PlannerLimits limits) {
    List<CandidateLine> lines = candidates.lines();
    List<List<Way>> warehouses = new ArrayList<>();
    for (WarehouseCandidate warehouse : verdicts.shortlist()) {
      List<Way> ways = ways(lines, warehouse, verdicts, pricer);
      if (!ways.isEmpty()) {
        warehouses.add(ways);
      }
    }
    List<long[]> available = available(lines, warehouses);
    OrderVerdicts said = verdicts.order();
    return new SearchSpace(
        lines,
        bundles(lines, said.keepTogether(), available),
        List.copyOf(warehouses),
        available,
        Math.min(limits.splitLimit(), said.maxShipments().orElse(limits.splitLimit())),
        Micros.clamp(said.splitCostMicros()),
        said.shortagePenaltyMicros(),
        said.exemptFromShareCap());
  }

  /** The same space in which a missed line is infinitely bad. */
  SearchSpace atAnyPrice() {
    return new SearchSpace(
        lines,
        bundles,
        warehouses,
        available,
        maxShipments,
        splitMicros,
        OptionalLong.empty(),
        capsYield);
  }

  /** Whether caps keep anything from shipping that could pass them without a rule's leave. */
  boolean feelsCaps() {
    if (capsYield) {
      return false;
    }
    for (List<Way> ways : warehouses) {
      for (Way way : ways) {
        if (way.service().standing().findFull(maxShipments).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Units of the bundle's line that the warehouse may ship; for several lines 1 if it may. */
  long takes(int warehouse, Bundle bundle) {
    if (bundle.divisible()) {
      return available.get(warehouse)[bundle.lines().get(0)];
    }
    List<Integer> bundled = bundle.lines();
    for (int i = 0; i < bundled.size(); i++) {
      int line = bundled.get(i);
      if (available.get(warehouse)[line] < lines.get(line).quantity()) {
        return 0;
      }
    }
    return lines.get(bundle.lines().get(0)).quantity();
  }

  /** What so many units of the bundle's first line cost when they do not ship. */
  long missedMicros(Bundle bundle, long missedUnits) {
    if (shortageMicros.isEmpty() || missedUnits == 0) {
      return 0;
    }
    long perLine = Micros.clamp(shortageMicros.getAsLong());
    long quantity = lines.get(bundle.lines().get(0)).quantity();
    return bundle.divisible()
        ? Micros.timesOver(perLine, missedUnits, quantity)
        : Micros.times(perLine, bundle.lines().size());
  }

  Bundle bundleOf(int line) {
    for (Bundle bundle : bundles) {
      if (bundle.lines().contains(line)) {
        return bundle;
      }
    }
    throw new IllegalStateException("Line " + line + " is in no bundle");
  }

  /** Whether any warehouse may ship any of the line. */
  boolean anybodyTakes(int line) {
    return total(line) > 0;
  }

  /** Units of the line that all warehouses together may ship. */
  long total(int line) {
    long total = 0;
    for (long[] ofWarehouse : available) {
      total = Micros.plusSaturated(total, ofWarehouse[line]);
    }
    return total;
  }

  private static List<Way> ways(
      List<CandidateLine> lines,
      WarehouseCandidate warehouse,
      Verdicts verdicts,
      ShipmentPricer pricer) {
    List<Way> ways = new ArrayList<>(warehouse.services().size());
    for (int s = 0; s < warehouse.services().size(); s++) {
      ServiceCandidate service = warehouse.services().get(s);
      BitSet carries = new BitSet(lines.size());
      for (int i = 0; i < lines.size(); i++) {
        carries.set(
            i,
            warehouse.lines().get(i).units() > 0
                && service.carries(i, lines.get(i))
                && !PolicyEvaluator.rejects(
                    verdicts.candidates(), lines.get(i).sku(), warehouse.id(), service));
      }
      if (!carries.isEmpty()) {
        ways.add(
            new Way(
                warehouse,
                service,
                carries,
                pricer.adjustmentMicros(warehouse, service),
                service.standing().atCap() && !verdicts.order().exemptFromShareCap()));
      }
    }
    ways.sort(Way.BY_ID);
    return List.copyOf(ways);
  }

  private static List<long[]> available(List<CandidateLine> lines, List<List<Way>> warehouses) {
    List<long[]> available = new ArrayList<>(warehouses.size());
    for (List<Way> ways : warehouses) {
      long[] ofWarehouse = new long[lines.size()];
      for (int i = 0; i < ofWarehouse.length; i++) {
        for (int w = 0; w < ways.size() && ofWarehouse[i] == 0; w++) {
          if (ways.get(w).carries(i)) {
            ofWarehouse[i] = ways.get(w).warehouse().lines().get(i).units();
          }
        }
      }
      available.add(ofWarehouse);
    }
    return List.copyOf(available);
  }

  private static List<Bundle> bundles(
      List<CandidateLine> lines, List<SortedSet<String>> keepTogether, List<long[]> available) {
    List<Bundle> bundles = new ArrayList<>();
    boolean[] bundled = new boolean[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      if (bundled[i]) {
        continue;
      }
      List<Integer> members = members(lines, keepTogether, i);
      members.forEach(member -> bundled[member] = true);
      bundles.add(
          members.isEmpty()
              ? new Bundle(List.of(i), nobodyHoldsWhole(available, i, lines.get(i).quantity()))
              : new Bundle(members, false));
    }
    return List.copyOf(bundles);
  }

  /** The lines of the keep-together group that the line is in; empty when it is in none. */
  private static List<Integer> members(
      List<CandidateLine> lines, List<SortedSet<String>> keepTogether, int line) {
    for (SortedSet<String> group : keepTogether) {
      if (group.contains(lines.get(line).sku())) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
          if (group.contains(lines.get(i).sku())) {
            members.add(i);
          }
        }
        return List.copyOf(members);
      }
    }
    return List.of();
  }

  private static boolean nobodyHoldsWhole(List<long[]> available, int line, long quantity) {
    for (long[] ofWarehouse : available) {
      if (ofWarehouse[line] >= quantity) {
        return false;
      }
    }
    return true;
  }
}
