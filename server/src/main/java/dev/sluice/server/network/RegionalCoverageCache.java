package dev.sluice.server.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;

/**
 * Who serves each destination region. An entry is true for one network version, so the version is
 * part of its key, and a decision never meets coverage of another network than its own.
 */
public final class RegionalCoverageCache {
  private final Cache<Key, RegionalCoverage> coverages;

  /**
   * Makes an empty cache.
   *
   * @param maximumLanes when all regions together have more, the least useful go; 1 or more
   */
  public RegionalCoverageCache(long maximumLanes) {
    this.coverages =
        Caffeine.newBuilder()
            .maximumWeight(maximumLanes)
            .weigher((Key key, RegionalCoverage coverage) -> 1 + coverage.lanes().laneCount())
            .recordStats()
            .build();
  }

  /** The region in that network. */
  RegionalCoverage get(Network network, String regionCode) {
    return coverages.get(
        new Key(network.version(), regionCode), key -> network.coverageOf(key.regionCode()));
  }

  /** Forgets everything, for a newer network is in place. */
  public void drop() {
    coverages.invalidateAll();
  }

  /** Hits, misses and evictions so far. */
  public CacheStats stats() {
    return coverages.stats();
  }

  private record Key(long networkVersion, String regionCode) {}
}
