package dev.sluice.server.network;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who serves one destination region, with what decisions about it keep asking for: the entry of the
 * regional coverage cache. Depends on master data only, so it stays true until the network changes.
 * Safe for use by many threads.
 */
public final class RegionalCoverage {
  private final String regionCode;
  private final List<String> regionGroupIds;
  private final Set<String> regionGroupSet;
  private final List<WarehouseReach> warehouses;
  private final WarehouseReach[] reachByPlace;
  private final PlaceOrder nearest;
  private final RegionalLanes lanes;
  private final ShareNames shareNames;
  private volatile @Nullable ShareKeys shareKeys;

  /**
   * The coverage of one region.
   *
   * @param regionGroupIds groups that contain the region, sorted; always with {@link
   *     RegionGroup#COUNTRY}
   * @param warehouses those whose coverage includes the region, nearest first, ties by id
   * @param lanes of each of those warehouses, the lane that applies for every carrier service whose
   *     coverage includes the region, sorted by service id
   * @param shareNames of the network
   */
  public RegionalCoverage(
      String regionCode,
      List<String> regionGroupIds,
      List<WarehouseReach> warehouses,
      RegionalLanes lanes,
      ShareNames shareNames) {
    this.regionCode = regionCode;
    this.regionGroupIds = List.copyOf(regionGroupIds);
    this.regionGroupSet = Set.copyOf(regionGroupIds);
    this.warehouses = List.copyOf(warehouses);
    this.lanes = lanes;
    this.shareNames = shareNames;
    this.reachByPlace = new WarehouseReach[lanes.size()];
    int[] places = new int[warehouses.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = lanes.place(warehouses.get(i).warehouse().id());
      reachByPlace[places[i]] = warehouses.get(i);
    }
    this.nearest = new PlaceOrder(places, lanes.size());
  }

  public String regionCode() {
    return regionCode;
  }

  public List<String> regionGroupIds() {
    return regionGroupIds;
  }

  /** The same as a set. */
  public Set<String> regionGroupSet() {
    return regionGroupSet;
  }

  /** Nearest first, ties by id. */
  public List<WarehouseReach> warehouses() {
    return warehouses;
  }

  /** The warehouse of this id; null where it does not serve the region. */
  public @Nullable WarehouseReach findReach(String warehouseId) {
    int place = lanes.place(warehouseId);
    return place == PlaceOrder.NOWHERE ? null : reachByPlace[place];
  }

  /** The same warehouses by their places in {@link #lanes()}, nearest first. */
  public PlaceOrder nearest() {
    return nearest;
  }

  /** The lanes of all warehouses that serve the region. */
  public RegionalLanes lanes() {
    return lanes;
  }

  /** Of all warehouses that serve the region, in no particular order. */
  public Set<String> warehouseIds() {
    return lanes.warehouseIds();
  }

  /** How the warehouse gets there; null where it does not serve the region. */
  public @Nullable LaneGroup findLanes(String warehouseId) {
    return lanes.find(warehouseId);
  }

  /** The lanes of a warehouse to the region, by service id; none where it does not serve it. */
  public List<AppliedLane> lanesOf(String warehouseId) {
    @Nullable LaneGroup found = findLanes(warehouseId);
    return found == null ? List.of() : found.lanes();
  }

  /** All parcels, and those of every carrier, in each of the region's groups on that day. */
  public ShareKeys shareKeys(LocalDate day) {
    @Nullable ShareKeys known = shareKeys;
    if (known == null || !known.day().equals(day)) {
      known = shareNames.of(regionGroupIds, day);
      shareKeys = known;
    }
    return known;
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
      Warehouse warehouse, int priority, int specificity, double distanceKm) {

    /** Smaller where the rule that applied is more specific, then where its priority is smaller. */
    public int coverageRank() {
      return (CoverageRule.MOST_DIGITS - specificity) * (CoverageRule.MAX_PRIORITY + 1) + priority;
    }
  }
}
