package dev.sluice.server.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Lanes by warehouse and the region they name, so that a lookup never walks all lanes. */
final class LaneIndex {
  private final Map<String, Map<String, List<Lane>>> lanes = new HashMap<>();

  LaneIndex(Collection<Lane> all) {
    for (Lane lane : all) {
      lanes
          .computeIfAbsent(lane.warehouseId(), id -> new HashMap<>())
          .computeIfAbsent(lane.regionCode(), code -> new ArrayList<>())
          .add(lane);
    }
  }

  /** The lane with the longest covering region code for each of the services, by service id. */
  List<Lane> findApplying(String warehouseId, String regionCode, Set<String> services) {
    Map<String, List<Lane>> byRegion = lanes.getOrDefault(warehouseId, Map.of());
    Map<String, Lane> longest = new TreeMap<>();
    for (String code : RegionCodes.upwards(regionCode)) {
      for (Lane lane : byRegion.getOrDefault(code, List.of())) {
        if (services.contains(lane.carrierServiceId())) {
          longest.putIfAbsent(lane.carrierServiceId(), lane);
        }
      }
    }
    return List.copyOf(longest.values());
  }
}
