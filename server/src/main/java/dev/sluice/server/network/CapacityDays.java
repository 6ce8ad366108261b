package dev.sluice.server.network;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Tells to which capacity day an instant belongs: of a warehouse by its own zone and roll hour, of
 * carrier shares by the ones configured here.
 *
 * @param shareZone time zone of the share day
 * @param shareRollHour local hour 0-23 at which the share day rolls over
 */
public record CapacityDays(ZoneId shareZone, int shareRollHour) {

  /** Checks the range of the hour. */
  public CapacityDays {
    if (shareRollHour < 0 || shareRollHour > 23) {
      throw new IllegalArgumentException(
          "shareRollHour is " + shareRollHour + ", must be 0 to 23\nMaybe 4 was meant.");
    }
  }

  /** The day in which carrier shares are counted at that time. */
  public LocalDate shareDay(Instant time) {
    return dayOf(time, shareZone, shareRollHour);
  }

  /** When the share day begins. */
  public Instant startOf(LocalDate day) {
    return day.atTime(shareRollHour, 0).atZone(shareZone).toInstant();
  }

  /** The warehouse's capacity day at that time. */
  public static LocalDate dayOf(Warehouse warehouse, Instant time) {
    return dayOf(time, warehouse.calendar().zone(), warehouse.calendar().dayRollHour());
  }

  /** When the warehouse's capacity day begins. */
  static Instant startOf(Warehouse warehouse, LocalDate day) {
    WarehouseCalendar calendar = warehouse.calendar();
    return day.atTime(calendar.dayRollHour(), 0).atZone(calendar.zone()).toInstant();
  }

  private static LocalDate dayOf(Instant time, ZoneId zone, int rollHour) {
    ZonedDateTime local = time.atZone(zone);
    LocalDate date = local.toLocalDate();
    return local.getHour() < rollHour ? date.minusDays(1) : date;
  }
}
