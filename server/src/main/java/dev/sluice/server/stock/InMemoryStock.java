package dev.sluice.server.stock;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.InMemoryCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plainly right stock, on the counters of an in-memory ledger. */
public final class InMemoryStock implements StockLedger, StockRepository {

  private final InMemoryCounters counters;
  private final CounterListener listener;
  private final SortedMap<CounterKey, Stated> stated = new TreeMap<>();
  private final Set<String> appliedRequestIds = new HashSet<>();

  public InMemoryStock(InMemoryCounters counters, CounterListener listener) {
    this.counters = counters;
    this.listener = listener;
    counters.onDeparture(this::depart);
  }

  @Override
  public List<StockState> setStock(List<StockRecord> records, Instant asOf) {
    synchronized (counters) {
      List<StockState> states = new ArrayList<>();
      List<Counter> fresh = new ArrayList<>();
      for (StockRecord one : records) {
        CounterKey key = CounterKey.stock(one.warehouseId(), one.sku());
        Stated before = stated.get(key);
        if (before == null || !asOf.isBefore(before.asOf())) {
          fresh.add(restate(key, new Stated(one.onHand(), one.safetyStock(), asOf)));
        }
        states.add(state(key));
      }
      listener.changed(fresh);
      return states;
    }
  }

  @Override
  public List<StockState> adjustStock(List<StockDelta> deltas, String requestId) {
    synchronized (counters) {
      boolean applies = !appliedRequestIds.contains(requestId);
      SortedMap<CounterKey, Stated> after = new TreeMap<>();
      for (StockDelta delta : deltas) {
        CounterKey key = CounterKey.stock(delta.warehouseId(), delta.sku());
        Stated before = stated.getOrDefault(key, new Stated(0, 0, Instant.MIN));
        long onHand = before.onHand() + (applies ? delta.units() : 0);
        if (onHand < 0) {
          throw delta.belowZero(before.onHand());
        }
        after.put(key, new Stated(onHand, before.safetyStock(), before.asOf()));
      }
      if (applies) {
        appliedRequestIds.add(requestId);
        List<Counter> fresh = new ArrayList<>();
        after.forEach((key, value) -> fresh.add(restate(key, value)));
        listener.changed(fresh);
      }
      return deltas.stream()
          .map(delta -> state(CounterKey.stock(delta.warehouseId(), delta.sku())))
          .toList();
    }
  }

  @Override
  public Map<String, List<StockState>> list(Collection<String> skus) {
    synchronized (counters) {
      return stated.keySet().stream()
          .filter(key -> skus.contains(key.sku()))
          .map(this::state)
          .collect(Collectors.groupingBy(StockState::sku));
    }
  }

  /** What ships was there, even where it was counted lower. */
  private void depart(CounterKey key, long units) {
    Stated before = stated.getOrDefault(key, new Stated(0, 0, Instant.MIN));
    long onHand = Math.max(0, before.onHand() - units);
    restate(key, new Stated(onHand, before.safetyStock(), before.asOf()));
  }

  private Counter restate(CounterKey key, Stated value) {
    stated.put(key, value);
    return counters.setCapacity(key, value.onHand() - value.safetyStock());
  }

  private StockState state(CounterKey key) {
    Stated value = stated.getOrDefault(key, new Stated(0, 0, Instant.MIN));
    long used = counters.find(key).map(Counter::used).orElse(0L);
    return new StockState(
        key.subject(), key.sku(), value.onHand(), value.safetyStock(), used, List.of());
  }

  private record Stated(long onHand, long safetyStock, Instant asOf) {}
}
