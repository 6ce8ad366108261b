package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.CounterMemory;
import dev.sluice.server.ledger.counter.CounterRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /**
   * Captures the network for one decision.
   *
   * @param regionCode a destination for which {@link Network#isDestination} holds
   * @param time the decision's time
   */
  public NetworkView capture(String regionCode, Instant time) {
    Network network = current.get();
    RegionalCoverage coverage = coverages.get(network, regionCode);
    LocalDate shareDay = capacityDays.shareDay(time);
    Set<CounterKey> wanted = new WantedCounters(network, coverage).list(time, shareDay);
    return new NetworkView(network, time, shareDay, coverage, counters(wanted));
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

  private Map<CounterKey, Counter> counters(Set<CounterKey> wanted) {
    List<CounterKey> warehouseDays = new ArrayList<>();
    List<CounterKey> carrierNumbers = new ArrayList<>();
    for (CounterKey key : wanted) {
      (WarehouseLoadCache.holds(key.kind()) ? warehouseDays : carrierNumbers).add(key);
    }
    Map<CounterKey, Counter> found = new HashMap<>(wanted.size() * 2);
    found.putAll(warehouseLoad.counters().findAll(warehouseDays));
    found.putAll(carrierCapacity.counters().findAll(carrierNumbers));
    if (found.size() < wanted.size()) {
      List<CounterKey> missing = wanted.stream().filter(key -> !found.containsKey(key)).toList();
      found.putAll(read(missing));
    }
    return Collections.unmodifiableMap(found);
  }

  private Map<CounterKey, Counter> read(List<CounterKey> missing) {
    long warehouseGeneration = warehouseLoad.counters().generation();
    long carrierGeneration = carrierCapacity.counters().generation();
    Map<CounterKey, Counter> kept = new HashMap<>();
    for (Counter counter : repository.read(missing).values()) {
      Counter newest =
          WarehouseLoadCache.holds(counter.key().kind())
              ? warehouseLoad.counters().keep(counter, warehouseGeneration)
              : carrierCapacity.counters().keep(counter, carrierGeneration);
      kept.put(counter.key(), newest);
    }
    return kept;
  }
}
