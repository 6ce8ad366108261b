package dev.sluice.server.network;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ShippingCalendar} says of one warehouse at one load, remembered from one cut-off or
 * day to the next: between two of those its answers only move along with the time. Safe for use by
 * many threads.
 */
public final class Timetable {
  /** How far from a day's ends its zone may change its offset without touching the day. */
  private static final Duration CLEARANCE = Duration.ofDays(2);

  private final Warehouse warehouse;
  private final Duration processing;

  /** By load step; only this one where load does not matter. */
  private final List<Timetable> atLoads;

  /** One a set of collection days, never changed in place. */
  private volatile Slots[] slots = {};

  private volatile @Nullable Today today;

  /** The timetable of an idle day, with those of busier ones. */
  Timetable(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.processing = warehouse.processing(0);
    List<Timetable> all = new ArrayList<>(List.of(this));
    for (int step = 1; warehouse.slowsUnderLoad() && step <= Warehouse.LOAD_STEPS; step++) {
      all.add(new Timetable(warehouse, warehouse.processing(step)));
    }
    this.atLoads = List.copyOf(all);
  }

  private Timetable(Warehouse warehouse, Duration processing) {
    this.warehouse = warehouse;
    this.processing = processing;
    this.atLoads = List.of(this);
  }

  /** The timetable of a day of which so much is taken. */
  public Timetable underLoad(long used, long capacity) {
    return atLoads.size() == 1 ? this : atLoads.get(Warehouse.loadStep(used, capacity));
  }

  /** Every timetable that {@link #underLoad} may answer. */
  List<Timetable> atAllLoads() {
    return atLoads;
  }

  /** From order to handed over. */
  public Duration processing() {
    return processing;
  }

  /** As {@link ShippingCalendar#earliest} with this processing time. */
  public Optional<ShipSlot> earliest(CarrierDays collection, Instant from) {
    return slots(collection, from).first(from, processing);
  }

  /**
   * The slots after the first: one, or as many as days to which a full day of this warehouse may
   * move an order.
   */
  public List<ShipSlot> later(CarrierDays collection, Instant from) {
    return slots(collection, from).later;
  }

  /** The day on which work begins that could begin then; empty: none is in sight. */
  public Optional<LocalDate> findWorkDay(Instant from) {
    return today(from).findWorkDay(from);
  }

  /** As {@link CapacityDays#dayOf}. */
  public LocalDate dayOf(Instant time) {
    return today(time).day;
  }

  /** As {@link ShippingCalendar#minutesToCutOff}. */
  public long minutesToCutOff(Instant time) {
    @Nullable Instant cutOff = today(time).cutOff;
    return cutOff == null ? -1 : Math.floorDiv(Duration.between(time, cutOff).toSeconds(), 60L);
  }

  /** The slots for these collection days, and how long they stay that. */
  Slots slots(CarrierDays collection, Instant from) {
    Slots[] all = slots;
    for (int i = 0; i < all.length; i++) {
      if (all[i].collection.equals(collection)) {
        return all[i].span.holds(from) ? all[i] : replace(all, i, collection, from);
      }
    }
    return replace(Arrays.copyOf(all, all.length + 1), all.length, collection, from);
  }

  /** Where two threads do so at once, one of them has worked for itself alone. */
  private Slots replace(Slots[] all, int index, CarrierDays collection, Instant from) {
    Slots worked = work(collection, from);
    Slots[] fresh = all.clone();
    fresh[index] = worked;
    slots = fresh;
    return worked;
  }

  /** The capacity day at that time, and how long it lasts. */
  Today today(Instant time) {
    @Nullable Today known = today;
    if (known == null || !known.span.holds(time)) {
      LocalDate day = CapacityDays.dayOf(warehouse, time);
      known =
          new Today(
              spanOf(day, Duration.ZERO, time),
              day,
              ShippingCalendar.findCutOff(warehouse, day).orElse(null),
              ShippingCalendar.nextWorkingDay(warehouse, day).orElse(null));
      today = known;
    }
    return known;
  }

