package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A timetable says what the calendar says, at whatever times and in whatever order it is asked. */
class TimetableTest {
  private static final long SEED = 11;
  private static final int WAREHOUSES = 300;
  private static final int QUESTIONS = 300;

  /** The last three change their offset within the time that is asked for, at odd hours. */
  private static final List<String> ZONES =
      List.of(
          "Asia/Shanghai",
          "Asia/Shanghai",
          "UTC",
          "America/New_York",
          "Asia/Beirut",
          "Australia/Lord_Howe");

  private static final Instant BEGIN = Instant.parse("2026-10-20T00:00:00Z");
  private static final Duration LENGTH = Duration.ofDays(25);
  private static final List<Integer> PROCESSING_MINUTES = List.of(0, 30, 120, 600, 1_440, 3_000);

  private final SplittableRandom random = new SplittableRandom(SEED);

  @SuppressWarnings("ReferenceEquality") // what is remembered is the same object
  @Test
  void saysWhatTheCalendarSays() {
    int slots = 0;
    int remembered = 0;
    for (int w = 0; w < WAREHOUSES; w++) {
      Warehouse warehouse = warehouse();
      Timetable ofWarehouse = new Timetable(warehouse);
      List<CarrierDays> collections =
          List.of(
              new CarrierDays(weekdays(7), holidays()),
              new CarrierDays(weekdays(5), Set.of()),
              new CarrierDays(EnumSet.allOf(DayOfWeek.class), Set.of()));
      Instant time = BEGIN;
      Timetable.Slots last = null;
      for (int q = 0; q < QUESTIONS; q++) {
        time = next(time, warehouse);
        CarrierDays collects = collections.get(random.nextInt(3));
        String what = "seed %s, %s, %s, %s".formatted(SEED, warehouse.calendar(), collects, time);
        long used = random.nextInt(3) == 0 ? random.nextLong(1_200) : 0;
        Timetable timetable = ofWarehouse.underLoad(used, 1_000);
        Duration processing = warehouse.processing(Warehouse.loadStep(used, 1_000));
        Optional<ShipSlot> first = ShippingCalendar.earliest(warehouse, processing, collects, time);
        assertThat(timetable.processing()).as(what).isEqualTo(processing);
        assertThat(timetable.earliest(collects, time)).as(what).isEqualTo(first);
        assertThat(timetable.dayOf(time)).as(what).isEqualTo(CapacityDays.dayOf(warehouse, time));
        assertThat(timetable.minutesToCutOff(time))
            .as(what)
            .isEqualTo(ShippingCalendar.minutesToCutOff(warehouse, time));
        Timetable.Slots asked = timetable.slots(collects, time);
        assertThat(asked.first().map(ShipSlot::shipDay))
            .as(what)
            .isEqualTo(first.map(ShipSlot::shipDay));
        assertThat(timetable.later(collects, time))
            .as(what)
            .isEqualTo(later(warehouse, processing, collects, first));
        assertThat(timetable.findWorkDay(time)).as(what).isEqualTo(workDay(warehouse, time));
        slots += first.isPresent() ? 1 : 0;
        remembered += asked == last ? 1 : 0;
        last = asked;
      }
    }
    assertThat(slots).as("most find a slot").isGreaterThan(WAREHOUSES * QUESTIONS / 2);
    assertThat(remembered).as("answers are remembered").isGreaterThan(WAREHOUSES * QUESTIONS / 20);
  }

  private static List<ShipSlot> later(
      Warehouse warehouse, Duration processing, CarrierDays collects, Optional<ShipSlot> first) {
    List<ShipSlot> later = new ArrayList<>();
    Optional<ShipSlot> last = first;
    while (last.isPresent() && later.size() < Math.max(1, warehouse.overflowDays())) {
      last = ShippingCalendar.next(warehouse, processing, collects, last.get());
      last.ifPresent(later::add);
    }
    return later;
  }

  private static Optional<LocalDate> workDay(Warehouse warehouse, Instant time) {
    LocalDate today = CapacityDays.dayOf(warehouse, time);
    Optional<Instant> cutOff = ShippingCalendar.findCutOff(warehouse, today);
    return cutOff.isPresent() && !time.isAfter(cutOff.get())
        ? Optional.of(today)
        : ShippingCalendar.nextWorkingDay(warehouse, today);
  }

  /** Mostly a little later, at times back, often at a cut-off or a day's end to the nanosecond. */
  private Instant next(Instant time, Warehouse warehouse) {
    Instant moved =
        switch (random.nextInt(8)) {
          case 0 -> BEGIN.plusSeconds(random.nextLong(LENGTH.toSeconds()));
          case 1, 2 -> time.plusSeconds(random.nextLong(20_000));
          case 3 -> startOfSomeDay(time, warehouse).minus(processing(warehouse));
          case 4 -> startOfSomeDay(time, warehouse);
          case 5 ->
              ShippingCalendar.findCutOff(warehouse, CapacityDays.dayOf(warehouse, time))
                  .orElse(time);
          default -> time.plusMillis(random.nextLong(2_000));
        };
    return moved.plusNanos(random.nextInt(3) - 1);
  }

  private Instant startOfSomeDay(Instant time, Warehouse warehouse) {
    return CapacityDays.startOf(
        warehouse, CapacityDays.dayOf(warehouse, time).plusDays(random.nextInt(2)));
  }

  private static Duration processing(Warehouse warehouse) {
    return Duration.ofMinutes(warehouse.processingMinutes());
  }

  private Warehouse warehouse() {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : weekdays(6)) {
      cutOffs.put(day, LocalTime.of(random.nextInt(24), random.nextInt(2) * 30));
    }
    Set<LocalDate> holidays = holidays();
    Map<LocalDate, LocalTime> dated = new HashMap<>();
    for (LocalDate date : holidays()) {
      if (!holidays.contains(date)) {
        dated.put(date, LocalTime.of(random.nextInt(24), 15));
      }
    }
    int minutes = PROCESSING_MINUTES.get(random.nextInt(PROCESSING_MINUTES.size()));
    return TestNetworks.small().warehouses().get(0).toBuilder()
        .id("W")
        .calendar(
            new WarehouseCalendar(
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
                List.of(0, 0, 2, 4, 6, 23).get(random.nextInt(6)),
                cutOffs,
                holidays,
                dated))
        .processingMinutes(minutes)
        .fullProcessingMinutes(
            random.nextBoolean()
                ? OptionalInt.empty()
                : OptionalInt.of(minutes + random.nextInt(2_000)))
        .overflowDays(random.nextInt(4))
        .build();
  }

  private Set<LocalDate> holidays() {
    Set<LocalDate> holidays = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      holidays.add(LocalDate.parse("2026-10-20").plusDays(random.nextInt(25)));
    }
    return holidays;
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
