package dev.sluice.server.stock;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.InMemoryCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The plainly right stock, on the counters of an in-memory ledger. */
public final class InMemoryStock implements StockLedger, StockRepository {

  private static final String EARMARK_REQUEST = "earmark ";

  private final InMemoryCounters counters;
  private final DatabaseClock clock;
  private final CounterListener listener;
  private final SortedMap<CounterKey, StockState> states = new TreeMap<>();
  private final Map<CounterKey, Instant> asOfTimes = new HashMap<>();
  private final Set<String> appliedRequestIds = new HashSet<>();

  public InMemoryStock(InMemoryCounters counters, DatabaseClock clock, CounterListener listener) {
    this.counters = counters;
    this.clock = clock;
    this.listener = listener;
    counters.onDeparture(this::depart);
  }

  @Override
  public List<StockState> setStock(List<StockRecord> records, Instant asOf) {
    synchronized (counters) {
      Map<CounterKey, StockState> after = new TreeMap<>();
      List<CounterKey> keys = new ArrayList<>();
      for (StockRecord one : records) {
        CounterKey key = CounterKey.stock(one.warehouseId(), one.sku());
        keys.add(key);
        boolean newer = !asOf.isBefore(asOfTimes.getOrDefault(key, Instant.MIN));
        after.put(key, newer ? state(key).counted(one.onHand(), one.safetyStock()) : state(key));
        asOfTimes.merge(key, asOf, (old, given) -> given.isBefore(old) ? old : given);
      }
      store(after);
      return keys.stream().map(this::state).toList();
    }
  }

  @Override
  public List<StockState> adjustStock(List<StockDelta> deltas, String requestId) {
    synchronized (counters) {
      boolean applies = !appliedRequestIds.contains(requestId);
      Map<CounterKey, StockState> after = new TreeMap<>();
      List<CounterKey> keys = new ArrayList<>();
      for (StockDelta delta : deltas) {
        CounterKey key = CounterKey.stock(delta.warehouseId(), delta.sku());
        keys.add(key);
        after.put(key, applies ? state(key).adjusted(delta) : state(key));
      }
      appliedRequestIds.add(requestId);
      store(after);
      return keys.stream().map(this::state).toList();
    }
  }

  @Override
  public List<StockState> keep(List<EarmarkRecord> records, String requestId) {
    synchronized (counters) {
      boolean applies = !appliedRequestIds.contains(EARMARK_REQUEST + requestId);
      Map<CounterKey, StockState> after = new TreeMap<>();
      List<CounterKey> keys = new ArrayList<>();
      for (EarmarkRecord record : records) {
        CounterKey key = CounterKey.stock(record.warehouseId(), record.sku());
        keys.add(key);
        after.merge(
            key,
            applies ? state(key).settled(clock.now()).keeping(record) : state(key),
            (earlier, same) -> applies ? earlier.settled(clock.now()).keeping(record) : earlier);
      }
      appliedRequestIds.add(EARMARK_REQUEST + requestId);
      store(after);
      return keys.stream().map(this::state).toList();
    }
  }

  @Override
  public int endEarmarks() {
    synchronized (counters) {
      Map<CounterKey, StockState> after = new TreeMap<>();
      for (CounterKey key : states.keySet()) {
        if (!state(key).settled(clock.now()).equals(state(key))) {
          after.put(key, state(key));
        }
      }
      store(after);
      return after.size();
    }
  }

  @Override
  public Map<String, List<StockState>> list(Collection<String> skus) {
    synchronized (counters) {
      return states.keySet().stream()
          .filter(key -> skus.contains(key.sku()))
          .map(this::state)
          .collect(Collectors.groupingBy(StockState::sku));
    }
  }

  /** What ships was there, even where it was counted lower. */
  private void depart(CounterKey counter, long units) {
    CounterKey key = CounterKey.stock(counter.subject(), counter.sku());
    StockState after = state(key).departed(counter, units);
    states.put(key, after);
    for (Earmark earmark : after.earmarks()) {
      counters.setCapacity(earmark.counter(), earmark.kept());
    }
    counters.setCapacity(key, after.freeCapacity());
  }

  /** As it stands now: its counters know what plans hold. */
  private StockState state(CounterKey key) {
    StockState known = states.getOrDefault(key, StockState.unknown(key.subject(), key.sku()));
    long used = counters.find(key).map(Counter::used).orElse(0L);
    return known.withCounters(
        used, earmark -> counters.find(earmark).orElse(Counter.unknown(earmark)));
  }

  private void store(Map<CounterKey, StockState> after) {
    List<Counter> fresh = new ArrayList<>();
    after.forEach(
        (key, changed) -> {
          StockState before = state(key);
          StockState state = changed.settled(clock.now());
          states.put(key, state);
          before.earmarks().stream()
              .map(Earmark::counter)
              .forEach(earmark -> counters.setCapacity(earmark, 0));
          for (Earmark earmark : state.earmarks()) {
            counters.setCapacity(earmark.counter(), earmark.kept());
          }
          before.earmarks().forEach(gone -> counters.find(gone.counter()).ifPresent(fresh::add));
          state.earmarks().forEach(kept -> counters.find(kept.counter()).ifPresent(fresh::add));
          fresh.add(counters.setCapacity(key, state.freeCapacity()));
        });
    listener.changed(fresh);
  }
}
