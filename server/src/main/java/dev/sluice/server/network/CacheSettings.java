package dev.sluice.server.network;

import java.time.Duration;

/**
 * How large and how trusting a cache of counters is.
 *
 * @param maximumEntries above it the least useful entries go; 1 or more
 * @param expiry how long a number may stay without news: a safety net, since every commit refreshes
 *     what it changed; positive
 */
public record CacheSettings(long maximumEntries, Duration expiry) {

  /** Checks the ranges. */
  public CacheSettings {
    if (maximumEntries < 1) {
      throw new IllegalArgumentException(
          "maximumEntries is " + maximumEntries + ", must be 1 or more\nMaybe leave it out.");
    }
    if (expiry.isZero() || expiry.isNegative()) {
      throw new IllegalArgumentException(
          "expiry is " + expiry + ", must be positive\nMaybe leave it out.");
    }
  }
}
