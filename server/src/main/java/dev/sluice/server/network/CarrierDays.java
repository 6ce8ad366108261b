package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The days on which a carrier service collects, or those on which it delivers. */
public final class CarrierDays {
  private static final int ALL_WEEK = 0b1111_1110;

  private final int weekdays;
  private final Set<LocalDate> holidays;

  /**
   * The days of a calendar.
   *
   * @param weekdays on which it does so
   * @param holidays dates on which it does not, whatever the weekday
   */
  public CarrierDays(Set<DayOfWeek> weekdays, Set<LocalDate> holidays) {
    this.weekdays = mask(weekdays);
    this.holidays = Set.copyOf(holidays);
  }

  boolean includes(LocalDate day) {
    return includes(day.getDayOfWeek()) && !holidays.contains(day);
  }

  boolean includes(DayOfWeek weekday) {
    return (weekdays & 1 << weekday.getValue()) != 0;
  }

  /** Whether there is no day that it leaves out. */
  boolean isEveryDay() {
    return weekdays == ALL_WEEK && holidays.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof CarrierDays days
            && days.weekdays == weekdays
            && days.holidays.equals(holidays));
  }

  @Override
  public int hashCode() {
    return 31 * weekdays + holidays.hashCode();
  }

  @Override
  public String toString() {
    return Integer.toBinaryString(weekdays) + " without " + holidays;
  }

  private static int mask(Set<DayOfWeek> days) {
    int mask = 0;
    for (DayOfWeek day : days) {
      mask |= 1 << day.getValue();
    }
    return mask;
  }
}
