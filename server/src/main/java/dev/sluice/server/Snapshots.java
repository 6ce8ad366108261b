package dev.sluice.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.server.config.CacheConfig;
import dev.sluice.server.config.CapacityDayConfig;
import dev.sluice.server.metrics.ServerMetrics;
import dev.sluice.server.network.CacheSettings;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CarrierCapacityCache;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.network.RegionalCoverageCache;
import dev.sluice.server.network.WarehouseLoadCache;
import dev.sluice.server.routing.DecisionCapture;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.stock.StockViews;

/** What decisions see of network and stock: kept in memory, and fresh by the news of commits. */
record Snapshots(
    CurrentNetwork network, CapacityDays capacityDays, NetworkViews networks, StockViews stocks) {

  static Snapshots load(Setup setup, Storage storage, ServerMetrics metrics) {
    CacheConfig caches = setup.config().cache();
    CapacityDayConfig days = setup.config().capacityDay();
    CapacityDays capacityDays = new CapacityDays(days.shareZone(), days.shareRollHour());
    CurrentNetwork network = CurrentNetwork.load(storage.networks());
    NetworkViews networks = networkViews(caches, network, storage, capacityDays, metrics);
    StockViews stocks = stockViews(caches, storage, metrics);
    storage.news().subscribe(networks);
    storage.news().subscribe(stocks);
    storage.stock().onRestated(stocks);
    return new Snapshots(network, capacityDays, networks, stocks);
  }

  /** Captures of them for decisions within these limits. */
  DecisionCapture captures(PlannerLimits limits) {
    return new DecisionCapture(networks, stocks, limits);
  }

  private static NetworkViews networkViews(
      CacheConfig config,
      CurrentNetwork network,
      Storage storage,
      CapacityDays capacityDays,
      ServerMetrics metrics) {
    Ticker ticker = Ticker.systemTicker();
    RegionalCoverageCache coverages = new RegionalCoverageCache(config.regionalCoverageEntries());
    WarehouseLoadCache loads =
        new WarehouseLoadCache(
            new CacheSettings(config.warehouseLoadEntries(), config.expiry()), ticker);
    CarrierCapacityCache capacities =
        new CarrierCapacityCache(
            new CacheSettings(config.carrierCapacityEntries(), config.expiry()), ticker);
    metrics.cache("regional-coverage", coverages::stats);
    metrics.cache("warehouse-load", loads::stats);
    metrics.cache("carrier-capacity", capacities::stats);
    return NetworkViews.create(
        network, coverages, loads, capacities, storage.counters(), capacityDays);
  }

  private static StockViews stockViews(CacheConfig config, Storage storage, ServerMetrics metrics) {
    StockViews stocks =
        new StockViews(
            storage.stock(),
            new CacheSettings(config.stockPositions(), config.expiry()),
            Ticker.systemTicker());
    metrics.cache("stock", stocks::stats);
    return stocks;
  }
}
