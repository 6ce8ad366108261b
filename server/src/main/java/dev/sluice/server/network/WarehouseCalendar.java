package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a warehouse ships.
 *
 * @param zone the warehouse's own time zone
 * @param dayRollHour local hour 0-23 at which its capacity day rolls over
 * @param cutOffs latest order time for shipping on that weekday; a weekday without one is closed
 * @param holidays dates on which nothing ships
 * @param datedCutOffs latest order time for shipping on that date, whatever the weekday says; opens
 *     a date whose weekday is closed
 */
public record WarehouseCalendar(
    ZoneId zone,
    int dayRollHour,
    Map<DayOfWeek, LocalTime> cutOffs,
    Set<LocalDate> holidays,
    Map<LocalDate, LocalTime> datedCutOffs) {

  /** Networks that were kept before dates had cut-offs of their own say nothing of them. */
  public WarehouseCalendar {
    datedCutOffs = Objects.requireNonNullElse(datedCutOffs, Map.of());
  }

  /** A calendar whose weekdays are all alike but for holidays. */
  public WarehouseCalendar(
      ZoneId zone, int dayRollHour, Map<DayOfWeek, LocalTime> cutOffs, Set<LocalDate> holidays) {
    this(zone, dayRollHour, cutOffs, holidays, Map.of());
  }

  /** The latest local time for orders of that day; null when it is closed. */
  @Nullable LocalTime findCutOff(LocalDate day) {
    if (holidays.contains(day)) {
      return null;
    }
    @Nullable LocalTime dated = datedCutOffs.isEmpty() ? null : datedCutOffs.get(day);
    return dated == null ? cutOffs.get(day.getDayOfWeek()) : dated;
  }
}
