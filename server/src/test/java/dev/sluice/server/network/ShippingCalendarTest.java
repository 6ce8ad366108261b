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
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
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
        ShippingCalendar.earliest(warehouse, EnumSet.of(MONDAY), at("2026-11-11T10:00"));

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

    assertThat(ShippingCalendar.next(warehouse, ALL_WEEK, friday))
        .contains(slot("2026-11-16", "2026-11-16T02:00", false));
  }

  @Test
  void neverFindsASlotWhereNothingEverLeaves() {
    Warehouse closed = warehouse(TestNetworks.calendar(0, "18:00", Set.of()));
    Warehouse weekends = warehouse(TestNetworks.calendar(0, "18:00", EnumSet.of(SATURDAY, SUNDAY)));

    assertThat(earliest(closed, "2026-11-11T10:00")).isEmpty();
    assertThat(ShippingCalendar.earliest(weekends, WORKDAYS, at("2026-11-11T10:00"))).isEmpty();
    assertThat(
            ShippingCalendar.next(closed, ALL_WEEK, slot("2026-11-13", "2026-11-13T12:00", false)))
        .isEmpty();
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
    ShipSlot slot = slot("2026-11-13", "2026-11-13T12:00", false);

    assertThat(ShippingCalendar.promiseTime(slot, TestNetworks.lane("HZ", "SF-STD", "33", 36)))
        .isEqualTo(at("2026-11-15T00:00"));
  }

  private static Optional<ShipSlot> earliest(Warehouse warehouse, String local) {
    return ShippingCalendar.earliest(warehouse, ALL_WEEK, at(local));
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
    Warehouse plain = TestNetworks.warehouse("HZ", "3301", TestNetworks.HANGZHOU, calendar);
    return new Warehouse(
        plain.id(),
        plain.name(),
        plain.nameEn(),
        plain.kind(),
        plain.regionCode(),
        plain.location(),
        plain.state(),
        plain.capacityMeasure(),
        plain.dailyCapacity(),
        plain.calendar(),
        processingMinutes,
        plain.handlingPerUnitMicros(),
        plain.handlingPerShipmentMicros(),
        plain.packsFragile(),
        plain.coldRoom(),
        plain.secureCage(),
        plain.inspectsReturns(),
        plain.customers());
  }
}
