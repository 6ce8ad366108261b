package dev.sluice.server.network;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.sluice.server.ledger.counter.CounterKind;

/** How much each warehouse has taken of its capacity days. */
public final class WarehouseLoadCache {
  private final CounterCache counters;

  public WarehouseLoadCache(CacheSettings settings, Ticker ticker) {
    this.counters = new CounterCache(settings, ticker);
  }

  /** Whether this cache is the one for such counters. */
  static boolean holds(CounterKind kind) {
    return kind == CounterKind.WAREHOUSE_DAY;
  }

  CounterCache counters() {
    return counters;
  }

  /** Hits, misses and evictions so far. */
  public CacheStats stats() {
    return counters.stats();
  }
}
