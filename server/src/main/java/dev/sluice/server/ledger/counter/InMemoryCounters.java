package dev.sluice.server.ledger.counter;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The plainly right counters: a map behind one monitor, which its callers hold to do more. */
public final class InMemoryCounters implements CounterRepository {

  private final DayCapacities capacities;
  private final Map<CounterKey, Counter> counters = new TreeMap<>();
  private Departures departures = this::lowerCapacity;

  /** Knows what is left of goods when some of them leave for good. */
  @FunctionalInterface
  public interface Departures {

    /** Sets the counter's capacity to what may be promised after {@code units} left. */
    void left(CounterKey key, long units);
  }

  public InMemoryCounters(DayCapacities capacities) {
    this.capacities = capacities;
  }

  @Override
  public synchronized Map<CounterKey, Counter> read(Collection<CounterKey> keys) {
    Map<CounterKey, Counter> found = new LinkedHashMap<>();
    for (CounterKey key : keys) {
      find(key).ifPresent(counter -> found.put(key, counter));
    }
    return found;
  }

  /** The counter as it stands; empty when the key names nothing known. */
  public synchronized Optional<Counter> find(CounterKey key) {
    Counter counter = counters.get(key);
    if (counter != null || key.day().equals(CounterKey.NO_DAY)) {
      return Optional.ofNullable(counter);
    }
    OptionalLong capacity = capacities.find(key);
    return capacity.isPresent()
        ? Optional.of(new Counter(key, capacity.getAsLong(), 0, 0))
        : Optional.empty();
  }

  /** Sets what may be used; what is used stays. Answers the counter as it stands then. */
  public synchronized Counter setCapacity(CounterKey key, long capacity) {
    Counter before = find(key).orElse(Counter.unknown(key));
    Counter after = new Counter(key, capacity, before.used(), before.exempt());
    counters.put(key, after);
    return after;
  }

  /** From now on somebody else knows what is left of goods; unless told, all of them count. */
  public synchronized void onDeparture(Departures informed) {
    departures = informed;
  }

  /** Units leave for good; answers the counters as they stand then. */
  public synchronized Collection<Counter> depart(Map<CounterKey, Long> units) {
    units.forEach(departures::left);
    return read(units.keySet()).values();
  }

  /** Adds all; answers the counters as they stand then. */
  public synchronized Collection<Counter> add(Map<CounterKey, CounterDelta> deltas) {
    Map<CounterKey, Counter> after = new LinkedHashMap<>();
    deltas.forEach(
        (key, delta) -> after.put(key, find(key).orElse(Counter.unknown(key)).plus(delta)));
    for (Counter counter : after.values()) {
      if (counter.used() < 0 || counter.exempt() < 0) {
        throw new IllegalStateException("More would be given back than is used: " + counter);
      }
    }
    counters.putAll(after);
    return after.values();
  }

  private void lowerCapacity(CounterKey key, long units) {
    long capacity = find(key).orElse(Counter.unknown(key)).capacity();
    setCapacity(key, Math.max(0, capacity - units));
  }
}
