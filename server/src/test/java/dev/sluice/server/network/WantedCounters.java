package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Names the counters that a decision about one destination may ask for, each time anew. */
final class WantedCounters {
  private final Network network;
  private final RegionalCoverage coverage;

  WantedCounters(Network network, RegionalCoverage coverage) {
    this.network = network;
    this.coverage = coverage;
  }

  /**
   * Of every warehouse that reaches the destination and is asked for: today, and for each carrier
   * service the first two days on which it could leave, with its lane and carrier on those days. Of
   * every carrier: its share in each of the destination's groups.
   */
  Set<CounterKey> list(Instant time, LocalDate shareDay, Predicate<String> asked) {
    Set<CounterKey> keys = new LinkedHashSet<>();
    for (WarehouseReach reach : coverage.warehouses()) {
      if (asked.test(reach.warehouse().id())) {
        addWarehouse(keys, reach.warehouse(), time);
      }
    }
    for (String group : coverage.regionGroupIds()) {
      keys.add(CounterKey.allShare(group, shareDay));
      for (String carrier : network.carriers().keySet()) {
        keys.add(CounterKey.carrierShare(carrier, group, shareDay));
      }
    }
    return keys;
  }

  private void addWarehouse(Set<CounterKey> keys, Warehouse warehouse, Instant time) {
    keys.add(CounterKey.warehouseDay(warehouse.id(), CapacityDays.dayOf(warehouse, time)));
    Map<Set<DayOfWeek>, List<LocalDate>> shipDays = new HashMap<>();
    for (AppliedLane applied : coverage.lanesOf(warehouse.id())) {
      Lane lane = applied.lane();
      CarrierService service = network.carrierServices().get(lane.carrierServiceId());
      Carrier carrier = service == null ? null : network.carriers().get(service.carrierId());
      if (service == null || carrier == null) {
        continue;
      }
      List<LocalDate> days =
          shipDays.computeIfAbsent(
              service.collectionDays(), collects -> shipDays(warehouse, collects, time));
      for (LocalDate day : days) {
        keys.add(CounterKey.warehouseDay(warehouse.id(), day));
        if (lane.dailyParcels().isPresent()) {
          keys.add(CounterKey.laneDay(lane.id(), day));
        }
        if (carrier.dailyParcels().isPresent()) {
          keys.add(CounterKey.carrierDay(carrier.id(), day));
        }
      }
    }
  }

  private static List<LocalDate> shipDays(
      Warehouse warehouse, Set<DayOfWeek> collectionDays, Instant time) {
    Optional<ShipSlot> first = ShippingCalendar.earliest(warehouse, collectionDays, time);
    if (first.isEmpty()) {
      return List.of();
    }
    LocalDate firstDay = first.get().shipDay();
    return ShippingCalendar.next(warehouse, collectionDays, first.get())
        .map(second -> List.of(firstDay, second.shipDay()))
        .orElse(List.of(firstDay));
  }
}
