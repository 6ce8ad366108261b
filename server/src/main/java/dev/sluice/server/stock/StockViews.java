package dev.sluice.server.stock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.CounterMemory;
import dev.sluice.server.network.CacheSettings;
import dev.sluice.server.network.WarehouseOrdinals;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Captures the stock positions that a decision sees, from a cache by SKU that follows every commit;
 * what it misses is read in one go. What was read is kept only if no news of that SKU came in
 * meanwhile: the read may be older than the news.
 */
public final class StockViews implements CounterListener, CounterMemory, StockListener {
  /** SKUs that share a stripe only make one another's reads go unkept now and then. */
  private static final int STRIPES = 4096;

  private final StockRepository repository;
  private final WarehouseOrdinals warehouses = new WarehouseOrdinals();
  private final Cache<String, Entry> entries;
  private final AtomicLongArray newsByStripe = new AtomicLongArray(STRIPES);

  /**
   * Makes an empty cache; news of commits refreshes an entry but does not prolong its life.
   *
   * @param settings entries are positions: a SKU counts for each warehouse that has it
   */
  public StockViews(StockRepository repository, CacheSettings settings, Ticker ticker) {
    this.repository = repository;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(settings.maximumEntries())
            .weigher((String sku, Entry entry) -> entry.stock.weight())
            .expireAfterWrite(settings.expiry())
            .ticker(ticker)
            .recordStats()
            .build();
  }

  /** The positions of the order's SKUs at all warehouses, as that order sees them. */
  public StockView capture(Order order, Instant time) {
    List<String> skus = new ArrayList<>(order.lines().size());
    for (OrderLine line : order.lines()) {
      skus.add(line.sku());
    }
    return capture(skus, SalesPoint.of(order), time);
  }

  /** The positions of these SKUs at all warehouses, as an order of that sales point sees them. */
  public StockView capture(Collection<String> skus, SalesPoint point, Instant time) {
    Map<String, SkuStock> captured = new HashMap<>(skus.size() * 2);
    List<String> missing = new ArrayList<>(0);
    for (String sku : skus) {
      if (!captured.containsKey(sku) && !missing.contains(sku)) {
        @Nullable Entry known = entries.getIfPresent(sku);
        if (known == null) {
          missing.add(sku);
        } else {
          captured.put(sku, known.stock);
        }
      }
    }
    if (!missing.isEmpty()) {
      read(missing, captured);
    }
    return new StockView(captured, warehouses, point, time);
  }

  @Override
  public void changed(Collection<Counter> fresh) {
    for (Counter counter : fresh) {
      if (counter.key().isOfStock()) {
        update(counter.key().sku(), stock -> stock.after(counter));
      }
    }
  }

  @Override
  public void restated(Collection<StockState> states) {
    for (StockState state : states) {
      update(state.sku(), stock -> stock.with(state));
    }
  }

  @Override
  public void refresh(Collection<CounterKey> keys) {
    List<String> skus =
        keys.stream().filter(CounterKey::isOfStock).map(CounterKey::sku).distinct().toList();
    // Counts for all: a read under way may be older than the change.
    skus.forEach(sku -> newsByStripe.incrementAndGet(stripe(sku)));
    List<String> held =
        skus.stream().filter(sku -> entries.policy().getIfPresentQuietly(sku) != null).toList();
    if (held.isEmpty()) {
      return;
    }
    List<Long> newsBefore = held.stream().map(sku -> newsByStripe.get(stripe(sku))).toList();
    Map<String, List<StockState>> read = repository.list(held);
    for (int i = 0; i < held.size(); i++) {
      String sku = held.get(i);
      SkuStock stock = SkuStock.of(sku, read.getOrDefault(sku, List.of()), warehouses);
      renew(sku, stock, newsBefore.get(i));
    }
  }

  @Override
  public void forget() {
    drop();
  }

  /** Forgets everything, after a change that nobody tells one by one. */
  public void drop() {
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      newsByStripe.incrementAndGet(stripe);
    }
    entries.invalidateAll();
  }

  /** Hits, misses and evictions so far, by SKU. */
  public CacheStats stats() {
    return entries.stats();
  }

  /** Counts first: a reader that has not seen the count puts its entry where this looks for it. */
  private void update(String sku, Function<SkuStock, @Nullable SkuStock> change) {
    newsByStripe.incrementAndGet(stripe(sku));
    // By the policy's leave, for news is no sign that anybody wants the SKU.
    @Nullable Entry known = entries.policy().getIfPresentQuietly(sku);
    if (known != null && !known.update(change)) {
      entries.asMap().remove(sku, known);
    }
  }

  /** Where news came in during the read nobody knows which is newer: the SKU is forgotten. */
  private void renew(String sku, SkuStock read, long newsBefore) {
    @Nullable Entry known = entries.policy().getIfPresentQuietly(sku);
    if (known == null) {
      return;
    }
    if (newsByStripe.get(stripe(sku)) == newsBefore) {
      known.update(old -> read);
    }
    if (newsByStripe.get(stripe(sku)) != newsBefore) {
      entries.asMap().remove(sku, known);
    }
  }

  private void read(List<String> missing, Map<String, SkuStock> captured) {
    List<Long> newsBefore = new ArrayList<>(missing.size());
    missing.forEach(sku -> newsBefore.add(newsByStripe.get(stripe(sku))));
    Map<String, List<StockState>> read = repository.list(missing);
    for (int i = 0; i < missing.size(); i++) {
      String sku = missing.get(i);
      SkuStock stock = SkuStock.of(sku, read.getOrDefault(sku, List.of()), warehouses);
      captured.put(sku, keep(sku, stock, newsBefore.get(i)));
    }
  }

  /** Looks for news before and after: one in between finds the entry and changes it, or is seen. */
  private SkuStock keep(String sku, SkuStock read, long newsBefore) {
    if (newsByStripe.get(stripe(sku)) != newsBefore) {
      return read;
    }
    Entry own = new Entry(read);
    @Nullable Entry earlier = entries.asMap().putIfAbsent(sku, own);
    if (earlier != null) {
      return earlier.stock;
    }
    if (newsByStripe.get(stripe(sku)) != newsBefore) {
      entries.asMap().remove(sku, own);
    }
    return read;
  }

  private static int stripe(String sku) {
    int hash = sku.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }

  /** A SKU's newest snapshot; decisions keep the one they captured. */
  private static final class Entry {
    volatile SkuStock stock;

    Entry(SkuStock stock) {
      this.stock = stock;
    }

    /** Whether the change could be made. */
    synchronized boolean update(Function<SkuStock, @Nullable SkuStock> change) {
      @Nullable SkuStock fresh = change.apply(stock);
      if (fresh != null) {
        stock = fresh;
      }
      return fresh != null;
    }
  }
}
