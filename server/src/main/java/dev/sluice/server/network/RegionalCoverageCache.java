package dev.sluice.server.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;

/**
 * Who serves each destination region. An entry is true for one network version, so the version is
 * part of its key, and a decision never meets coverage of another network than its own.
 */
public final class RegionalCoverageCache {
  private final Cache<Key, Destination> destinations;

  /**
   * Makes an empty cache.
   *
   * @param maximumRegions above it the least useful entries go; 1 or more
   */
  public RegionalCoverageCache(long maximumRegions) {
    this.destinations = Caffeine.newBuilder().maximumSize(maximumRegions).recordStats().build();
  }

  /** The region in that network. */
  Destination get(Network network, String regionCode) {
    return destinations.get(
        new Key(network.version(), regionCode),
        key -> new Destination(network, network.coverageOf(key.regionCode())));
  }

  /** Forgets everything, for a newer network is in place. */
  public void drop() {
    destinations.invalidateAll();
  }

  /** Hits, misses and evictions so far. */
  public CacheStats stats() {
    return destinations.stats();
  }

  private record Key(long networkVersion, String regionCode) {}
}
