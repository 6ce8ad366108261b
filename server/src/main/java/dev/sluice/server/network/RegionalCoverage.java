package dev.sluice.server.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who serves one destination region: the entry of the regional coverage cache. Depends on master
 * data only, so it stays true until the network changes.
 */
public final class RegionalCoverage {
  private final String regionCode;
  private final Optional<LatLng> destination;
  private final List<String> regionGroupIds;
  private final List<WarehouseReach> warehouses;
  private final Map<String, WarehouseReach> reachById = new HashMap<>();
  private final Map<String, List<Lane>> lanesByWarehouse;
  private final List<String> servicesServing;

  /**
   * The coverage of one region.
   *
   * @param destination the region's own center, else that of the nearest region above it that has
   *     one
   * @param regionGroupIds groups that contain the region, sorted; always with {@link
   *     RegionGroup#COUNTRY}
   * @param warehouses those whose coverage includes the region, nearest first, ties by id
   * @param lanesByWarehouse of each of those warehouses, the lane that applies for every carrier
   *     service whose coverage includes the region, sorted by service id
   * @param servicesServing carrier services whose coverage includes the region, by id
   */
  public RegionalCoverage(
      String regionCode,
      Optional<LatLng> destination,
      List<String> regionGroupIds,
      List<WarehouseReach> warehouses,
      Map<String, List<Lane>> lanesByWarehouse,
      List<String> servicesServing) {
    this.regionCode = regionCode;
    this.destination = destination;
    this.regionGroupIds = List.copyOf(regionGroupIds);
    this.warehouses = List.copyOf(warehouses);
    this.lanesByWarehouse = Map.copyOf(lanesByWarehouse);
    this.servicesServing = List.copyOf(servicesServing);
    warehouses.forEach(reach -> reachById.put(reach.warehouse().id(), reach));
  }

  public String regionCode() {
    return regionCode;
  }

  public Optional<LatLng> destination() {
    return destination;
  }

  public List<String> regionGroupIds() {
    return regionGroupIds;
  }

  /** Nearest first, ties by id. */
  public List<WarehouseReach> warehouses() {
    return warehouses;
  }

  /** The warehouse of this id; null where it does not serve the region. */
  public @Nullable WarehouseReach findReach(String warehouseId) {
    return reachById.get(warehouseId);
  }

  /** By warehouse id; each sorted by service id. */
  public Map<String, List<Lane>> lanesByWarehouse() {
    return lanesByWarehouse;
  }

  /** The lanes of a warehouse to the region, by service id. */
  public List<Lane> lanesOf(String warehouseId) {
    return lanesByWarehouse.getOrDefault(warehouseId, List.of());
  }

  public List<String> servicesServing() {
    return servicesServing;
  }

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
