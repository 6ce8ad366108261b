package dev.sluice.server.network;

import dev.sluice.server.network.Network.IndexedData;
import dev.sluice.server.network.Problems.Subject;

/** Checks carriers, their services, tariffs, lanes and coverage. */
final class TransportChecks {
  private static final long MAX_PARCELS = 1_000_000_000;
  private static final long MAX_WEIGHT_GRAMS = 1_000_000_000;
  private static final long MAX_VOLUMETRIC_CM3_PER_KG = 100_000;
  private static final long MAX_CHARGE_MICROS = 1_000_000_000_000L;

  /** Times {@link #MAX_WEIGHT_GRAMS} in steps of a gram this still fits into 63 bits. */
  private static final long MAX_STEP_CHARGE_MICROS = 1_000_000_000;

  private static final long MAX_TRANSIT_HOURS = 2_400;
  private static final int MAX_DATES = 1_000;

  private final IndexedData data;
  private final KnownRegions regions;
  private final Problems problems;

  TransportChecks(IndexedData data, KnownRegions regions, Problems problems) {
    this.data = data;
    this.regions = regions;
    this.problems = problems;
  }

  void check(Carrier carrier) {
    Subject subject = problems.of("carrier", carrier.id());
    subject.requireId("carrier_id", carrier.id());
    subject.requireText("name", carrier.name());
    subject.requireText("name_en", carrier.nameEn());
    carrier
        .dailyParcels()
        .ifPresent(parcels -> subject.requireRange("daily_parcels", parcels, 0, MAX_PARCELS));
    subject.requireRate("on_time_rate", carrier.onTimeRate());
    subject.requireRate("loss_rate", carrier.lossRate());
  }

  void check(CarrierService service) {
    Subject subject = problems.of("carrier_service", service.id());
    subject.requireId("carrier_service_id", service.id());
    subject.requireKnown(
        "carrier_id",
        service.carrierId(),
        data.carriers().containsKey(service.carrierId()),
        "carrier");
    subject.requireText("name", service.name());
    subject.requireText("name_en", service.nameEn());
    subject.requireNotEmpty(
        "service_levels", service.serviceLevels().isEmpty(), "STANDARD was meant.");
    subject.requireRange(
        "volumetric_cm3_per_kg", service.volumetricCm3PerKg(), 0, MAX_VOLUMETRIC_CM3_PER_KG);
    subject.requireRange("max_weight_grams", service.maxWeightGrams(), 1, MAX_WEIGHT_GRAMS);
    subject.requireRange("insurance_permille", service.insurancePermille(), 0, 1_000);
    subject.requireNotEmpty(
        "collection_days",
        service.collectionDays().isEmpty(),
        "all seven weekdays were meant; to stop a carrier, set its state.");
    subject.requireNotEmpty(
        "delivery_days",
        service.deliveryDays().isEmpty(),
        "all seven weekdays were meant; to stop a carrier, set its state.");
    subject.requireRange("collection_holidays", service.collectionHolidays().size(), 0, MAX_DATES);
    subject.requireRange("delivery_holidays", service.deliveryHolidays().size(), 0, MAX_DATES);
    service.waybillChannels().forEach(channel -> subject.requireText("waybill_channels", channel));
  }

  void check(Tariff tariff) {
    Subject subject = problems.of("tariff", tariff.id());
    subject.requireId("tariff_id", tariff.id());
    subject.requireRange(
        "minimum_charge_micros", tariff.minimumChargeMicros(), 0, MAX_CHARGE_MICROS);
    subject.requireNotEmpty(
        "bands", tariff.bands().isEmpty(), "the tariff's weight bands are missing from the data.");
    long previous = 0;
    for (Tariff.Band band : tariff.bands()) {
      if (band.upToGrams() <= previous) {
        subject.add(
            "up_to_grams",
            band.upToGrams(),
            "must be above " + previous + ", where the band before it ends",
            "bands are not in ascending order.");
      }
      previous = band.upToGrams();
      check(subject, band);
    }
  }

  private static void check(Subject subject, Tariff.Band band) {
    subject.requireRange("up_to_grams", band.upToGrams(), 1, MAX_WEIGHT_GRAMS);
    subject.requireRange("first_grams", band.firstGrams(), 0, MAX_WEIGHT_GRAMS);
    subject.requireRange("first_charge_micros", band.firstChargeMicros(), 0, MAX_CHARGE_MICROS);
    subject.requireRange("step_grams", band.stepGrams(), 1, MAX_WEIGHT_GRAMS);
    subject.requireRange("step_charge_micros", band.stepChargeMicros(), 0, MAX_STEP_CHARGE_MICROS);
  }

  void check(Lane lane) {
    Subject subject = problems.of("lane", lane.id());
    requireWarehouse(subject, "warehouse_id", lane.warehouseId());
    requireService(subject, "carrier_service_id", lane.carrierServiceId());
    requireRegion(subject, lane.regionCode());
    subject.requireKnown(
        "tariff_id", lane.tariffId(), data.tariffs().containsKey(lane.tariffId()), "tariff");
    subject.requireRange("transit_hours", lane.transitHours(), 1, MAX_TRANSIT_HOURS);
    lane.dailyParcels()
        .ifPresent(parcels -> subject.requireRange("daily_parcels", parcels, 0, MAX_PARCELS));
  }

  void check(CoverageRule rule) {
    Subject subject = problems.of("coverage", rule.id());
    if (rule.subject() == CoverageRule.Subject.WAREHOUSE) {
      requireWarehouse(subject, "subject_id", rule.subjectId());
    } else {
      requireService(subject, "subject_id", rule.subjectId());
    }
    requireRegion(subject, rule.regionCode());
    subject.requireRange("priority", rule.priority(), 0, CoverageRule.MAX_PRIORITY);
  }

  private void requireWarehouse(Subject subject, String field, String id) {
    subject.requireKnown(field, id, data.warehouses().containsKey(id), "warehouse");
  }

  private void requireService(Subject subject, String field, String id) {
    subject.requireKnown(field, id, data.carrierServices().containsKey(id), "carrier service");
  }

  private void requireRegion(Subject subject, String code) {
    if (!code.equals(CoverageRule.EVERYWHERE)) {
      subject.requireRegion("region_code", code, regions);
    }
  }
}
