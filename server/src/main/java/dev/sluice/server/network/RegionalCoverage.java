package dev.sluice.server.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who serves one destination region: the entry of the regional coverage cache. Depends on master
 * data only, so it stays true until the network changes.
 *
 * @param destination the region's own center, else that of the nearest region above it that has one
 * @param regionGroupIds groups that contain the region, sorted; always with {@link
 *     RegionGroup#COUNTRY}
 * @param warehouses those whose coverage includes the region, nearest first, ties by id
 * @param lanesByWarehouse of each of those warehouses, the lane that applies for every carrier
 *     service whose coverage includes the region, sorted by service id
 * @param servicesServing carrier services whose coverage includes the region, by id
 */
public record RegionalCoverage(
    String regionCode,
    Optional<LatLng> destination,
    List<String> regionGroupIds,
    List<WarehouseReach> warehouses,
    Map<String, List<Lane>> lanesByWarehouse,
    List<String> servicesServing) {

  /**
   * A warehouse that serves the region.
   *
   * @param priority of the coverage rule that applied, smaller is preferred
   * @param specificity length of that rule's region code
   * @param distanceKm distance over the ground to the region's center; 0 where either place is
   *     unknown
   */
  public record WarehouseReach(
      Warehouse warehouse, int priority, int specificity, double distanceKm) {}
}
