package dev.sluice.server.network;

import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of all warehouses that serve a region, with the rankings that were asked for so far.
 * Regions that are served in the same way share them. Safe for use by many threads.
 */
public final class RegionalLanes {

  /** Kinds of orders are few; where they are not, rankings are worked out again. */
  private static final int MAX_RANKINGS = 64;

  private final Way way;
  private final List<LaneGroup> groups;
  private final Map<String, Integer> places;
  private final Set<String> namedChannels = new HashSet<>();
  private final int laneCount;
  private final Map<LaneRanking.Kind, LaneRanking> rankings = new ConcurrentHashMap<>();

  /** Places of warehouses that ship for some stores only. */
  private final BitSet choosy = new BitSet();

  private volatile @Nullable Numbered numbered;

  /** The numbers of the warehouses by their places. */
  private record Numbered(WarehouseOrdinals by, IntUnaryOperator ordinals) {}

  /**
   * In which way regions are served.
   *
   * @param groups by warehouse id
   * @param coverageRanks of the same warehouses
   */
  record Way(List<LaneGroup> groups, List<Integer> coverageRanks) {}

  /**
   * The lanes of warehouses that serve a region.
   *
   * @param byWarehouse how each warehouse gets there
   */
  public RegionalLanes(Collection<WarehouseReach> reaches, Map<String, LaneGroup> byWarehouse) {
    SortedMap<String, LaneGroup> sorted = new TreeMap<>(byWarehouse);
    Map<String, Integer> ranks = new TreeMap<>();
    reaches.forEach(reach -> ranks.put(reach.warehouse().id(), reach.coverageRank()));
    this.groups = List.copyOf(sorted.values());
    this.way = new Way(groups, List.copyOf(ranks.values()));
    this.places = new HashMap<>(2 * groups.size());
    sorted.keySet().forEach(id -> places.put(id, places.size()));
    this.laneCount = groups.stream().mapToInt(group -> group.lanes().size()).sum();
    Set<CarrierService> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int place = 0; place < groups.size(); place++) {
      LaneGroup group = groups.get(place);
      choosy.set(place, !group.warehouse().customers().isEmpty());
      for (AppliedLane lane : group.lanes()) {
        if (seen.add(lane.service())) {
          namedChannels.addAll(lane.service().waybillChannels());
        }
      }
    }
  }

  /** How many warehouses there are. */
  public int size() {
    return groups.size();
  }

  /** How many lanes all of them have together. */
  int laneCount() {
    return laneCount;
  }

  /** Where the warehouse is in the list, which is by id; -1 where it does not serve the region. */
  public int place(String warehouseId) {
    @Nullable Integer place = places.get(warehouseId);
    return place == null ? PlaceOrder.NOWHERE : place;
  }

  /** The lanes of the warehouse at this place. */
  public LaneGroup group(int place) {
    return groups.get(place);
  }

  /** Whether the warehouse at this place ships for that store. */
  public boolean shipsFor(int place, String store) {
    return !choosy.get(place) || group(place).warehouse().customers().contains(store);
  }

  /** Numbers the warehouses by place, each as {@link WarehouseOrdinals#ordinal} does. */
  @SuppressWarnings("ReferenceEquality") // the very numbers that were asked for before
  public IntUnaryOperator ordinals(WarehouseOrdinals by) {
    @Nullable Numbered known = numbered;
    if (known == null || known.by != by) {
      int[] ordinals =
          groups.stream().mapToInt(group -> by.ordinal(group.warehouse().id())).toArray();
      known = new Numbered(by, place -> ordinals[place]);
      numbered = known;
    }
    return known.ordinals;
  }

  @Nullable LaneGroup find(String warehouseId) {
    @Nullable Integer place = places.get(warehouseId);
    return place == null ? null : groups.get(place);
  }

  Set<String> warehouseIds() {
    return places.keySet();
  }

  /**
   * Ranks the warehouses for orders of a kind; remembered for the next of that kind.
   *
   * @param scale always the same
   */
  public LaneRanking ranking(LaneRanking.Kind kind, LaneRanking.Scale scale) {
    LaneRanking.Kind asked =
        namedChannels.contains(kind.channel()) || kind.channel().isEmpty()
            ? kind
            : new LaneRanking.Kind(kind.level(), "", kind.grams(), kind.units());
    @Nullable LaneRanking known = rankings.get(asked);
    if (known == null) {
      if (rankings.size() >= MAX_RANKINGS) {
        rankings.clear();
      }
      known = LaneRanking.of(way, asked, scale);
      rankings.put(asked, known);
    }
    return known;
  }

  /** What they have in common with those of other regions, if anything. */
  Way way() {
    return way;
  }
}
