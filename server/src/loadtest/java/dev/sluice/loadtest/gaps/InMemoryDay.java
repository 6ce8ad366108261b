package dev.sluice.loadtest.gaps;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.InMemoryLedger;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterNews;
import dev.sluice.server.network.CacheSettings;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CarrierCapacityCache;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.InMemoryNetwork;
import dev.sluice.server.network.NetworkCapacities;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.network.RegionalCoverageCache;
import dev.sluice.server.network.WarehouseLoadCache;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.prices.Arrivals;
import dev.sluice.server.prices.ArrivedOrder;
import dev.sluice.server.prices.InMemoryArrivals;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.prices.Prices;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.OptionSource;
import dev.sluice.server.routing.OrderOptions;
import dev.sluice.server.routing.OrderRouter;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.RouteRequest;
import dev.sluice.server.routing.TollSource;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.stock.InMemoryStock;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockViews;
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
  private final CurrentNetwork network;
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
    InMemoryNetwork stored = new InMemoryNetwork();
    stored.replace(data, stored.version());
    network = CurrentNetwork.load(stored);
    CounterNews news = new CounterNews();
    ledger = new InMemoryLedger(() -> now, new NetworkCapacities(network), news);
    InMemoryStock stocks = new InMemoryStock(ledger.counters(), () -> now, news);
    stocks.setStock(stock, now);
    days = new CapacityDays(zone, 0);
    CacheSettings caches = new CacheSettings(1_000_000, Duration.ofDays(1));
    NetworkViews networks =
        NetworkViews.create(
            network,
            new RegionalCoverageCache(10_000_000),
            new WarehouseLoadCache(caches, Ticker.systemTicker()),
            new CarrierCapacityCache(caches, Ticker.systemTicker()),
            ledger,
            days);
    StockViews stockViews = new StockViews(stocks, caches, Ticker.systemTicker());
    news.subscribe(networks);
    news.subscribe(stockViews);
    policy = LivePolicy.activate(rules, network, ledger, days, () -> now);
    Decider decider = new Decider(limits);
    arrivals =
        new Arrivals(
            new InMemoryArrivals(),
            days,
            settings.sampleSize(),
            time -> OptionalDouble.of(Math.max(0, orders - routed)));
    options = new OptionSource(networks, stockViews, policy, decider);
    prices = Prices.create(settings, arrivals::rest, options::list, ledger, System::nanoTime);
    router =
        new OrderRouter(
            networks,
            stockViews,
            policy,
            priced ? prices : TollSource.NONE,
            () -> now,
            decider,
            ledger,
            news,
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
