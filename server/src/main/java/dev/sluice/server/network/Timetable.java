package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ShippingCalendar} says of one warehouse, remembered from one cut-off or day to the
 * next: between two of those its answers only move along with the time. Safe for use by many
 * threads.
 */
public final class Timetable {
  /** How far from a day's ends its zone may change its offset without touching the day. */
  private static final Duration CLEARANCE = Duration.ofDays(2);

  private final Warehouse warehouse;
  private final Duration processing;

  /** One a set of collection days, never changed in place. */
  private volatile Slots[] slots = {};

  private volatile @Nullable Today today;

  Timetable(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.processing = Duration.ofMinutes(warehouse.processingMinutes());
  }

  /** As {@link ShippingCalendar#earliest}. */
  public Optional<ShipSlot> earliest(Set<DayOfWeek> collectionDays, Instant from) {
    return slots(collectionDays, from).first(from, processing);
  }

  /** As {@link ShippingCalendar#earliest} for the collection days of the lane's service. */
  public Optional<ShipSlot> earliest(AppliedLane lane, Instant from) {
    return slots(lane.collectionDays(), lane.service().collectionDays(), from)
        .first(from, processing);
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

  /** The days of the first two slots for these collection days, and how long they stay that. */
  Slots slots(Set<DayOfWeek> collectionDays, Instant from) {
    return slots(mask(collectionDays), collectionDays, from);
  }

  private Slots slots(int weekdays, Set<DayOfWeek> collectionDays, Instant from) {
    Slots[] all = slots;
    for (int i = 0; i < all.length; i++) {
      if (all[i].weekdays == weekdays) {
        return all[i].span.holds(from) ? all[i] : replace(all, i, collectionDays, from);
      }
    }
    return replace(Arrays.copyOf(all, all.length + 1), all.length, collectionDays, from);
  }

  /** Where two threads do so at once, one of them has worked for itself alone. */
  private Slots replace(Slots[] all, int index, Set<DayOfWeek> collectionDays, Instant from) {
    Slots worked = work(collectionDays, from);
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
              ShippingCalendar.findCutOff(warehouse, day).orElse(null));
      today = known;
    }
    return known;
  }

  private Slots work(Set<DayOfWeek> collectionDays, Instant from) {
    Optional<ShipSlot> first = ShippingCalendar.earliest(warehouse, collectionDays, from);
    Optional<ShipSlot> second =
        first.flatMap(slot -> ShippingCalendar.next(warehouse, collectionDays, slot));
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
    return new Slots(
        mask(collectionDays), span, first, moves, second.map(ShipSlot::shipDay).orElse(null));
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

  static int mask(Set<DayOfWeek> days) {
    int mask = 0;
    for (DayOfWeek day : days) {
      mask |= 1 << day.getValue();
    }
    return mask;
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
   */
  record Today(Span span, LocalDate day, @Nullable Instant cutOff) {}

  /**
   * The slots of one set of collection days within a span.
   *
   * @param weekdays the collection days, a bit each
   * @param first as it was for some time of the span
   * @param moves whether its ship-by time is the time that is asked for and processing
   * @param secondDay null: there is none
   */
  record Slots(
      int weekdays,
      Span span,
      Optional<ShipSlot> first,
      boolean moves,
      @Nullable LocalDate secondDay) {

    private Optional<ShipSlot> first(Instant from, Duration processing) {
      return moves
          ? Optional.of(new ShipSlot(first.orElseThrow().shipDay(), from.plus(processing), false))
          : first;
    }
  }
}
