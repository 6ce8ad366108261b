package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.cost.Micros;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a plan may be made of.
 *
 * @param bundles by their first line
 * @param warehouses in shortlist order
 * @param maxShipments 1 or more
 * @param splitMicros what each shipment after the first costs, 0 or more
 * @param shortageMicros what a missed line costs, a part of one in proportion; empty: infinitely
 *     much
 * @param capsYield whether rules let this order pass caps that are not strict
 * @param shipsWhole whether nothing ships where any line would be missed
 */
public record SearchSpace(
    List<SearchLine> lines,
    List<Bundle> bundles,
    KeptApart apart,
    List<WarehouseWays> warehouses,
    int maxShipments,
    long splitMicros,
    OptionalLong shortageMicros,
    boolean capsYield,
    boolean shipsWhole) {

  /**
   * The space of these lines and warehouses.
   *
   * @param keptTogether disjoint groups of lines
   */
  public static SearchSpace of(
      List<SearchLine> lines,
      List<BitSet> keptTogether,
      KeptApart apart,
      List<WarehouseWays> warehouses,
      int maxShipments,
      long splitMicros,
      OptionalLong shortageMicros,
      boolean capsYield,
      boolean shipsWhole) {
    return new SearchSpace(
        lines,
        bundles(lines, keptTogether, warehouses),
        apart,
        warehouses,
        maxShipments,
        splitMicros,
        shortageMicros,
        capsYield,
        shipsWhole);
  }

  /** The same space in which a missed line is infinitely bad. */
  public SearchSpace atAnyPrice() {
    return new SearchSpace(
        lines,
        bundles,
        apart,
        warehouses,
        maxShipments,
        splitMicros,
        OptionalLong.empty(),
        capsYield,
        shipsWhole);
  }

  /** Whether caps keep anything from shipping that could pass them without a rule's leave. */
  public boolean feelsCaps() {
    if (capsYield) {
      return false;
    }
    for (WarehouseWays warehouse : warehouses) {
      for (Way way : warehouse.ways()) {
        if (!way.room().admits(maxShipments)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The bundle that the line is in. */
  public Bundle bundleOf(int line) {
    for (Bundle bundle : bundles) {
      if (bundle.lines().contains(line)) {
        return bundle;
      }
    }
    throw new IllegalStateException("Line " + line + " is in no bundle");
  }

  /** Whether any warehouse may ship any of the line. */
  public boolean anybodyTakes(int line) {
    return total(line) > 0;
  }

  /** Units of the line that all warehouses together may ship. */
  public long total(int line) {
    long total = 0;
    for (int i = 0; i < warehouses.size(); i++) {
      total = Micros.plusSaturated(total, warehouses.get(i).available()[line]);
    }
    return total;
  }

  /** Whether some way takes a bundle that travels whole, by itself. */
  public boolean anybodyTakesWhole(Bundle bundle) {
    Goods goods = goods(bundle);
    return mayShareShipment(bundle)
        && warehouses.stream()
            .filter(warehouse -> takes(warehouse, bundle) > 0)
            .flatMap(warehouse -> warehouse.ways().stream())
            .anyMatch(
                way ->
                    way.carriesAll(bundle.lines())
                        && way.priceMicros(goods, readyIndex(bundle)) != Way.IMPOSSIBLE);
  }

  /** Whether its own lines may share a shipment. */
  boolean mayShareShipment(Bundle bundle) {
    if (bundle.lines().size() == 1) {
      return true;
    }
    long[] units = new long[lines.size()];
    bundle.lines().forEach(line -> units[line] = 1);
    return apart.allows(units);
  }

  /** Units of the bundle's first line that the warehouse may ship; all of it where it is whole. */
  long takes(WarehouseWays warehouse, Bundle bundle) {
    List<Integer> bundled = bundle.lines();
    long first = lines.get(bundled.get(0)).quantity();
    if (bundle.divisible()) {
      return Math.min(first, warehouse.available()[bundled.get(0)]);
    }
    for (int i = 0; i < bundled.size(); i++) {
      int line = bundled.get(i);
      if (warehouse.available()[line] < lines.get(line).quantity()) {
        return 0;
      }
    }
    return first;
  }

  /** All of a bundle. */
  Goods goods(Bundle bundle) {
    Goods goods = Goods.NONE;
    for (int i = 0; i < bundle.lines().size(); i++) {
      SearchLine line = lines.get(bundle.lines().get(i));
      goods = goods.plus(line.goods(line.quantity()));
    }
    return goods;
  }

  /** Of its line that is ready last. */
  int readyIndex(Bundle bundle) {
    int readyIndex = 0;
    for (int i = 0; i < bundle.lines().size(); i++) {
      readyIndex = Math.max(readyIndex, lines.get(bundle.lines().get(i)).readyIndex());
    }
    return readyIndex;
  }

  /** Of the bundle's first line. */
  long quantity(Bundle bundle) {
    return lines.get(bundle.lines().get(0)).quantity();
  }

  /** What so many units of the bundle's first line cost when they do not ship. */
  long missedMicros(Bundle bundle, long missedUnits) {
    if (shortageMicros.isEmpty() || missedUnits == 0) {
      return 0;
    }
    long perLine = Micros.clamp(shortageMicros.getAsLong());
    return bundle.divisible()
        ? Micros.timesOver(perLine, missedUnits, quantity(bundle))
        : Micros.times(perLine, bundle.lines().size());
  }

  private static List<Bundle> bundles(
      List<SearchLine> lines, List<BitSet> keptTogether, List<WarehouseWays> warehouses) {
    List<Bundle> bundles = new ArrayList<>(lines.size());
    BitSet bundled = new BitSet(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      if (!bundled.get(i)) {
        Bundle bundle = bundle(lines, keptTogether, warehouses, i);
        bundle.lines().forEach(bundled::set);
        bundles.add(bundle);
      }
    }
    return List.copyOf(bundles);
  }

  private static Bundle bundle(
      List<SearchLine> lines, List<BitSet> keptTogether, List<WarehouseWays> warehouses, int line) {
    for (BitSet group : keptTogether) {
      if (group.get(line)) {
        return new Bundle(group.stream().boxed().toList(), false);
      }
    }
    return new Bundle(
        List.of(line), nobodyHoldsWhole(warehouses, line, lines.get(line).quantity()));
  }

  private static boolean nobodyHoldsWhole(List<WarehouseWays> warehouses, int line, long quantity) {
    for (int i = 0; i < warehouses.size(); i++) {
      if (warehouses.get(i).available()[line] >= quantity) {
        return false;
      }
    }
    return true;
  }
}
