package dev.sluice.loadtest.gaps;

import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.InMemoryLedger;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.prices.Arrivals;
import dev.sluice.server.prices.ArrivedOrder;
import dev.sluice.server.prices.InMemoryArrivals;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.prices.Prices;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.InMemoryWorld;
import dev.sluice.server.routing.OptionSource;
import dev.sluice.server.routing.OrderOptions;
import dev.sluice.server.routing.OrderRouter;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.RouteRequest;
import dev.sluice.server.routing.TollSource;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.stock.StockRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A day on the real router above a ledger in memory, on a clock that stands still between orders.
 */
final class InMemoryDay {

  /** How many orders come between two refreshes of the prices. */
  static final int TICK_ORDERS = 25;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CapacityDays days;
  private final InMemoryLedger ledger;
  private final OrderRouter router;
  private final LivePolicy policy;
  private final Arrivals arrivals;
  private final OptionSource options;
  private final Prices prices;
  private final boolean priced;
  private final int orders;
  private Instant now;
  private int routed;

  /**
   * A day that begins now.
   *
   * @param orders how many there will be: their number is known, what they are is not
   * @param priced whether prices are on
   * @param limits how far the planner looks
   */
  InMemoryDay(
      NetworkData data,
      List<StockRecord> stock,
      RuleSet rules,
      ZoneId zone,
      Instant begin,
      int orders,
      boolean priced,
      PriceSettings settings,
      PlannerLimits limits) {
    this.now = begin;
    this.priced = priced;
    this.orders = orders;
    days = new CapacityDays(zone, 0);
    InMemoryWorld world = InMemoryWorld.of(data, stock, days, () -> now);
    ledger = world.ledger();
    policy = LivePolicy.activate(rules, world.network(), ledger, days, () -> now);
    Decider decider = new Decider(limits);
    arrivals =
        new Arrivals(
            new InMemoryArrivals(),
            days,
            settings.sampleSize(),
            time -> OptionalDouble.of(Math.max(0, orders - routed)));
    options = new OptionSource(world.networks(), world.stocks(), policy, decider);
    prices = Prices.create(settings, arrivals::rest, options::list, ledger, System::nanoTime);
    router =
        new OrderRouter(
            world.networks(),
            world.stocks(),
            policy,
            priced ? prices : TollSource.NONE,
            () -> now,
            decider,
            ledger,
            world.news(),
            (input, decision) -> plan -> arrivals.routed(input.order(), input.time()),
            Runnable::run,
            2);
  }

  /** Orders of days before in their order, as the arrival profile heard of them then. */
  void remember(List<ArrivedOrder> before) {
    for (int i = 0; i < before.size(); i++) {
      Instant time = before.get(i).time();
      arrivals.routed(before.get(i).order(), time);
      if (i + 1 == before.size()
          || !days.shareDay(time).equals(days.shareDay(before.get(i + 1).time()))) {
        arrivals.exchange(time);
      }
    }
    arrivals.exchange(now);
  }

  /** The ways an order could go if it were the first of the day. */
  OrderOptions options(Order order, Instant time) {
    return options.list(order, time, Tolls.none());
  }

  /** Routes the next order. */
  StoredPlan route(Order order, Instant time) {
    now = time;
    if (routed % TICK_ORDERS == 0) {
      policy.refreshShares();
      if (priced) {
        prices.tick(now);
      }
    }
    StoredPlan plan =
        router
            .route(
                new RouteRequest(
                    order,
                    order.key().orderId(),
                    Optional.empty(),
                    now.plus(PATIENCE),
                    Optional.empty()))
            .toCompletableFuture()
            .join();
    routed++;
    return plan;
  }

  /** How many orders there will be. */
  int orders() {
    return orders;
  }

  Prices prices() {
    return prices;
  }

  Map<CounterKey, Counter> read(Collection<CounterKey> keys) {
    return ledger.read(keys);
  }
}
