package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * When a warehouse ships.
 *
 * @param zone the warehouse's own time zone
 * @param dayRollHour local hour 0-23 at which its capacity day rolls over
 * @param cutOffs latest order time for shipping on that weekday; a weekday without one is closed
 * @param holidays dates on which nothing ships
 */
public record WarehouseCalendar(
    ZoneId zone, int dayRollHour, Map<DayOfWeek, LocalTime> cutOffs, Set<LocalDate> holidays) {}
