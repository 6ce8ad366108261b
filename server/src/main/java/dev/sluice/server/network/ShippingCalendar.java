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
 * When an order could leave a warehouse, and when it would arrive.
 *
 * <p>All days are the warehouse's capacity days. Work begins at once when today is a working day
 * and its cut-off has not passed, else when the next working day begins, and takes the warehouse's
 * processing time. What would be ready on a day on which nothing leaves is made ready on the next
 * day on which something does. A cut-off earlier than the roll hour belongs to the night after:
 * with days that roll at 4, a cut-off of 02:00 takes orders until two in the following night.
 */
public final class ShippingCalendar {

  /** How far ahead a working day is looked for. */
  public static final int HORIZON_DAYS = 30;

  private static final long SECONDS_PER_HOUR = 3_600;

  private ShippingCalendar() {}

  /** As {@link #earliest(Warehouse, Duration, CarrierDays, Instant)} on a day that is idle. */
  public static Optional<ShipSlot> earliest(
      Warehouse warehouse, CarrierDays collection, Instant from) {
    return earliest(warehouse, warehouse.processing(0), collection, from);
  }

  /**
   * The first slot for work that could begin at {@code from}.
   *
   * @param processing how long the work takes
   * @param collection when the carrier service collects
   * @return empty when nothing leaves within {@link #HORIZON_DAYS} days
   */
  static Optional<ShipSlot> earliest(
      Warehouse warehouse, Duration processing, CarrierDays collection, Instant from) {
    LocalDate today = CapacityDays.dayOf(warehouse, from);
    boolean beginsAtOnce = takesOrders(warehouse, today, from);
    Optional<LocalDate> workDay =
        beginsAtOnce ? Optional.of(today) : nextWorkingDay(warehouse, today);
    if (workDay.isEmpty()) {
      return Optional.empty();
    }
    Instant begin = beginsAtOnce ? from : CapacityDays.startOf(warehouse, workDay.get());
    Instant ready = begin.plus(processing);
    LocalDate readyDay = CapacityDays.dayOf(warehouse, ready);
    if (leaves(warehouse, collection, readyDay)) {
      return Optional.of(new ShipSlot(readyDay, ready, !beginsAtOnce));
    }
    return slotAfter(warehouse, processing, collection, readyDay, !beginsAtOnce);
  }

  /** The first slot on a later day than {@code slot}'s, for when that day is full. */
  static Optional<ShipSlot> next(
      Warehouse warehouse, Duration processing, CarrierDays collection, ShipSlot slot) {
    return slotAfter(warehouse, processing, collection, slot.shipDay(), slot.afterCutOff());
  }

  /**
   * Minutes until today's cut-off; negative when it has passed or the warehouse is closed today.
   */
  public static long minutesToCutOff(Warehouse warehouse, Instant time) {
    return findCutOff(warehouse, CapacityDays.dayOf(warehouse, time))
        .map(cutOff -> Math.floorDiv(Duration.between(time, cutOff).toSeconds(), 60L))
        .orElse(-1L);
  }

  /** The latest time for work to begin on that day; empty when the warehouse is closed then. */
  static Optional<Instant> findCutOff(Warehouse warehouse, LocalDate day) {
    WarehouseCalendar calendar = warehouse.calendar();
    @Nullable LocalTime cutOff = calendar.findCutOff(day);
    if (cutOff == null) {
      return Optional.empty();
    }
    boolean nightAfter = cutOff.getHour() < calendar.dayRollHour();
    LocalDate date = nightAfter ? day.plusDays(1) : day;
    return Optional.of(date.atTime(cutOff).atZone(calendar.zone()).toInstant());
  }

  /** The first working day after that day; empty when there is none in sight. */
  static Optional<LocalDate> nextWorkingDay(Warehouse warehouse, LocalDate after) {
    for (int ahead = 1; ahead <= HORIZON_DAYS; ahead++) {
      LocalDate day = after.plusDays(ahead);
      if (works(warehouse, day)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  /**
   * When the buyer is told it arrives: ship-by plus the lane's transit time, and where the carrier
   * does not deliver on that date, the same time of the next one on which it does.
   *
   * @param delivery when the carrier service delivers, in dates of {@code zone}
   * @return empty when it delivers nothing within {@link #HORIZON_DAYS} days after
   */
  public static Optional<Instant> promiseTime(
      ShipSlot slot, Lane lane, CarrierDays delivery, ZoneId zone) {
    Instant there = slot.shipByTime().plusSeconds(lane.transitHours() * SECONDS_PER_HOUR);
    if (delivery.isEveryDay()) {
      return Optional.of(there);
    }
    ZonedDateTime local = there.atZone(zone);
    for (int ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
      if (delivery.includes(local.toLocalDate().plusDays(ahead))) {
        return Optional.of(local.plusDays(ahead).toInstant());
      }
    }
    return Optional.empty();
  }

  private static Optional<ShipSlot> slotAfter(
      Warehouse warehouse,
      Duration processing,
      CarrierDays collection,
      LocalDate day,
      boolean afterCutOff) {
    for (int ahead = 1; ahead <= HORIZON_DAYS; ahead++) {
      LocalDate shipDay = day.plusDays(ahead);
      if (leaves(warehouse, collection, shipDay)) {
        return Optional.of(
            new ShipSlot(shipDay, readyOn(warehouse, processing, shipDay), afterCutOff));
      }
    }
    return Optional.empty();
  }

  /**
   * Processing that does not fit into one day has begun before: then it leaves as the day begins.
   */
  private static Instant readyOn(Warehouse warehouse, Duration processing, LocalDate day) {
    Instant start = CapacityDays.startOf(warehouse, day);
    Instant ready = start.plus(processing);
    return ready.isBefore(CapacityDays.startOf(warehouse, day.plusDays(1))) ? ready : start;
  }

  private static boolean leaves(Warehouse warehouse, CarrierDays collection, LocalDate day) {
    return works(warehouse, day) && collection.includes(day);
  }

  private static boolean works(Warehouse warehouse, LocalDate day) {
    return warehouse.calendar().findCutOff(day) != null;
  }

  private static boolean takesOrders(Warehouse warehouse, LocalDate day, Instant time) {
    return findCutOff(warehouse, day).filter(cutOff -> !time.isAfter(cutOff)).isPresent();
  }
}
