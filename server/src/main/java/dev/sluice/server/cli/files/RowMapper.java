package dev.sluice.server.cli.files;

import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.stock.StockRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns rows into the records of the network, file by file. */
final class RowMapper {
  /** How people write "every region"; inside, that is the empty code. */
  static final String EVERYWHERE = "*";

  private RowMapper() {}

  static Region region(CsvRow row) {
    Optional<LatLng> center = Optional.empty();
    boolean hasLatitude = !row.text("latitude").isEmpty();
    if (hasLatitude != !row.text("longitude").isEmpty()) {
      row.report(
          hasLatitude ? "longitude" : "latitude",
          "is empty though the other coordinate is not",
          "Maybe give both or neither.");
    } else if (hasLatitude) {
      center = Optional.of(location(row));
    }
    String code = row.text("region_code");
    if (!code.isEmpty() && !code.matches("\\d{2}|\\d{4}|\\d{6}|\\d{9}")) {
      row.report(
          "region_code",
          "is not 2, 4, 6 or 9 digits",
          "Maybe use the official code: 31 for a province, 3101 for a city, 310104 for a district.");
    }
    return new Region(code, row.text("name"), row.text("name_en"), center);
  }

  static RegionGroup regionGroup(CsvRow row) {
    List<String> codes = row.list("region_codes");
    String leader = row.text("leader_carrier_id");
    return new RegionGroup(
        row.text("group_id"),
        row.text("name"),
        row.text("name_en"),
        codes,
        leader.isEmpty() ? Optional.empty() : Optional.of(leader));
  }

  static Warehouse warehouse(CsvRow row) {
    WarehouseCalendar calendar =
        new WarehouseCalendar(
            row.zone("time_zone"),
            row.smallNumber("day_roll_hour"),
            row.cutOffs("cut_offs"),
            row.dates("holidays"),
            row.datedCutOffs("dated_cut_offs"));
    return new Warehouse(
        row.text("warehouse_id"),
        row.text("name"),
        row.text("name_en"),
        row.word("kind", WarehouseKind.class),
        row.text("region_code"),
        location(row),
        row.state(),
        row.word("capacity_measure", CapacityMeasure.class),
        row.wholeNumber("daily_capacity"),
        calendar,
        row.smallNumber("processing_minutes"),
        row.yuanMicros("handling_per_unit_yuan"),
        row.yuanMicros("handling_per_shipment_yuan"),
        row.yesNo("packs_fragile"),
        row.yesNo("cold_room"),
        row.yesNo("secure_cage"),
        row.yesNo("inspects_returns"),
        row.set("customers"),
        row.optionalSmallNumber("full_processing_minutes"),
        row.smallNumber("overflow_days"));
  }

  static Carrier carrier(CsvRow row) {
    return new Carrier(
        row.text("carrier_id"),
        row.text("name"),
        row.text("name_en"),
        row.word("role", CarrierRole.class),
        row.state(),
        row.optionalWholeNumber("daily_parcels"),
        row.decimal("on_time_rate"),
        row.decimal("loss_rate"));
  }

  static CarrierService carrierService(CsvRow row) {
    return new CarrierService(
        row.text("carrier_service_id"),
        row.text("carrier_id"),
        row.text("name"),
        row.text("name_en"),
        row.words("service_levels", ServiceLevel.class),
        row.smallNumber("volumetric_cm3_per_kg"),
        row.wholeNumber("max_weight_grams"),
        row.smallNumber("insurance_permille"),
        row.yesNo("handles_fragile"),
        row.yesNo("insures_high_value"),
        row.yesNo("cold_chain"),
        row.yesNo("takes_liquid"),
        row.yesNo("takes_battery"),
        row.yesNo("takes_oversize"),
        row.yesNo("cash_on_delivery"),
        row.days("collection_days"),
        row.set("waybill_channels"),
        row.dates("collection_holidays"),
        row.days("delivery_days"),
        row.dates("delivery_holidays"));
  }

  static List<Tariff> tariffs(List<CsvRow> rows) {
    Map<String, List<CsvRow>> byId = new LinkedHashMap<>();
    rows.forEach(
        row -> byId.computeIfAbsent(row.text("tariff_id"), id -> new ArrayList<>()).add(row));
    List<Tariff> tariffs = new ArrayList<>();
    byId.forEach((id, bands) -> tariffs.add(tariff(id, bands)));
    return tariffs;
  }

  private static Tariff tariff(String id, List<CsvRow> rows) {
    long minimumMicros = rows.get(0).yuanMicros("minimum_charge_yuan");
    boolean free = rows.get(0).yesNo("free");
    List<Tariff.Band> bands = new ArrayList<>();
    long previousUpTo = 0;
    for (CsvRow row : rows) {
      Tariff.Band band =
          new Tariff.Band(
              row.wholeNumber("up_to_grams"),
              row.wholeNumber("first_grams"),
              row.yuanMicros("first_charge_yuan"),
              row.wholeNumber("step_grams"),
              row.yuanMicros("step_charge_yuan"));
      if (band.upToGrams() > 0 && band.upToGrams() <= previousUpTo) {
        row.report(
            "up_to_grams",
            "is not above the band before it, " + previousUpTo,
            "Maybe sort the bands of " + id + " by weight, or remove a double one.");
      }
      if (row != rows.get(0) && row.yuanMicros("minimum_charge_yuan") != minimumMicros) {
        row.report(
            "minimum_charge_yuan",
            "differs from the first band of " + id,
            "Maybe repeat the same minimum in every band.");
      }
      if (row != rows.get(0) && row.yesNo("free") != free) {
        row.report(
            "free",
            "differs from the first band of " + id,
            "Maybe repeat the same word in every band.");
      }
      previousUpTo = band.upToGrams();
      bands.add(band);
    }
    return new Tariff(id, minimumMicros, bands, free);
  }

  static Lane lane(CsvRow row) {
    return new Lane(
        row.text("warehouse_id"),
        row.text("carrier_service_id"),
        regionOrEverywhere(row),
        row.text("tariff_id"),
        row.smallNumber("transit_hours"),
        row.optionalWholeNumber("daily_parcels"));
  }

  static CoverageRule coverage(CsvRow row) {
    return new CoverageRule(
        row.word("subject", CoverageRule.Subject.class),
        row.text("subject_id"),
        regionOrEverywhere(row),
        row.smallNumber("priority"),
        row.yesNo("serves"));
  }

  static Product product(CsvRow row) {
    return new Product(
        row.text("sku"),
        row.text("name"),
        row.text("category"),
        row.smallNumber("weight_grams"),
        row.smallNumber("length_mm"),
        row.smallNumber("width_mm"),
        row.smallNumber("height_mm"),
        row.words("handling", Handling.class),
        row.decimal("return_rate"));
  }

  static StockRecord stock(CsvRow row) {
    return new StockRecord(
        row.text("warehouse_id"),
        row.text("sku"),
        row.wholeNumber("on_hand"),
        row.wholeNumber("safety_stock"));
  }

  private static LatLng location(CsvRow row) {
    return new LatLng(row.decimal("latitude"), row.decimal("longitude"));
  }

  private static String regionOrEverywhere(CsvRow row) {
    String code = row.text("region_code");
    return code.equals(EVERYWHERE) ? CoverageRule.EVERYWHERE : code;
  }
}
