package dev.sluice.server.routing;

import dev.sluice.server.network.Network;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Warehouse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What rules may know of one network's warehouses whatever the order, worked out once each. */
final class NetworkTraits {

  private final Network network;
  private final Map<String, WarehouseTraits> warehouses = new ConcurrentHashMap<>();

  /**
   * @param groups ids of the region groups that hold the warehouse
   * @param city the beginning of its region code that names its city; empty when shorter
   * @param province the beginning that names its province; empty when shorter
   */
  record WarehouseTraits(Set<String> groups, String city, String province) {}

  NetworkTraits(Network network) {
    this.network = network;
  }

  boolean isOf(Network other) {
    return network == other;
  }

  WarehouseTraits of(Warehouse warehouse) {
    @Nullable WarehouseTraits known = warehouses.get(warehouse.id());
    return known != null
        ? known
        : warehouses.computeIfAbsent(warehouse.id(), id -> create(warehouse));
  }

  private WarehouseTraits create(Warehouse warehouse) {
    String regionCode = warehouse.regionCode();
    Set<String> groups = new HashSet<>();
    for (RegionGroup group : network.regionGroups().values()) {
      if (matchedDigits(group, regionCode) >= 0) {
        groups.add(group.id());
      }
    }
    return new WarehouseTraits(
        Set.copyOf(groups), OrderFacts.city(regionCode), OrderFacts.province(regionCode));
  }

  /** Length of the group's longest code that covers the region; 0 for the country, -1 for none. */
  static int matchedDigits(RegionGroup group, String regionCode) {
    int digits = group.id().equals(RegionGroup.COUNTRY) ? 0 : -1;
    for (String code : group.regionCodes()) {
      if (code.length() > digits && regionCode.startsWith(code)) {
        digits = code.length();
      }
    }
    return digits;
  }
}
