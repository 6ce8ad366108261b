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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The plainly right stock, on the counters of an in-memory ledger. */
public final class InMemoryStock implements StockLedger, StockRepository {

  private static final String EARMARK_REQUEST = "earmark ";
  private static final String INBOUND_REQUEST = "inbound ";
  private static final String RECEIPT_REQUEST = "receipt ";

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
        after.put(
            key, newer ? state(key).counted(one.onHand(), one.safetyStock(), asOf) : state(key));
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
  public List<StockState> announce(List<InboundRecord> records, String requestId) {
    return change(
        records,
        one -> CounterKey.stock(one.warehouseId(), one.sku()),
        StockState::announced,
        INBOUND_REQUEST + requestId);
  }

  @Override
  public List<StockState> receive(List<InboundReceipt> receipts, String requestId) {
    return change(
        receipts,
        one -> CounterKey.stock(one.warehouseId(), one.sku()),
        StockState::received,
        RECEIPT_REQUEST + requestId);
  }

  private <T> List<StockState> change(
      List<T> elements,
      Function<T, CounterKey> position,
      BiFunction<StockState, T, StockState> edit,
      String requestId) {
    synchronized (counters) {
      Map<CounterKey, StockState> after = new TreeMap<>();
      if (appliedRequestIds.add(requestId)) {
        for (T element : elements) {
          CounterKey key = position.apply(element);
          StockState before = after.getOrDefault(key, state(key));
          after.put(key, edit.apply(before, element));
        }
      }
      store(after);
      return elements.stream().map(position).map(this::state).toList();
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
    for (Inbound inbound : after.inbound()) {
      counters.setCapacity(inbound.counter(), inbound.capacity());
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
          Map<CounterKey, Long> capacities = new TreeMap<>();
          before.earmarks().forEach(gone -> capacities.put(gone.counter(), 0L));
          before.inbound().forEach(gone -> capacities.put(gone.counter(), 0L));
          state.earmarks().forEach(kept -> capacities.put(kept.counter(), kept.kept()));
          state.inbound().forEach(one -> capacities.put(one.counter(), one.capacity()));
          capacities.forEach(
              (counter, capacity) -> fresh.add(counters.setCapacity(counter, capacity)));
          fresh.add(counters.setCapacity(key, state.freeCapacity()));
        });
    listener.changed(fresh);
  }
}
