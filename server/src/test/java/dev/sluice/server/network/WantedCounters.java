package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
   * Of every warehouse that reaches the destination and is asked for: today, the day on which work
   * would begin where its load counts, and for each carrier service the first two days on which it
   * could leave, or as many more as a full day may move an order, at any load, with its lane and
   * carrier on those days. Of every carrier: its share in each of the destination's groups.
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
    LocalDate today = CapacityDays.dayOf(warehouse, time);
    keys.add(CounterKey.warehouseDay(warehouse.id(), today));
    List<AppliedLane> lanes = coverage.lanesOf(warehouse.id());
    if (warehouse.slowsUnderLoad() && !lanes.isEmpty()) {
      boolean openNow =
          ShippingCalendar.findCutOff(warehouse, today)
              .filter(cutOff -> !time.isAfter(cutOff))
              .isPresent();
      (openNow ? Optional.of(today) : ShippingCalendar.nextWorkingDay(warehouse, today))
          .ifPresent(day -> keys.add(CounterKey.warehouseDay(warehouse.id(), day)));
    }
    for (AppliedLane applied : lanes) {
      Lane lane = applied.lane();
      CarrierService service = network.carrierServices().get(lane.carrierServiceId());
      Carrier carrier = service == null ? null : network.carriers().get(service.carrierId());
      if (service == null || carrier == null) {
        continue;
      }
      for (int step = 0; step <= Warehouse.LOAD_STEPS; step++) {
        for (LocalDate day :
            shipDays(warehouse, warehouse.processing(step), service.collection(), time)) {
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
  }

  private static List<LocalDate> shipDays(
      Warehouse warehouse, Duration processing, CarrierDays collection, Instant time) {
    List<LocalDate> days = new ArrayList<>();
    Optional<ShipSlot> slot = ShippingCalendar.earliest(warehouse, processing, collection, time);
    while (slot.isPresent() && days.size() < 1 + Math.max(1, warehouse.overflowDays())) {
      days.add(slot.get().shipDay());
      slot = ShippingCalendar.next(warehouse, processing, collection, slot.get());
    }
    return days;
  }
}
