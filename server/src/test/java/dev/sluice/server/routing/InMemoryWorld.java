package dev.sluice.server.routing;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.InMemoryLedger;
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
import dev.sluice.server.stock.InMemoryStock;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockViews;
import java.time.Duration;
import java.util.List;

/**
 * A network and its stock above a ledger in memory, and what decisions see of them.
 *
 * @param news tells the views what the ledger changed
 */
public record InMemoryWorld(
    CurrentNetwork network,
    InMemoryLedger ledger,
    CounterNews news,
    NetworkViews networks,
    StockViews stocks) {

  private static final CacheSettings CACHES = new CacheSettings(1_000_000, Duration.ofDays(1));
  private static final long MOST_LANES = 10_000_000;

  /** A world in which nothing was ordered yet. */
  public static InMemoryWorld of(
      NetworkData data, List<StockRecord> stock, CapacityDays days, DatabaseClock clock) {
    InMemoryNetwork stored = new InMemoryNetwork();
    stored.replace(data, stored.version());
    CurrentNetwork network = CurrentNetwork.load(stored);
    CounterNews news = new CounterNews();
    InMemoryLedger ledger = new InMemoryLedger(clock, new NetworkCapacities(network), news);
    InMemoryStock positions = new InMemoryStock(ledger.counters(), clock, news);
    positions.setStock(stock, clock.now());
    NetworkViews networks =
        NetworkViews.create(
            network,
            new RegionalCoverageCache(MOST_LANES),
            new WarehouseLoadCache(CACHES, Ticker.systemTicker()),
            new CarrierCapacityCache(CACHES, Ticker.systemTicker()),
            ledger,
            days);
    StockViews stocks = new StockViews(positions, CACHES, Ticker.systemTicker());
    news.subscribe(networks);
    news.subscribe(stocks);
    return new InMemoryWorld(network, ledger, news, networks, stocks);
  }
}
