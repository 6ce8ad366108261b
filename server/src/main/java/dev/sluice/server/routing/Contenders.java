package dev.sluice.server.routing;

import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The warehouses that a decision looks at, chosen before anything of them is counted.
 *
 * @param warehouseIds those that come into question, by id; they cover the destination
 * @param lanes how each of those gets there, as far as its services are looked at
 * @param bystanders others, by id, of whom is only told why they ship nothing
 * @param unseen how many more cover the destination
 * @param unseenSkus SKUs of the order that some of those may have
 * @param width how many were to be chosen at most; 0: all there are
 */
public record Contenders(
    List<String> warehouseIds,
    List<LaneGroup> lanes,
    List<String> bystanders,
    int unseen,
    Set<String> unseenSkus,
    int width) {

  /** Whoever could ship any of the order, and everybody else who covers it or had the goods. */
  static Contenders everybody(Order order, RegionalCoverage coverage, StockView stock) {
    List<String> holders = covering(coverage, stock.holders());
    Set<String> others = new TreeSet<>();
    for (WarehouseReach reach : coverage.warehouses()) {
      others.add(reach.warehouse().id());
    }
    for (OrderLine line : order.lines()) {
      others.addAll(stock.listWarehouseIds(line.sku()));
    }
    holders.forEach(others::remove);
    return of(coverage, holders, List.copyOf(others), 0, Set.of(), 0);
  }

  /** These warehouses with all of their services. */
  public static Contenders of(
      RegionalCoverage coverage,
      List<String> warehouseIds,
      List<String> bystanders,
      int unseen,
      Set<String> unseenSkus,
      int width) {
    List<LaneGroup> lanes = new ArrayList<>(warehouseIds.size());
    for (String id : warehouseIds) {
      lanes.add(coverage.lanes().group(coverage.lanes().place(id)));
    }
    return new Contenders(
        List.copyOf(warehouseIds),
        List.copyOf(lanes),
        List.copyOf(bystanders),
        unseen,
        unseenSkus,
        width);
  }

  /** The same with as many services as these limits allow. */
  public Contenders within(
      PlannerLimits limits, Order order, Network network, RegionalCoverage coverage) {
    int most = width == 0 ? Integer.MAX_VALUE : limits.services(width, warehouseIds.size());
    if (lanes.stream().allMatch(group -> group.lanes().size() <= most)) {
      return this;
    }
    LanePicker picker = new LanePicker(order, network, coverage, most);
    List<LaneGroup> picked = new ArrayList<>(lanes.size());
    lanes.forEach(group -> picked.add(picker.pick(group)));
    return new Contenders(warehouseIds, List.copyOf(picked), bystanders, unseen, unseenSkus, width);
  }

  /** Whether the decision looks at the warehouse. */
  boolean looksAt(String warehouseId) {
    return Collections.binarySearch(warehouseIds, warehouseId) >= 0
        || bystanders.contains(warehouseId);
  }

  /** How a warehouse gets there; null: it does not come into question. */
  @Nullable LaneGroup findLanes(String warehouseId) {
    int place = Collections.binarySearch(warehouseIds, warehouseId);
    return place < 0 ? null : lanes.get(place);
  }

  /** Whether somebody who has the goods has more services that may carry them. */
  boolean hidesServices(PlannerLimits limits, StockView stock, String sku) {
    int most = limits.services(width, warehouseIds.size());
    for (int i = 0; i < lanes.size(); i++) {
      LaneGroup seen = lanes.get(i);
      if (seen.leftOut() > 0
          && seen.lanes().size() >= most
          && stock.availableToPromise(warehouseIds.get(i), sku) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The same warehouses, where only what is expected comes into question. */
  Contenders arriving(RegionalCoverage coverage, StockView goods) {
    List<String> holders = covering(coverage, goods.holders());
    Set<String> others = new TreeSet<>(warehouseIds);
    others.addAll(bystanders);
    holders.forEach(others::remove);
    Contenders all = of(coverage, holders, List.copyOf(others), unseen, Set.of(), width);
    List<LaneGroup> seen = new ArrayList<>(holders.size());
    for (int i = 0; i < holders.size(); i++) {
      @Nullable LaneGroup counted = findLanes(holders.get(i));
      seen.add(counted == null ? all.lanes.get(i) : counted);
    }
    return new Contenders(holders, List.copyOf(seen), all.bystanders, unseen, Set.of(), width);
  }

  private static List<String> covering(RegionalCoverage coverage, List<String> warehouseIds) {
    List<String> covering = new ArrayList<>(warehouseIds.size());
    for (String id : warehouseIds) {
      if (coverage.findReach(id) != null) {
        covering.add(id);
      }
    }
    return List.copyOf(covering);
  }
}
