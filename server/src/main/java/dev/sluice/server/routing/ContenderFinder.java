package dev.sluice.server.routing;

import dev.sluice.server.network.LaneRanking;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.PlaceOrder;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalLanes;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.Inbound;
import dev.sluice.server.stock.StockView;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the warehouses that a decision looks at. What it looks through is bounded by what few
 * places have or by what comes first in the network's own orders, never by the network's size.
 */
final class ContenderFinder {

  /** Of goods that more places have nobody is named who does not cover the destination. */
  private static final int NAMED_OUTSIDE = 64;

  private final PlannerLimits limits;

  /** Of as many bystanders as the shortlist holds. */
  private final int bystanders;

  ContenderFinder(PlannerLimits limits) {
    this.limits = limits;
    this.bystanders = limits.shortlistSize();
  }

  /**
   * The contenders of an order.
   *
   * @param width how many are chosen at most
   */
  Contenders find(
      Order order, Network network, RegionalCoverage coverage, StockView stock, int width) {
    @Nullable ContenderSearch search = null;
    List<String> chosen;
    if (stockedPlaces(order, stock) <= width) {
      chosen = coveringHolders(order, coverage, stock);
    } else {
      LaneRanking ranking =
          coverage
              .lanes()
              .ranking(ShippingScale.kind(order, network.products()), ShippingScale.INSTANCE);
      search = new ContenderSearch(order, coverage, ranking, stock, width);
      chosen = search.choose();
    }
    Set<String> seen = new HashSet<>(chosen);
    Set<String> others = new TreeSet<>();
    addNearest(others, seen, coverage, search);
    for (OrderLine line : order.lines()) {
      addOutside(others, chosen, coverage, stock, line);
      addExpecting(others, seen, coverage, stock, line);
    }
    int covering = chosen.size();
    for (String id : others) {
      covering += coverage.findReach(id) == null ? 0 : 1;
    }
    return Contenders.of(
            coverage,
            chosen,
            List.copyOf(others),
            coverage.warehouses().size() - covering,
            search == null ? Set.of() : search.passedOver(),
            width)
        .within(limits, order, network, coverage);
  }

  private static long stockedPlaces(Order order, StockView stock) {
    long places = 0;
    for (OrderLine line : order.lines()) {
      places += stock.countStocked(line.sku());
    }
    return places;
  }

  private static List<String> coveringHolders(
      Order order, RegionalCoverage coverage, StockView stock) {
    Set<String> covering = new TreeSet<>();
    for (OrderLine line : order.lines()) {
      stock.forEachHolder(
          line.sku(),
          (id, available) -> {
            if (coverage.lanes().place(id) != PlaceOrder.NOWHERE) {
              covering.add(id);
            }
          });
    }
    return List.copyOf(covering);
  }

  /** The nearest of those who could not ship anything; null: nobody else could. */
  private void addNearest(
      Set<String> others,
      Set<String> seen,
      RegionalCoverage coverage,
      @Nullable ContenderSearch search) {
    PlaceOrder nearest = coverage.nearest();
    RegionalLanes lanes = coverage.lanes();
    int looked = Math.min(nearest.size(), 2 * bystanders);
    for (int rank = 0; rank < looked && others.size() < bystanders; rank++) {
      int place = nearest.place(rank);
      String id = lanes.group(place).warehouse().id();
      if (!seen.contains(id) && (search == null || !search.mayShip(place))) {
        others.add(id);
      }
    }
  }

  /** Who has the goods and does not cover the destination, where few have them or nobody seen. */
  private void addOutside(
      Set<String> others,
      List<String> chosen,
      RegionalCoverage coverage,
      StockView stock,
      OrderLine line) {
    int stocked = stock.countStocked(line.sku());
    if (stocked > NAMED_OUTSIDE && hasAny(chosen, stock, line)) {
      return;
    }
    TreeSet<String> outside = new TreeSet<>();
    stock.forEachHolder(
        line.sku(),
        (id, available) -> {
          if (coverage.lanes().place(id) == PlaceOrder.NOWHERE) {
            outside.add(id);
            if (outside.size() > bystanders) {
              outside.pollLast();
            }
          }
        });
    others.addAll(outside);
  }

  private static boolean hasAny(List<String> chosen, StockView stock, OrderLine line) {
    for (String id : chosen) {
      if (stock.availableToPromise(id, line.sku()) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Where more is on its way to, the soonest first. */
  private void addExpecting(
      Set<String> others,
      Set<String> seen,
      RegionalCoverage coverage,
      StockView stock,
      OrderLine line) {
    if (stock.inboundUnits(line.sku()) == 0) {
      return;
    }
    stock.listInbound(line.sku()).stream()
        .filter(one -> coverage.lanes().place(one.warehouseId()) != PlaceOrder.NOWHERE)
        .sorted(Comparator.comparing(Inbound::day).thenComparing(Inbound::warehouseId))
        .map(Inbound::warehouseId)
        .distinct()
        .limit(bystanders)
        .filter(id -> !seen.contains(id))
        .forEach(others::add);
  }
}
