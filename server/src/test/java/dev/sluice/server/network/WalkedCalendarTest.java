package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The calendar says what walking through its days minute by minute says: over summer time in many
 * zones, the turn of a year, holidays, dates with cut-offs of their own, and days of carriers.
 */
class WalkedCalendarTest {
  private static final long SEED = 29;
  private static final int CALENDARS = 600;

  /** Lord Howe changes its clocks by half an hour, Beirut at midnight. */
  private static final List<String> ZONES =
      List.of(
          "Asia/Shanghai",
          "UTC",
          "America/New_York",
          "Europe/Berlin",
          "Asia/Beirut",
          "Australia/Lord_Howe",
          "Asia/Kathmandu");

  /** The turn of a year, and the weeks in which those zones change their clocks. */
  private static final List<LocalDate> BEGINS =
      List.of(
          LocalDate.parse("2026-12-20"),
          LocalDate.parse("2027-03-10"),
          LocalDate.parse("2027-03-22"),
          LocalDate.parse("2027-09-28"),
          LocalDate.parse("2026-10-20"),
          LocalDate.parse("2028-02-20"));

  private static final List<Integer> PROCESSING_MINUTES = List.of(0, 30, 120, 600, 1_440, 3_000);

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void saysWhatAWalkThroughTheDaysSays() {
    int found = 0;
    int waited = 0;
    for (int c = 0; c < CALENDARS; c++) {
      LocalDate begin = BEGINS.get(random.nextInt(BEGINS.size()));
      Warehouse warehouse = warehouse(begin);
      CarrierDays collection = new CarrierDays(weekdays(5), dates(begin, 3));
      CarrierDays delivery = new CarrierDays(weekdays(5), dates(begin, 3));
      Duration processing = warehouse.processing(random.nextInt(11));
      Instant from =
          begin
              .atStartOfDay(warehouse.calendar().zone())
              .toInstant()
              .plus(Duration.ofMinutes(random.nextInt(18 * 24 * 60)));
      String what =
          "seed %s: %s, %s, by %s, from %s"
              .formatted(SEED, warehouse.calendar(), processing, collection, from);
      WalkedCalendar walked = new WalkedCalendar(warehouse);

      Optional<ShipSlot> slot = ShippingCalendar.earliest(warehouse, processing, collection, from);

      assertThat(slot).as(what).isEqualTo(walked.earliest(processing, collection, from));
      if (slot.isPresent()) {
        found++;
        waited += slot.get().afterCutOff() ? 1 : 0;
        checkWhatFollows(warehouse, walked, processing, collection, delivery, slot.get(), what);
      }
    }
    assertThat(found).as("most find a way out").isGreaterThan(CALENDARS / 2);
    assertThat(waited).as("some wait for the next working day").isGreaterThan(CALENDARS / 20);
  }

  private void checkWhatFollows(
      Warehouse warehouse,
      WalkedCalendar walked,
      Duration processing,
      CarrierDays collection,
      CarrierDays delivery,
      ShipSlot slot,
      String what) {
    assertThat(ShippingCalendar.next(warehouse, processing, collection, slot))
        .as(what)
        .isEqualTo(walked.next(processing, collection, slot));
    int hours = 1 + random.nextInt(100);
    Lane lane = TestNetworks.lane("W", "S", "", hours);
    assertThat(ShippingCalendar.promiseTime(slot, lane, delivery, warehouse.calendar().zone()))
        .as("%s, %s hours, delivered on %s", what, hours, delivery)
        .isEqualTo(walked.arrival(slot, hours, delivery));
  }

  private Warehouse warehouse(LocalDate begin) {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : weekdays(5)) {
      cutOffs.put(day, LocalTime.of(random.nextInt(24), random.nextInt(4) * 15));
    }
    Set<LocalDate> holidays = dates(begin, 6);
    Map<LocalDate, LocalTime> dated = new HashMap<>();
    for (LocalDate date : dates(begin, 4)) {
      if (!holidays.contains(date)) {
        dated.put(date, LocalTime.of(random.nextInt(24), random.nextInt(60)));
      }
    }
    WarehouseCalendar calendar =
        new WarehouseCalendar(
            ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
            List.of(0, 0, 2, 4, 6, 23).get(random.nextInt(6)),
            cutOffs,
            holidays,
            dated);
    Warehouse plain = TestNetworks.warehouse("W", "3301", TestNetworks.HANGZHOU, calendar);
    int minutes = PROCESSING_MINUTES.get(random.nextInt(PROCESSING_MINUTES.size()));
    return TestNetworks.busy(plain, minutes, minutes + random.nextInt(900), random.nextInt(4));
  }

  private Set<LocalDate> dates(LocalDate begin, int most) {
    Set<LocalDate> dates = new HashSet<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      dates.add(begin.plusDays(random.nextInt(30)));
    }
    return dates;
  }

  private Set<DayOfWeek> weekdays(int about) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(7) < about) {
        days.add(day);
      }
    }
    return days;
  }
}