  private Slots work(CarrierDays collection, Instant from) {
    Optional<ShipSlot> first = ShippingCalendar.earliest(warehouse, processing, collection, from);
    List<ShipSlot> later = new ArrayList<>(1);
    Optional<ShipSlot> last = first;
    for (int i = Math.max(1, warehouse.overflowDays()); i > 0 && last.isPresent(); i--) {
      last = ShippingCalendar.next(warehouse, processing, collection, last.get());
      last.ifPresent(later::add);
    }
    LocalDate day = CapacityDays.dayOf(warehouse, from);
    Span span = spanOf(day, Duration.ZERO, from);
    boolean beginsAtOnce = false;
    Optional<Instant> cutOff = ShippingCalendar.findCutOff(warehouse, day);
    if (cutOff.isPresent()) {
      Instant closed = cutOff.get().plusNanos(1);
      beginsAtOnce = from.isBefore(closed);
      span = beginsAtOnce ? span.until(closed) : span.from(closed);
    }
    boolean moves = false;
    if (beginsAtOnce) {
      LocalDate readyDay = CapacityDays.dayOf(warehouse, from.plus(processing));
      Span ready = spanOf(readyDay, processing, from);
      span = span.from(ready.from).until(ready.until);
      moves = first.isPresent() && first.get().shipDay().equals(readyDay);
    }
    return new Slots(collection, span, first, moves, List.copyOf(later));
  }

  /**
   * When {@code time + ahead} is in that day: all the time around {@code at}, or at that moment
   * only where the zone is about to change its offset.
   */
  private Span spanOf(LocalDate day, Duration ahead, Instant at) {
    Instant begin = CapacityDays.startOf(warehouse, day);
    Instant end = CapacityDays.startOf(warehouse, day.plusDays(1));
    ZoneId zone = warehouse.calendar().zone();
    @Nullable ZoneOffsetTransition change = zone.getRules().nextTransition(begin.minus(CLEARANCE));
    if (change != null && change.getInstant().isBefore(end.plus(CLEARANCE))) {
      return new Span(at, at.plusNanos(1));
    }
    return new Span(begin.minus(ahead), end.minus(ahead));
  }

  /** A stretch of time, without its end. */
  record Span(Instant from, Instant until) {

    boolean holds(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }

    Span from(Instant later) {
      return later.isAfter(from) ? new Span(later, until) : this;
    }

    Span until(Instant sooner) {
      return sooner.isBefore(until) ? new Span(from, sooner) : this;
    }

    Span within(Span other) {
      return from(other.from).until(other.until);
    }
  }

  /**
   * A capacity day.
   *
   * @param cutOff null on a day on which the warehouse is closed
   * @param nextWorkingDay null: none is in sight
   */
  record Today(
      Span span, LocalDate day, @Nullable Instant cutOff, @Nullable LocalDate nextWorkingDay) {

    /** The day on which work begins that could begin at a time of this day. */
    Optional<LocalDate> findWorkDay(Instant time) {
      return cutOff != null && !time.isAfter(cutOff)
          ? Optional.of(day)
          : Optional.ofNullable(nextWorkingDay);
    }
  }

  /**
   * The slots of one set of collection days within a span.
   *
   * @param first as it was for some time of the span
   * @param moves whether its ship-by time is the time that is asked for and processing
   * @param later those after it, soonest first
   */
  record Slots(
      CarrierDays collection,
      Span span,
      Optional<ShipSlot> first,
      boolean moves,
      List<ShipSlot> later) {

    private Optional<ShipSlot> first(Instant from, Duration processing) {
      return moves
          ? Optional.of(new ShipSlot(first.orElseThrow().shipDay(), from.plus(processing), false))
          : first;
    }

    /** Of all of them. */
    List<LocalDate> shipDays() {
      List<LocalDate> days = new ArrayList<>(1 + later.size());
      first.ifPresent(slot -> days.add(slot.shipDay()));
      later.forEach(slot -> days.add(slot.shipDay()));
      return days;
    }
  }
}
