package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

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

  private ShippingCalendar() {}

  /**
   * The first slot for work that could begin at {@code from}.
   *
   * @param collectionDays weekdays on which the carrier service collects
   * @return empty when nothing leaves within {@link #HORIZON_DAYS} days
   */
  public static Optional<ShipSlot> earliest(
      Warehouse warehouse, Set<DayOfWeek> collectionDays, Instant from) {
    LocalDate today = CapacityDays.dayOf(warehouse, from);
    boolean beginsAtOnce = takesOrders(warehouse, today, from);
    Optional<LocalDate> workDay =
        beginsAtOnce ? Optional.of(today) : nextWorkingDay(warehouse, today);
    if (workDay.isEmpty()) {
      return Optional.empty();
    }
    Instant begin = beginsAtOnce ? from : CapacityDays.startOf(warehouse, workDay.get());
    Instant ready = begin.plus(processing(warehouse));
    LocalDate readyDay = CapacityDays.dayOf(warehouse, ready);
    if (leaves(warehouse, collectionDays, readyDay)) {
      return Optional.of(new ShipSlot(readyDay, ready, !beginsAtOnce));
    }
    return slotAfter(warehouse, collectionDays, readyDay, !beginsAtOnce);
  }

  /** The first slot on a later day than {@code slot}'s, for when that day is full. */
  public static Optional<ShipSlot> next(
      Warehouse warehouse, Set<DayOfWeek> collectionDays, ShipSlot slot) {
    return slotAfter(warehouse, collectionDays, slot.shipDay(), slot.afterCutOff());
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
    return works(warehouse, day) ? Optional.of(cutOff(warehouse, day)) : Optional.empty();
  }

  /** When the buyer is told it arrives: ship-by plus the lane's transit time. */
  public static Instant promiseTime(ShipSlot slot, Lane lane) {
    return slot.shipByTime().plus(Duration.ofHours(lane.transitHours()));
  }

  private static Optional<ShipSlot> slotAfter(
      Warehouse warehouse, Set<DayOfWeek> collectionDays, LocalDate day, boolean afterCutOff) {
    for (int ahead = 1; ahead <= HORIZON_DAYS; ahead++) {
      LocalDate shipDay = day.plusDays(ahead);
      if (leaves(warehouse, collectionDays, shipDay)) {
        return Optional.of(new ShipSlot(shipDay, readyOn(warehouse, shipDay), afterCutOff));
      }
    }
    return Optional.empty();
  }

  /**
   * Processing that does not fit into one day has begun before: then it leaves as the day begins.
   */
  private static Instant readyOn(Warehouse warehouse, LocalDate day) {
    Instant start = CapacityDays.startOf(warehouse, day);
    Instant ready = start.plus(processing(warehouse));
    return ready.isBefore(CapacityDays.startOf(warehouse, day.plusDays(1))) ? ready : start;
  }

  private static Optional<LocalDate> nextWorkingDay(Warehouse warehouse, LocalDate after) {
    for (int ahead = 1; ahead <= HORIZON_DAYS; ahead++) {
      LocalDate day = after.plusDays(ahead);
      if (works(warehouse, day)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  private static boolean leaves(Warehouse warehouse, Set<DayOfWeek> collectionDays, LocalDate day) {
    return works(warehouse, day) && collectionDays.contains(day.getDayOfWeek());
  }

  private static boolean works(Warehouse warehouse, LocalDate day) {
    WarehouseCalendar calendar = warehouse.calendar();
    return calendar.cutOffs().containsKey(day.getDayOfWeek()) && !calendar.holidays().contains(day);
  }

  private static boolean takesOrders(Warehouse warehouse, LocalDate day, Instant time) {
    if (!works(warehouse, day)) {
      return false;
    }
    return !time.isAfter(cutOff(warehouse, day));
  }

  private static Instant cutOff(Warehouse warehouse, LocalDate day) {
    WarehouseCalendar calendar = warehouse.calendar();
    LocalTime cutOff = calendar.cutOffs().getOrDefault(day.getDayOfWeek(), LocalTime.MIN);
    boolean nightAfter = cutOff.getHour() < calendar.dayRollHour();
    LocalDate date = nightAfter ? day.plusDays(1) : day;
    return date.atTime(cutOff).atZone(calendar.zone()).toInstant();
  }

  private static Duration processing(Warehouse warehouse) {
    return Duration.ofMinutes(warehouse.processingMinutes());
  }
}
