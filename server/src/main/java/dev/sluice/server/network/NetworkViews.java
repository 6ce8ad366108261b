package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.CounterMemory;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.network.LaneGroup.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Captures what a decision sees of the network, from the three caches; whatever they miss is read
 * in one go.
 */
public final class NetworkViews implements CounterListener, CounterMemory {
  private final CurrentNetwork current;
  private final RegionalCoverageCache coverages;
  private final WarehouseLoadCache warehouseLoad;
  private final CarrierCapacityCache carrierCapacity;
  private final CounterRepository repository;
  private final CapacityDays capacityDays;

  private NetworkViews(
      CurrentNetwork current,
      RegionalCoverageCache coverages,
      WarehouseLoadCache warehouseLoad,
      CarrierCapacityCache carrierCapacity,
      CounterRepository repository,
      CapacityDays capacityDays) {
    this.current = current;
    this.coverages = coverages;
    this.warehouseLoad = warehouseLoad;
    this.carrierCapacity = carrierCapacity;
    this.repository = repository;
    this.capacityDays = capacityDays;
  }

  /** Makes the views of {@code current}; their caches are dropped whenever it changes. */
  public static NetworkViews create(
      CurrentNetwork current,
      RegionalCoverageCache coverages,
      WarehouseLoadCache warehouseLoad,
      CarrierCapacityCache carrierCapacity,
      CounterRepository repository,
      CapacityDays capacityDays) {
    NetworkViews views =
        new NetworkViews(
            current, coverages, warehouseLoad, carrierCapacity, repository, capacityDays);
    current.onChange(network -> views.drop());
    return views;
  }

  /** The version of the network that would be seen now. */
  public long version() {
    return current.get().version();
  }

  /**
   * What is around a destination, with nothing counted yet.
   *
   * @param regionCode a destination for which {@link Network#isDestination} holds
   * @param time the decision's time
   */
  public NetworkView around(String regionCode, Instant time) {
    Network network = current.get();
    return new NetworkView(
        network, time, capacityDays.shareDay(time), coverages.get(network, regionCode), Map.of());
  }

  /**
   * Captures the numbers for one decision.
   *
   * @param lanes of the warehouses that come into question: of others no numbers are captured
   */
  public NetworkView count(NetworkView around, Collection<LaneGroup> lanes) {
    Capture capture = new Capture(24 + 12 * lanes.size());
    for (LaneGroup ofWarehouse : lanes) {
      Wanted wanted = ofWarehouse.wanted(around.time());
      capture.add(warehouseLoad.counters(), wanted.warehouseDays());
      capture.add(carrierCapacity.counters(), wanted.carrierDays());
    }
    capture.add(carrierCapacity.counters(), around.coverage().shareKeys(around.shareDay()).all());
    if (!capture.missing.isEmpty()) {
      capture.found.putAll(read(new LinkedHashSet<>(capture.missing)));
    }
    return around.with(Collections.unmodifiableMap(capture.found));
  }

  @Override
  public void changed(Collection<Counter> fresh) {
    List<Counter> warehouseDays = new ArrayList<>();
    List<Counter> carrierNumbers = new ArrayList<>();
    for (Counter counter : fresh) {
      if (WarehouseLoadCache.holds(counter.key().kind())) {
        warehouseDays.add(counter);
      } else if (CarrierCapacityCache.holds(counter.key().kind())) {
        carrierNumbers.add(counter);
      }
    }
    warehouseLoad.counters().changed(warehouseDays);
    carrierCapacity.counters().changed(carrierNumbers);
  }

  @Override
  public void refresh(Collection<CounterKey> keys) {
    Map<CounterKey, Counter> warehouseDays = warehouseLoad.counters().findOutdated(keys);
    Map<CounterKey, Counter> carrierNumbers = carrierCapacity.counters().findOutdated(keys);
    List<CounterKey> outdated = new ArrayList<>(warehouseDays.keySet());
    outdated.addAll(carrierNumbers.keySet());
    Map<CounterKey, Counter> read = outdated.isEmpty() ? Map.of() : repository.read(outdated);
    warehouseLoad.counters().renew(warehouseDays, read);
    carrierCapacity.counters().renew(carrierNumbers, read);
  }

  @Override
  public void forget() {
    warehouseLoad.counters().drop();
    carrierCapacity.counters().drop();
  }

  /** Forgets all numbers and coverage, so that the next decision reads them again. */
  public void drop() {
    coverages.drop();
    warehouseLoad.counters().drop();
    carrierCapacity.counters().drop();
  }

  /** Keeps them by the very keys that were asked for, which are found again at a glance. */
  private Map<CounterKey, Counter> read(Collection<CounterKey> missing) {
    long warehouseGeneration = warehouseLoad.counters().generation();
    long carrierGeneration = carrierCapacity.counters().generation();
    Map<CounterKey, Counter> kept = new HashMap<>();
    Map<CounterKey, Counter> read = repository.read(missing);
    for (CounterKey key : missing) {
      @Nullable Counter found = read.get(key);
      if (found == null) {
        continue;
      }
      Counter counter = new Counter(key, found.capacity(), found.used(), found.exempt());
      Counter newest =
          WarehouseLoadCache.holds(counter.key().kind())
              ? warehouseLoad.counters().keep(counter, warehouseGeneration)
              : carrierCapacity.counters().keep(counter, carrierGeneration);
      kept.put(key, newest);
    }
    return kept;
  }

  /** What is known already, and what is to be read. */
  private static final class Capture {
    private final Map<CounterKey, Counter> found;
    private final List<CounterKey> missing = new ArrayList<>(0);

    Capture(int expected) {
      found = new HashMap<>(expected * 4 / 3);
    }

    void add(CounterCache cache, List<CounterKey> keys) {
      for (int i = 0; i < keys.size(); i++) {
        CounterKey key = keys.get(i);
        if (!found.containsKey(key)) {
          @Nullable Counter counter = cache.find(key);
          if (counter == null) {
            missing.add(key);
          } else {
            found.put(key, counter);
          }
        }
      }
    }
  }
}
