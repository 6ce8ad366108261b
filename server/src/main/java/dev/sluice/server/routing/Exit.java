package dev.sluice.server.routing;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.CarrierDays;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.network.ShippingCalendar;
import dev.sluice.server.network.Timetable;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.model.UnfulfilledReason;
import dev.sluice.server.routing.search.Departure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one warehouse: when each of its services takes an order's goods, and when they
 * arrive. Services mostly leave at the same times.
 */
final class Exit {

  private static final Optional<RejectionNote> NO_NOTE = Optional.empty();

  private final NetworkView view;
  private final ServiceLevel level;
  private final ShipmentTime time;
  private final TollBooth tolls;
  private final List<Instant> readyTimes;
  private final Warehouse warehouse;
  private final LaneGroup lanes;
  private final List<Optional<ShipSlot>> slots;
  private @Nullable CarrierDays slotsOf;
  private @Nullable LocalDate day;
  private long freeOnDay;

  Exit(
      DecisionInput input,
      ShipmentTime time,
      TollBooth tolls,
      List<Instant> readyTimes,
      Warehouse warehouse,
      LaneGroup lanes) {
    this.view = input.view();
    this.level = input.order().serviceLevel();
    this.time = time;
    this.tolls = tolls;
    this.readyTimes = readyTimes;
    this.warehouse = warehouse;
    this.lanes = lanes;
    this.slots = new ArrayList<>(readyTimes.size());
  }

  Warehouse warehouse() {
    return warehouse;
  }

  /** The timetable at the load of the day on which work begins that could begin then. */
  static Timetable timetable(
      NetworkView view, Warehouse warehouse, LaneGroup lanes, Instant readyTime) {
    Timetable idle = lanes.timetable();
    if (!warehouse.slowsUnderLoad()) {
      return idle;
    }
    Optional<LocalDate> workDay = idle.findWorkDay(readyTime);
    @Nullable Counter seen =
        workDay.isEmpty() ? null : view.counters().get(lanes.warehouseDay(workDay.get()));
    return seen == null ? idle : idle.underLoad(seen.used(), seen.capacity());
  }

  /**
   * When a service takes what may be worked on from that ready time: on the first day on which both
   * work, or where that is full on the first of the days to which the warehouse moves orders that
   * is not.
   */
  Departure departure(AppliedLane lane, CarrierStanding standing, int readyIndex) {
    Optional<ShipSlot> first = slot(lane, readyIndex);
    if (first.isEmpty()) {
      return nothingLeaves(lane, readyTimes.get(readyIndex));
    }
    Departure soonest = departure(lane, standing, readyIndex, first, 0);
    if (warehouse.overflowDays() == 0 || !soonest.isFull()) {
      return soonest;
    }
    Instant ready = readyTimes.get(readyIndex);
    List<ShipSlot> later = timetable(view, warehouse, lanes, ready).later(lane.collection(), ready);
    for (int i = 0; i < Math.min(warehouse.overflowDays(), later.size()); i++) {
      Departure moved = departure(lane, standing, readyIndex, Optional.of(later.get(i)), i + 1);
      if (moved.rejection().isEmpty()) {
        return moved;
      }
    }
    return soonest;
  }

