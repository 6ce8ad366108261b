package dev.sluice.server.routing;

import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The warehouses that a decision looks at, chosen before anything of them is counted.
 *
 * @param warehouseIds those that come into question, by id; they cover the destination
 * @param bystanders others, by id, of whom is only told why they ship nothing
 * @param unseen how many more cover the destination
 * @param unseenSkus SKUs of the order that some of those may have
 * @param width how many were to be chosen at most; 0: all there are
 */
public record Contenders(
    List<String> warehouseIds,
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
    return new Contenders(holders, List.copyOf(others), 0, Set.of(), 0);
  }

  /** The same warehouses, where only what is expected comes into question. */
  Contenders arriving(RegionalCoverage coverage, StockView goods) {
    List<String> holders = covering(coverage, goods.holders());
    Set<String> others = new TreeSet<>(warehouseIds);
    others.addAll(bystanders);
    holders.forEach(others::remove);
    return new Contenders(holders, List.copyOf(others), unseen, Set.of(), width);
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
