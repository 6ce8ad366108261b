package dev.sluice.server.network;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In these tests 2026-11-09 is a Monday; processing takes two hours unless said otherwise. */
class ShippingCalendarTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Set<DayOfWeek> ALL_WEEK = EnumSet.allOf(DayOfWeek.class);
  private static final Set<DayOfWeek> WORKDAYS =
      EnumSet.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);

  @Test
  void shipsTodayBeforeTheCutOff() {
    Warehouse warehouse = warehouse(TestNetworks.everyDay("18:00"));

    assertThat(earliest(warehouse, "2026-11-11T10:00"))
        .contains(slot("2026-11-11", "2026-11-11T12:00", false));
  }

  @Test
  void theCutOffItselfIsStillInTime() {
    Warehouse warehouse = warehouse(TestNetworks.everyDay("18:00"));

    assertThat(earliest(warehouse, "2026-11-11T18:00"))
        .contains(slot("2026-11-11", "2026-11-11T20:00", false));
    assertThat(earliest(warehouse, "2026-11-11T18:00:00.001"))
        .contains(slot("2026-11-12", "2026-11-12T02:00", true));
  }

  @Test
  void theCapacityDayRollsAtItsHourNotAtMidnight() {
    Warehouse warehouse = warehouse(TestNetworks.calendar(4, "23:30", ALL_WEEK));

    assertThat(earliest(warehouse, "2026-11-11T23:00"))
        .contains(slot("2026-11-11", "2026-11-12T01:00", false));
    assertThat(earliest(warehouse, "2026-11-12T03:59"))
        .contains(slot("2026-11-12", "2026-11-12T06:00", true));
  }

  @Test
  void aCutOffBeforeTheRollHourLiesInTheNightAfter() {
    Warehouse warehouse = warehouse(TestNetworks.calendar(4, "01:30", ALL_WEEK));

    assertThat(earliest(warehouse, "2026-11-12T01:30"))
        .contains(slot("2026-11-11", "2026-11-12T03:30", false));
    assertThat(earliest(warehouse, "2026-11-12T01:31"))
        .contains(slot("2026-11-12", "2026-11-12T06:00", true));
  }

  @Test
  void skipsClosedWeekdaysAndHolidays() {
    WarehouseCalendar workdays = TestNetworks.calendar(0, "18:00", WORKDAYS);
    Warehouse warehouse =
        warehouse(
            new WarehouseCalendar(
                workdays.zone(), 0, workdays.cutOffs(), Set.of(LocalDate.parse("2026-11-16"))));

    assertThat(earliest(warehouse, "2026-11-13T19:00"))
        .contains(slot("2026-11-17", "2026-11-17T02:00", true));
    assertThat(earliest(warehouse, "2026-11-14T10:00"))
        .contains(slot("2026-11-17", "2026-11-17T02:00", true));
  }

  @Test
  void waitsForADayOnWhichTheCarrierCollects() {
    Warehouse warehouse = warehouse(TestNetworks.everyDay("18:00"));

    Optional<ShipSlot> slot =
        ShippingCalendar.earliest(warehouse, collects(EnumSet.of(MONDAY)), at("2026-11-11T10:00"));

    assertThat(slot).contains(slot("2026-11-16", "2026-11-16T02:00", false));
  }

  @Test
  void processingThatEndsOnAClosedDayEndsOnTheNextOpenOne() {
    Warehouse warehouse = warehouse(TestNetworks.calendar(0, "23:30", WORKDAYS));

    assertThat(earliest(warehouse, "2026-11-13T23:00"))
        .contains(slot("2026-11-16", "2026-11-16T02:00", false));
  }

  @Test
  void processingOfSeveralDaysRunsThroughClosedOnes() {
    Warehouse warehouse = warehouse(TestNetworks.calendar(0, "18:00", WORKDAYS), 3 * 24 * 60);

    assertThat(earliest(warehouse, "2026-11-11T10:00"))
        .as("ready on Saturday, leaves as Monday begins")
        .contains(slot("2026-11-16", "2026-11-16T00:00", false));
    assertThat(earliest(warehouse, "2026-11-09T10:00"))
        .contains(slot("2026-11-12", "2026-11-12T10:00", false));
  }

  @Test
  void nextIsTheFirstSlotOnALaterDay() {
    Warehouse warehouse = warehouse(TestNetworks.calendar(0, "18:00", WORKDAYS));
    ShipSlot friday = slot("2026-11-13", "2026-11-13T12:00", false);

    assertThat(next(warehouse, friday)).contains(slot("2026-11-16", "2026-11-16T02:00", false));
  }

  @Test
  void neverFindsASlotWhereNothingEverLeaves() {
    Warehouse closed = warehouse(TestNetworks.calendar(0, "18:00", Set.of()));
    Warehouse weekends = warehouse(TestNetworks.calendar(0, "18:00", EnumSet.of(SATURDAY, SUNDAY)));

    assertThat(earliest(closed, "2026-11-11T10:00")).isEmpty();
    assertThat(ShippingCalendar.earliest(weekends, collects(WORKDAYS), at("2026-11-11T10:00")))
        .isEmpty();
    assertThat(next(closed, slot("2026-11-13", "2026-11-13T12:00", false))).isEmpty();
  }

  @Test
  void localTimeIsTheWarehousesOwn() {
    WarehouseCalendar shanghai = TestNetworks.everyDay("18:00");
    Warehouse urumqi =
        warehouse(
            new WarehouseCalendar(
                ZoneId.of("Asia/Urumqi"), 0, shanghai.cutOffs(), shanghai.holidays()));

    assertThat(earliest(urumqi, "2026-11-11T19:30"))
        .as("17:30 in Urumqi")
        .contains(slot("2026-11-11", "2026-11-11T21:30", false));
  }

  @Test
  void promisesShipByPlusTransit() {
    assertThat(promise(36, collects(ALL_WEEK))).contains(at("2026-11-15T00:00"));
  }

  @Test
  void whatArrivesOnADayWithoutDeliveryComesAtTheSameTimeOfTheNext() {
    assertThat(promise(24, collects(WORKDAYS))).contains(at("2026-11-16T12:00"));
    assertThat(promise(24, new CarrierDays(WORKDAYS, Set.of(LocalDate.parse("2026-11-16")))))
        .contains(at("2026-11-17T12:00"));
    assertThat(promise(24, collects(Set.of()))).isEmpty();
  }

  @Test
  void aDateMayHaveACutOffOfItsOwn() {
    WarehouseCalendar workdays = TestNetworks.calendar(4, "18:00", WORKDAYS);
    Warehouse warehouse =
        warehouse(
            new WarehouseCalendar(
                workdays.zone(),
                4,
                workdays.cutOffs(),
                Set.of(),
                Map.of(
                    LocalDate.parse("2026-11-11"), LocalTime.of(1, 30),
                    LocalDate.parse("2026-11-14"), LocalTime.of(12, 0),
                    LocalDate.parse("2026-11-13"), LocalTime.of(9, 0))));

    assertThat(earliest(warehouse, "2026-11-12T01:30"))
        .as("the longest night of the year")
        .contains(slot("2026-11-11", "2026-11-12T03:30", false));
    assertThat(earliest(warehouse, "2026-11-13T10:00"))
        .as("closes early on Friday, opens on Saturday instead")
        .contains(slot("2026-11-14", "2026-11-14T06:00", true));
    assertThat(ShippingCalendar.minutesToCutOff(warehouse, at("2026-11-14T11:00"))).isEqualTo(60);
  }

  @Test
  void aCarrierCollectsNothingOnItsHolidays() {
    Warehouse warehouse = warehouse(TestNetworks.everyDay("18:00"));
    CarrierDays collection =
        new CarrierDays(
            ALL_WEEK, Set.of(LocalDate.parse("2026-11-11"), LocalDate.parse("2026-11-12")));

    assertThat(ShippingCalendar.earliest(warehouse, collection, at("2026-11-11T10:00")))
        .contains(slot("2026-11-13", "2026-11-13T02:00", false));
  }

  @Test
  void processingGrowsEvenlyWithTheBegunTenthsOfTheDay() {
    Warehouse warehouse = slowing(120, 300);

    assertThat(minutesAt(warehouse, 0)).isEqualTo(120);
    assertThat(minutesAt(warehouse, 1)).as("a begun tenth counts").isEqualTo(138);
    assertThat(minutesAt(warehouse, 100)).isEqualTo(138);
    assertThat(minutesAt(warehouse, 101)).isEqualTo(156);
    assertThat(minutesAt(warehouse, 1_000)).isEqualTo(300);
    assertThat(minutesAt(warehouse, 5_000)).as("more than it can").isEqualTo(300);
    assertThat(slowing(120, 120).slowsUnderLoad()).isFalse();
    assertThat(slowing(0, 7).processing(5)).as("whole minutes").isEqualTo(Duration.ofMinutes(4));
    assertThat(Warehouse.loadStep(0, 0)).as("without capacity it is full").isEqualTo(10);
  }

  private static long minutesAt(Warehouse warehouse, long used) {
    return new Timetable(warehouse).underLoad(used, 1_000).processing().toMinutes();
  }

  private static Warehouse slowing(int minutes, int fullMinutes) {
    return TestNetworks.busy(warehouse(TestNetworks.everyDay("18:00")), minutes, fullMinutes, 0);
  }

  private static Optional<Instant> promise(int hours, CarrierDays delivery) {
    ShipSlot friday = slot("2026-11-13", "2026-11-13T12:00", false);
    Lane lane = TestNetworks.lane("HZ", "SF-STD", "33", hours);
    return ShippingCalendar.promiseTime(friday, lane, delivery, SHANGHAI);
  }

  private static Optional<ShipSlot> next(Warehouse warehouse, ShipSlot slot) {
    return ShippingCalendar.next(warehouse, warehouse.processing(0), collects(ALL_WEEK), slot);
  }

  private static CarrierDays collects(Set<DayOfWeek> weekdays) {
    return new CarrierDays(weekdays, Set.of());
  }

  private static Optional<ShipSlot> earliest(Warehouse warehouse, String local) {
    return ShippingCalendar.earliest(warehouse, collects(ALL_WEEK), at(local));
  }

  private static ShipSlot slot(String day, String shipBy, boolean afterCutOff) {
    return new ShipSlot(LocalDate.parse(day), at(shipBy), afterCutOff);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
  }

  private static Warehouse warehouse(WarehouseCalendar calendar) {
    return warehouse(calendar, 120);
  }

  private static Warehouse warehouse(WarehouseCalendar calendar, int processingMinutes) {
    return TestNetworks.busy(
        TestNetworks.warehouse("HZ", "3301", TestNetworks.HANGZHOU, calendar),
        processingMinutes,
        processingMinutes,
        0);
  }
}
