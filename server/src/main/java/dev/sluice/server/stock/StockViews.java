package dev.sluice.server.stock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.network.CacheSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Captures the stock positions that a decision sees, from a cache by SKU that follows every commit;
 * what it misses is read in one go. What was read is kept only if no news of that SKU came in
 * meanwhile: the read may be older than the news.
 */
public final class StockViews implements CounterListener {
  /** SKUs that share a stripe only make one another's reads go unkept now and then. */
  private static final int STRIPES = 4096;

  private final StockRepository repository;
  private final Cache<String, Map<String, StockPosition>> positionsBySku;
  private final AtomicLongArray newsByStripe = new AtomicLongArray(STRIPES);

  /** Makes an empty cache; news of commits refreshes an entry but does not prolong its life. */
  public StockViews(StockRepository repository, CacheSettings settings, Ticker ticker) {
    this.repository = repository;
    this.positionsBySku =
        Caffeine.newBuilder()
            .maximumSize(settings.maximumEntries())
            .expireAfter(
                Expiry.<String, Map<String, StockPosition>>creating(
                    (sku, positions) -> settings.expiry()))
            .ticker(ticker)
            .recordStats()
            .build();
  }

  /** The positions of these SKUs at all warehouses. */
  public StockView capture(Collection<String> skus) {
    Collection<String> wanted = new LinkedHashSet<>(skus);
    Map<String, Map<String, StockPosition>> positions =
        new HashMap<>(positionsBySku.getAllPresent(wanted));
    List<String> missing = wanted.stream().filter(sku -> !positions.containsKey(sku)).toList();
    if (!missing.isEmpty()) {
      positions.putAll(read(missing));
    }
    return new StockView(Collections.unmodifiableMap(positions));
  }

  @Override
  public void changed(Collection<Counter> fresh) {
    for (Counter counter : fresh) {
      if (counter.key().kind() == CounterKind.STOCK) {
        String sku = counter.key().scope();
        newsByStripe.incrementAndGet(stripe(sku));
        positionsBySku.asMap().computeIfPresent(sku, (any, known) -> withNews(known, counter));
      }
    }
  }

  /** Hits, misses and evictions so far. */
  public CacheStats stats() {
    return positionsBySku.stats();
  }

  private Map<String, Map<String, StockPosition>> read(List<String> missing) {
    List<Long> newsBefore = new ArrayList<>(missing.size());
    missing.forEach(sku -> newsBefore.add(newsByStripe.get(stripe(sku))));
    Map<String, Map<String, StockPosition>> read = repository.positions(missing);
    Map<String, Map<String, StockPosition>> newest = new HashMap<>();
    for (int i = 0; i < missing.size(); i++) {
      String sku = missing.get(i);
      Map<String, StockPosition> positions = Map.copyOf(read.getOrDefault(sku, Map.of()));
      newest.put(sku, keep(sku, positions, newsBefore.get(i)));
    }
    return newest;
  }

  private Map<String, StockPosition> keep(
      String sku, Map<String, StockPosition> read, long newsBefore) {
    Map<String, StockPosition> kept =
        positionsBySku
            .asMap()
            .compute(
                sku,
                (any, known) -> {
                  if (known != null) {
                    return known;
                  }
                  return newsByStripe.get(stripe(sku)) == newsBefore ? read : null;
                });
    return kept == null ? read : kept;
  }

  /** Null, which forgets the SKU, when the news cannot be expressed by what is known of it. */
  private static @Nullable Map<String, StockPosition> withNews(
      Map<String, StockPosition> known, Counter counter) {
    String warehouseId = counter.key().subject();
    StockPosition position = known.get(warehouseId);
    if (position == null
        || counter.capacity()
            != position.onHand() - position.safetyStock() - position.earmarked()) {
      return null;
    }
    Map<String, StockPosition> fresh = new HashMap<>(known);
    fresh.put(
        warehouseId,
        new StockPosition(
            warehouseId,
            position.sku(),
            position.onHand(),
            position.safetyStock(),
            position.earmarked(),
            counter.used()));
    return Collections.unmodifiableMap(fresh);
  }

  private static int stripe(String sku) {
    int hash = sku.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
