package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.Timetable.Slots;
import dev.sluice.server.network.Timetable.Span;
import dev.sluice.server.network.Timetable.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one warehouse that apply together in some regions, with the names of the counters
 * that limit them: those change with a cut-off or a day only. Safe for use by many threads.
 */
public final class LaneGroup {
  private static final int MAX_PARTS = 64;

  private final Warehouse warehouse;
  private final Timetable timetable;
  private final DayKeys warehouseDays;
  private final List<AppliedLane> lanes;
  private final int leftOut;
  private final Map<Object, LaneGroup> parts = new ConcurrentHashMap<>();
  private volatile @Nullable Wanted wanted;

  /**
   * The counters that a decision may ask for.
   *
   * @param span when these are the ones
   * @param warehouseDays today, the day on which work would begin where its load counts, and the
   *     first days on which any service could leave: two, or as many more as a full day may move an
   *     order
   * @param carrierDays each limited lane and carrier on those days
   * @param carrierCapacities the parcels a day that each of those begins with
   */
  record Wanted(
      Span span,
      List<CounterKey> warehouseDays,
      List<CounterKey> carrierDays,
      List<Long> carrierCapacities) {}

  LaneGroup(
      Warehouse warehouse, Timetable timetable, DayKeys warehouseDays, List<AppliedLane> lanes) {
    this(warehouse, timetable, warehouseDays, lanes, 0);
  }

  private LaneGroup(
      Warehouse warehouse,
      Timetable timetable,
      DayKeys warehouseDays,
      List<AppliedLane> lanes,
      int leftOut) {
    this.leftOut = leftOut;
    this.warehouse = warehouse;
    this.timetable = timetable;
    this.warehouseDays = warehouseDays;
    this.lanes = List.copyOf(lanes);
  }

  /** The warehouse that they lead from. */
  public Warehouse warehouse() {
    return warehouse;
  }

  /** By service id. */
  public List<AppliedLane> lanes() {
    return lanes;
  }

  /** How many more lanes there are. */
  public int leftOut() {
    return leftOut;
  }

  /**
   * Some of the lanes; remembered for the next who asks for the same.
   *
   * @param kind what the pick depends on beside the lanes
   * @param pick names places of {@link #lanes()}
   */
  public LaneGroup part(Object kind, Function<LaneGroup, BitSet> pick) {
    @Nullable LaneGroup known = parts.get(kind);
    if (known == null) {
      if (parts.size() >= MAX_PARTS) {
        parts.clear();
      }
      List<AppliedLane> picked = pick.apply(this).stream().mapToObj(lanes::get).toList();
      known =
          new LaneGroup(warehouse, timetable, warehouseDays, picked, lanes.size() - picked.size());
      parts.put(kind, known);
    }
    return known;
  }

  /** When the warehouse ships. */
  public Timetable timetable() {
    return timetable;
  }

  /** Names the counter of what the warehouse packs on that day. */
  public CounterKey warehouseDay(LocalDate day) {
    return warehouseDays.of(day);
  }

  /** Names what {@link #wanted} says, with the capacity that each begins with. */
  void name(Instant time, ObjLongConsumer<CounterKey> names) {
    Wanted named = wanted(time);
    for (int i = 0; i < named.warehouseDays.size(); i++) {
      names.accept(named.warehouseDays.get(i), warehouse.dailyCapacity());
    }
    for (int i = 0; i < named.carrierDays.size(); i++) {
      names.accept(named.carrierDays.get(i), named.carrierCapacities.get(i));
    }
  }

  Wanted wanted(Instant time) {
    @Nullable Wanted known = wanted;
    if (known == null || !known.span.holds(time)) {
      known = work(time);
      wanted = known;
    }
    return known;
  }

  private Wanted work(Instant time) {
    Today today = timetable.today(time);
    Span span = today.span();
    Set<CounterKey> ofWarehouse = new LinkedHashSet<>();
    Map<CounterKey, Long> ofCarriers = new LinkedHashMap<>();
    ofWarehouse.add(warehouseDay(today.day()));
    if (warehouse.slowsUnderLoad() && !lanes.isEmpty()) {
      today.findWorkDay(time).ifPresent(day -> ofWarehouse.add(warehouseDay(day)));
    }
    for (AppliedLane lane : lanes) {
      OptionalLong ofLane = lane.lane().dailyParcels();
      OptionalLong ofCarrier = lane.carrier().dailyParcels();
      for (Timetable atLoad : timetable.atAllLoads()) {
        Slots slots = atLoad.slots(lane.collection(), time);
        span = span.within(slots.span());
        for (LocalDate day : slots.shipDays()) {
          ofWarehouse.add(warehouseDay(day));
          ofLane.ifPresent(parcels -> ofCarriers.put(lane.laneDay(day), parcels));
          ofCarrier.ifPresent(parcels -> ofCarriers.put(lane.carrierDay(day), parcels));
        }
      }
    }
    return new Wanted(
        span,
        List.copyOf(ofWarehouse),
        List.copyOf(ofCarriers.keySet()),
        List.copyOf(ofCarriers.values()));
  }
}
