package dev.sluice.server.network;

import dev.sluice.server.network.Network.IndexedData;
import dev.sluice.server.network.Problems.Subject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/** Checks regions, region groups and warehouses. */
final class PlaceChecks {
  private static final long MAX_CAPACITY = 1_000_000_000;
  private static final long MAX_PROCESSING_MINUTES = 30 * 24 * 60;
  private static final long MAX_CHARGE_MICROS = 1_000_000_000_000L;
  private static final int MAX_DATES = 1_000;
  private static final int MAX_OVERFLOW_DAYS = 7;
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  private final IndexedData data;
  private final KnownRegions regions;
  private final Problems problems;

  PlaceChecks(IndexedData data, KnownRegions regions, Problems problems) {
    this.data = data;
    this.regions = regions;
    this.problems = problems;
  }

  void check(Region region) {
    Subject subject = problems.of("region", region.code());
    subject.requireRegion("region_code", region.code(), regions);
    subject.requireText("name", region.name());
    subject.requireText("name_en", region.nameEn());
    region.center().ifPresent(subject::requirePoint);
  }

  void check(RegionGroup group) {
    Subject subject = problems.of("region_group", group.id());
    subject.requireId("region_group_id", group.id());
    subject.requireText("name", group.name());
    subject.requireText("name_en", group.nameEn());
    boolean country = group.id().equals(RegionGroup.COUNTRY);
    if (country && !group.regionCodes().isEmpty()) {
      subject.add(
          "region_codes",
          String.join(" ", group.regionCodes()),
          "must be empty: this group covers every region",
          "another group id was meant.");
    }
    if (!country) {
      subject.requireNotEmpty(
          "region_codes",
          group.regionCodes().isEmpty(),
          "the group " + RegionGroup.COUNTRY + " was meant, which covers every region.");
    }
    group.regionCodes().forEach(code -> subject.requireRegion("region_codes", code, regions));
    group
        .leaderCarrierId()
        .ifPresent(
            id ->
                subject.requireKnown(
                    "leader_carrier_id", id, data.carriers().containsKey(id), "carrier"));
  }

  void check(Warehouse warehouse) {
    Subject subject = problems.of("warehouse", warehouse.id());
    subject.requireId("warehouse_id", warehouse.id());
    subject.requireText("name", warehouse.name());
    subject.requireText("name_en", warehouse.nameEn());
    subject.requireRegion("region_code", warehouse.regionCode(), regions);
    subject.requirePoint(warehouse.location());
    subject.requireRange("daily_capacity", warehouse.dailyCapacity(), 0, MAX_CAPACITY);
    subject.requireRange(
        "processing_minutes", warehouse.processingMinutes(), 0, MAX_PROCESSING_MINUTES);
    subject.requireRange(
        "handling_per_unit_micros", warehouse.handlingPerUnitMicros(), 0, MAX_CHARGE_MICROS);
    subject.requireRange(
        "handling_per_shipment_micros",
        warehouse.handlingPerShipmentMicros(),
        0,
        MAX_CHARGE_MICROS);
    checkFullProcessing(subject, warehouse);
    subject.requireRange("overflow_days", warehouse.overflowDays(), 0, MAX_OVERFLOW_DAYS);
    check(subject, warehouse.calendar());
    warehouse.customers().forEach(customer -> subject.requireText("customers", customer));
  }

  private static void checkFullProcessing(Subject subject, Warehouse warehouse) {
    int atFull = warehouse.fullProcessingMinutes().orElse(warehouse.processingMinutes());
    subject.requireRange("full_processing_minutes", atFull, 0, MAX_PROCESSING_MINUTES);
    if (atFull < warehouse.processingMinutes()) {
      subject.add(
          "full_processing_minutes",
          atFull,
          "must not be below processing_minutes, " + warehouse.processingMinutes(),
          "the two are swapped: a full day is the slow one.");
    }
  }

  private static void check(Subject subject, WarehouseCalendar calendar) {
    checkZone(subject, calendar.zone().getId());
    subject.requireRange("day_roll_hour", calendar.dayRollHour(), 0, 23);
    subject.requireRange("holidays", calendar.holidays().size(), 0, MAX_DATES);
    subject.requireRange("dated_cut_offs", calendar.datedCutOffs().size(), 0, MAX_DATES);
    for (LocalDate day : new TreeSet<>(calendar.datedCutOffs().keySet())) {
      if (calendar.holidays().contains(day)) {
        subject.add(
            "dated_cut_offs",
            day,
            "is among the holidays, too: a day is open until its cut-off, or closed",
            "the holiday was meant for another year, or the cut-off is left over.");
      }
    }
  }

  /** Offsets such as UTC+8 mean the opposite elsewhere; names mean the same everywhere. */
  private static void checkZone(Subject subject, String zone) {
    boolean named = zone.indexOf('/') > 0 && ZONES.contains(zone);
    if (!named && !zone.equals("UTC")) {
      subject.add(
          "time_zone", zone, "must be a name of the tz database", "Asia/Shanghai was meant.");
    }
  }
}
