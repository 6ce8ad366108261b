package dev.sluice.server.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counters as they were last heard of. News of a commit always replaces what is here; a number that
 * was read is kept only where there is none, because the read may have begun before a commit whose
 * news is already here. News of another replica can still be overtaken by older news of this one:
 * the expiry bounds how long that lasts, and the ledger decides by the rows themselves.
 */
final class CounterCache {
  private final Cache<CounterKey, Counter> counters;
  private final AtomicLong generation = new AtomicLong();

  CounterCache(CacheSettings settings, Ticker ticker) {
    this.counters =
        Caffeine.newBuilder()
            .maximumSize(settings.maximumEntries())
            .expireAfterWrite(settings.expiry())
            .ticker(ticker)
            .recordStats()
            .build();
  }

  /** What is known of the key; null: nothing. */
  @Nullable Counter find(CounterKey key) {
    return counters.getIfPresent(key);
  }

  /** To be asked before a read, and handed to {@link #keep} after it. */
  long generation() {
    return generation.get();
  }

  /**
   * Keeps what was read, unless newer news is here or everything was dropped meanwhile.
   *
   * @return what is here now
   */
  Counter keep(Counter read, long readGeneration) {
    if (readGeneration != generation.get()) {
      return read;
    }
    Counter newer = counters.asMap().putIfAbsent(read.key(), read);
    if (readGeneration != generation.get()) {
      counters.asMap().remove(read.key(), read);
    }
    return newer == null ? read : newer;
  }

  /** Takes the news of a commit. */
  void changed(Collection<Counter> fresh) {
    fresh.forEach(counter -> counters.put(counter.key(), counter));
  }

  /**
   * What is known of these keys, which somebody else changed, to be handed to {@link #renew} after
   * they were read again. A read under way may be older than the change, so none of it is kept.
   */
  Map<CounterKey, Counter> findOutdated(Collection<CounterKey> keys) {
    generation.incrementAndGet();
    Map<CounterKey, Counter> outdated = new HashMap<>();
    for (CounterKey key : keys) {
      Counter known = counters.policy().getIfPresentQuietly(key);
      if (known != null) {
        outdated.put(key, known);
      }
    }
    return outdated;
  }

  /**
   * Replaces what was outdated. Where news of a commit came in meanwhile nobody knows which is
   * newer: the number is forgotten.
   */
  void renew(Map<CounterKey, Counter> outdated, Map<CounterKey, Counter> read) {
    outdated.forEach(
        (key, known) -> {
          Counter fresh = read.get(key);
          if (fresh == null || !counters.asMap().replace(key, known, fresh)) {
            counters.invalidate(key);
          }
        });
  }

  /** Forgets everything. */
  void drop() {
    generation.incrementAndGet();
    counters.invalidateAll();
  }

  CacheStats stats() {
    return counters.stats();
  }
}
