package dev.sluice.server.network;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plainly right twin of {@link ShippingCalendar}: looks at the clock on the wall minute by
 * minute, and at each minute asks what somebody in the warehouse would do now. For times at whole
 * minutes.
 */
final class WalkedCalendar {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Warehouse warehouse;
  private final ZoneId zone;
  private final int rollHour;

  WalkedCalendar(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.zone = warehouse.calendar().zone();
    this.rollHour = warehouse.calendar().dayRollHour();
  }

  /** When goods leave that may be worked on from then, and on which capacity day. */
  Optional<ShipSlot> earliest(Duration processing, CarrierDays collection, Instant from) {
    boolean late = !mayBeginAt(from);
    Instant now = from;
    if (late) {
      Optional<Instant> begin = walkToNextDay(now, this::isOpen);
      if (begin.isEmpty()) {
        return Optional.empty();
      }
      now = begin.get();
    }
    for (long minute = 0; minute < processing.toMinutes(); minute++) {
      now = now.plus(MINUTE);
    }
    LocalDate day = dayAt(now);
    if (isOpen(day) && collection.includes(day)) {
      return Optional.of(new ShipSlot(day, now, late));
    }
    return onLaterDay(processing, collection, now, late);
  }

  /** What does not leave on its day is made ready on the next one, if it can be within the day. */
  private Optional<ShipSlot> onLaterDay(
      Duration processing, CarrierDays collection, Instant from, boolean late) {
    Optional<Instant> morning = walkToNextDay(from, day -> isOpen(day) && collection.includes(day));
    if (morning.isEmpty()) {
      return Optional.empty();
    }
    LocalDate day = dayAt(morning.get());
    Instant ready = morning.get();
    for (long minute = 0; minute < processing.toMinutes(); minute++) {
      ready = ready.plus(MINUTE);
      if (!dayAt(ready).equals(day)) {
        return Optional.of(new ShipSlot(day, morning.get(), late));
      }
    }
    return Optional.of(new ShipSlot(day, ready, late));
  }

  Optional<ShipSlot> next(Duration processing, CarrierDays collection, ShipSlot slot) {
    Instant now = slot.shipByTime();
    return onLaterDay(processing, collection, now, slot.afterCutOff());
  }

  /** The same time of day on the first date on which it delivers, beginning with the arrival's. */
  Optional<Instant> arrival(ShipSlot slot, int transitHours, CarrierDays delivery) {
    Instant there = slot.shipByTime();
    for (int hour = 0; hour < transitHours; hour++) {
      there = there.plus(Duration.ofHours(1));
    }
    ZonedDateTime local = there.atZone(zone);
    for (int ahead = 0; ahead <= ShippingCalendar.HORIZON_DAYS; ahead++) {
      LocalDate date = local.toLocalDate().plusDays(ahead);
      if (delivery.includes(date)) {
        return Optional.of(
            ahead == 0 ? there : date.atTime(local.toLocalTime()).atZone(zone).toInstant());
      }
    }
    return Optional.empty();
  }

  /** Walks to the first minute of a later day that will do, not more than the horizon's days on. */
  private Optional<Instant> walkToNextDay(
      Instant from, java.util.function.Predicate<LocalDate> willDo) {
    LocalDate today = dayAt(from);
    LocalDate last = today.plusDays(ShippingCalendar.HORIZON_DAYS);
    Instant now = from;
    LocalDate day = today;
    while (!day.isAfter(last)) {
      now = now.plus(MINUTE);
      LocalDate then = dayAt(now);
      if (!then.equals(day)) {
        day = then;
        if (!day.isAfter(last) && willDo.test(day)) {
          return Optional.of(now);
        }
      }
    }
    return Optional.empty();
  }

  private boolean mayBeginAt(Instant time) {
    LocalDate day = dayAt(time);
    @Nullable LocalTime cutOff = cutOffOf(day);
    if (cutOff == null) {
      return false;
    }
    LocalDate date = cutOff.getHour() < rollHour ? day.plusDays(1) : day;
    return !time.isAfter(date.atTime(cutOff).atZone(zone).toInstant());
  }

  private boolean isOpen(LocalDate day) {
    return cutOffOf(day) != null;
  }

  /** As the words of the network files say it: holidays, then dates, then weekdays. */
  private @Nullable LocalTime cutOffOf(LocalDate day) {
    WarehouseCalendar calendar = warehouse.calendar();
    if (calendar.holidays().contains(day)) {
      return null;
    }
    return calendar.datedCutOffs().containsKey(day)
        ? calendar.datedCutOffs().get(day)
        : calendar.cutOffs().get(day.getDayOfWeek());
  }

  private LocalDate dayAt(Instant time) {
    ZonedDateTime wall = time.atZone(zone);
    return wall.getHour() >= rollHour ? wall.toLocalDate() : wall.toLocalDate().minusDays(1);
  }
}
