package dev.sluice.server.network;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.sluice.server.ledger.counter.CounterKind;

/** How much carriers have taken: of their days, of their lanes' days, and of each group's share. */
public final class CarrierCapacityCache {
  private final CounterCache counters;

  public CarrierCapacityCache(CacheSettings settings, Ticker ticker) {
    this.counters = new CounterCache(settings, ticker);
  }

  /** Whether this cache is the one for such counters. */
  static boolean holds(CounterKind kind) {
    return switch (kind) {
      case LANE_DAY, CARRIER_DAY, CARRIER_SHARE, ALL_SHARE -> true;
      case STOCK, EARMARK, INBOUND, WAREHOUSE_DAY -> false;
    };
  }

  CounterCache counters() {
    return counters;
  }

  /** Hits, misses and evictions so far. */
  public CacheStats stats() {
    return counters.stats();
  }
}