  private Departure departure(
      AppliedLane lane,
      CarrierStanding standing,
      int readyIndex,
      Optional<ShipSlot> found,
      int movedDays) {
    ShipSlot slot = found.orElseThrow();
    LocalDate shipDay = slot.shipDay();
    ZoneId zone = warehouse.calendar().zone();
    Optional<Instant> arrival = lane.promiseTime(slot, zone);
    long warehouseFree = free(shipDay);
    OptionalLong ofLane = lane.lane().dailyParcels();
    OptionalLong ofCarrier = lane.carrier().dailyParcels();
    long laneFree = ofLane.isEmpty() ? Counter.UNLIMITED : free(lane.laneDay(shipDay), ofLane);
    long carrierFree =
        ofCarrier.isEmpty() ? Counter.UNLIMITED : free(lane.carrierDay(shipDay), ofCarrier);
    Instant promiseTime = arrival.orElse(slot.shipByTime());
    Optional<RejectionNote> rejection = tooLate(readyTimes.get(readyIndex), slot, promiseTime);
    if (arrival.isEmpty()) {
      String detail =
          lane.service().id()
              + " delivers nothing within "
              + ShippingCalendar.HORIZON_DAYS
              + " days of what leaves on "
              + shipDay;
      rejection = note(UnfulfilledReason.CARRIER_SUSPENDED, detail);
    } else if (rejection.isEmpty() && warehouseFree < 1) {
      rejection = note(UnfulfilledReason.WAREHOUSE_FULL, warehouse.id() + " is full on " + shipDay);
    } else if (rejection.isEmpty() && (laneFree < 1 || carrierFree < 1)) {
      String full = laneFree < 1 ? "lane " + lane.id() : lane.carrier().id();
      rejection = note(UnfulfilledReason.CARRIER_FULL, full + " is full on " + shipDay);
    }
    return new Departure(
        found,
        promiseTime,
        movedDays,
        warehouseFree,
        laneFree,
        carrierFree,
        time.micros(found, promiseTime),
        tolls.parcelMicros(warehouse, lane, standing, shipDay),
        tolls.unitMicros(warehouse, shipDay),
        rejection);
  }

  private Departure nothingLeaves(AppliedLane lane, Instant ready) {
    String detail =
        warehouse.id()
            + " ships nothing by "
            + lane.service().id()
            + " within "
            + ShippingCalendar.HORIZON_DAYS
            + " days";
    Optional<RejectionNote> closed = note(UnfulfilledReason.WAREHOUSE_CLOSED, detail);
    return new Departure(
        Optional.empty(), ready, 0, 0, 0, 0, time.micros(Optional.empty(), ready), 0, 0, closed);
  }

  /** What makes the order's level impossible. */
  private Optional<RejectionNote> tooLate(Instant ready, ShipSlot slot, Instant promiseTime) {
    if (!level.isSameDay()) {
      return NO_NOTE;
    }
    LocalDate today = lanes.timetable().dayOf(ready);
    if (slot.afterCutOff() || slot.shipDay().isAfter(today)) {
      return note(
          UnfulfilledReason.AFTER_CUT_OFF,
          warehouse.id() + " ships on " + slot.shipDay() + ", too late for " + level);
    }
    @Nullable Duration longest = level.longest();
    boolean late =
        longest == null
            ? lanes.timetable().dayOf(promiseTime).isAfter(today)
            : promiseTime.isAfter(ready.plus(longest));
    return late
        ? note(
            UnfulfilledReason.AFTER_CUT_OFF,
            "what leaves "
                + warehouse.id()
                + " now arrives at "
                + promiseTime.atZone(warehouse.calendar().zone()).toOffsetDateTime()
                + ", too late for "
                + level)
        : NO_NOTE;
  }

  private Optional<ShipSlot> slot(AppliedLane lane, int readyIndex) {
    if (!lane.collection().equals(slotsOf)) {
      slotsOf = lane.collection();
      slots.clear();
      for (int i = 0; i < readyTimes.size(); i++) {
        Instant ready = readyTimes.get(i);
        slots.add(timetable(view, warehouse, lanes, ready).earliest(lane.collection(), ready));
      }
    }
    return slots.get(readyIndex);
  }

  private long free(LocalDate shipDay) {
    if (!shipDay.equals(day)) {
      day = shipDay;
      @Nullable Counter counter = view.counters().get(lanes.warehouseDay(shipDay));
      freeOnDay = counter == null ? warehouse.dailyCapacity() : counter.free();
    }
    return freeOnDay;
  }

  private long free(CounterKey key, OptionalLong dailyParcels) {
    @Nullable Counter counter = view.counters().get(key);
    return counter == null ? dailyParcels.getAsLong() : counter.free();
  }

  private static Optional<RejectionNote> note(UnfulfilledReason reason, String detail) {
    return Optional.of(new RejectionNote(reason, Optional.empty(), Optional.empty(), detail));
  }
}
