package dev.sluice.loadtest;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.InMemoryLedger;
import dev.sluice.server.ledger.counter.CounterNews;
import dev.sluice.server.network.CacheSettings;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CarrierCapacityCache;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.InMemoryNetwork;
import dev.sluice.server.network.NetworkCapacities;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.network.RegionalCoverageCache;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.WarehouseLoadCache;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionCapture;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.PlanningResult;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.InMemoryStock;
import dev.sluice.server.stock.StockViews;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The real decision over a generated network of some size, above a ledger in memory. */
final class GrowthWorld {

  private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");

  private final DecisionCapture captures;
  private final LivePolicy policy;
  private final Decider decider = new Decider(PlannerLimits.DEFAULT);

  GrowthWorld(GrowthNetwork generated, RuleSet rules) {
    InMemoryNetwork stored = new InMemoryNetwork();
    stored.replace(generated.data(), stored.version());
    CurrentNetwork network = CurrentNetwork.load(stored);
    CounterNews news = new CounterNews();
    InMemoryLedger ledger = new InMemoryLedger(() -> NOW, new NetworkCapacities(network), news);
    InMemoryStock stock = new InMemoryStock(ledger.counters(), () -> NOW, news);
    stock.setStock(generated.stock(), NOW);
    CapacityDays days = new CapacityDays(ZoneId.of("Asia/Shanghai"), 4);
    CacheSettings settings = new CacheSettings(4_000_000, Duration.ofHours(1));
    NetworkViews networks =
        NetworkViews.create(
            network,
            new RegionalCoverageCache(10_000_000),
            new WarehouseLoadCache(settings, Ticker.systemTicker()),
            new CarrierCapacityCache(settings, Ticker.systemTicker()),
            ledger,
            days);
    StockViews stocks = new StockViews(stock, settings, Ticker.systemTicker());
    captures = new DecisionCapture(networks, stocks, PlannerLimits.DEFAULT);
    policy = LivePolicy.activate(rules, network, ledger, days, () -> NOW);
  }

  /** Captures what a decision sees and decides. */
  PlanningResult decide(Order order) {
    return decider.decide(captures.capture(order, NOW, policy.current(), Tolls.none())).result();
  }

  /** Orders of so many lines: of two lines one is of a SKU that everybody has. */
  static List<Order> orders(int count, int lines, long seed) {
    Random random = new Random(seed);
    List<Order> orders = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Set<String> skus = new TreeSet<>();
      while (skus.size() < lines) {
        skus.add(GrowthNetwork.sku(random));
      }
      List<OrderLine> orderLines = new ArrayList<>(lines);
      for (String sku : skus) {
        orderLines.add(
            new OrderLine(sku, 1 + random.nextInt(2), 30_000_000, false, Optional.empty()));
      }
      orders.add(order(i, GrowthNetwork.destination(random), orderLines));
    }
    return orders;
  }

  private static Order order(int number, String regionCode, List<OrderLine> lines) {
    return new Order(
        new OrderKey("DOUYIN", "G-" + number),
        "STORE-1",
        "",
        "",
        number % 4 == 0 ? CustomerTier.VIP : CustomerTier.STANDARD,
        ServiceLevel.STANDARD,
        NOW,
        Optional.of(NOW),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        regionCode,
        Optional.empty(),
        lines,
        new TreeSet<>());
  }
}
