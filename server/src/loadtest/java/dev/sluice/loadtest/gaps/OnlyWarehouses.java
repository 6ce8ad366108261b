package dev.sluice.loadtest.gaps;

import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.routing.OrderOptions;
import dev.sluice.server.routing.model.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the orders that only one warehouse could serve before anybody else came. The ways that are
 * listed are not all there are: the best plan and the two next best may be one warehouse by three
 * carriers. So an order is asked again on a day on which that warehouse holds nothing.
 */
final class OnlyWarehouses {

  private final InMemoryDay whole;
  private final Function<String, InMemoryDay> without;
  private final Map<String, InMemoryDay> daysWithout = new HashMap<>();

  /**
   * @param whole the day before its first order
   * @param without makes the same day with no stock in that warehouse
   */
  OnlyWarehouses(InMemoryDay whole, Function<String, InMemoryDay> without) {
    this.whole = whole;
    this.without = without;
  }

  /** The warehouse; empty where there is none or a choice. */
  Optional<String> find(Order order) {
    List<String> warehouses = warehouses(whole.options(order, order.placedTime()));
    if (warehouses.size() != 1) {
      return Optional.empty();
    }
    String only = warehouses.get(0);
    InMemoryDay rest = daysWithout.computeIfAbsent(only, without);
    return rest.options(order, order.placedTime()).ways().isEmpty()
        ? Optional.of(only)
        : Optional.empty();
  }

  private static List<String> warehouses(OrderOptions options) {
    return options.ways().stream()
        .flatMap(way -> way.takes().stream())
        .map(Take::counter)
        .filter(counter -> counter.kind() == CounterKind.WAREHOUSE_DAY)
        .map(CounterKey::subject)
        .distinct()
        .toList();
  }
}
