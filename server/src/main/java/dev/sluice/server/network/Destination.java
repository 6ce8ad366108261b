package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A destination region in one network, with what decisions about it keep asking for. Safe for use
 * by many threads.
 */
final class Destination {
  private final Network network;
  private final RegionalCoverage coverage;
  private final Map<String, LaneGroup> lanes = new HashMap<>();
  private volatile @Nullable Shares shares;

  private record Shares(LocalDate day, List<CounterKey> keys) {}

  Destination(Network network, RegionalCoverage coverage) {
    this.network = network;
    this.coverage = coverage;
    for (WarehouseReach reach : coverage.warehouses()) {
      Warehouse warehouse = reach.warehouse();
      lanes.put(warehouse.id(), network.laneGroup(warehouse, coverage.lanesOf(warehouse.id())));
    }
  }

  RegionalCoverage coverage() {
    return coverage;
  }

  /** Of all warehouses that cover it, in no particular order. */
  Set<String> warehouseIds() {
    return lanes.keySet();
  }

  /** How the warehouse gets there; null where it does not. */
  @Nullable LaneGroup findLanes(String warehouseId) {
    return lanes.get(warehouseId);
  }

  /** All parcels, and those of every carrier, in each of the region's groups on that day. */
  List<CounterKey> shares(LocalDate day) {
    @Nullable Shares known = shares;
    if (known == null || !known.day.equals(day)) {
      known = new Shares(day, listShares(day));
      shares = known;
    }
    return known.keys;
  }

  private List<CounterKey> listShares(LocalDate day) {
    List<CounterKey> keys = new ArrayList<>();
    for (String group : coverage.regionGroupIds()) {
      keys.add(CounterKey.allShare(group, day));
      for (String carrier : network.carriers().keySet()) {
        keys.add(CounterKey.carrierShare(carrier, group, day));
      }
    }
    return List.copyOf(keys);
  }
}
