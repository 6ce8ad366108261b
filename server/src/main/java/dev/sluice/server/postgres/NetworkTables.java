package dev.sluice.server.postgres;

import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes master data into its tables. */
final class NetworkTables {
  private static final List<String> TABLES =
      List.of(
          "region",
          "region_group",
          "warehouse",
          "carrier_service",
          "carrier",
          "tariff_band",
          "tariff",
          "lane",
          "coverage",
          "product");

  private static final BulkUpsert<Region> REGIONS =
      new BulkUpsert<Region>("region", "region_code")
          .text("region_code", Region::code)
          .text("name", Region::name)
          .text("name_en", Region::nameEn)
          .real("latitude", region -> region.center().map(LatLng::latitude).orElse(null))
          .real("longitude", region -> region.center().map(LatLng::longitude).orElse(null));

  private static final BulkUpsert<RegionGroup> REGION_GROUPS =
      new BulkUpsert<RegionGroup>("region_group", "region_group_id")
          .text("region_group_id", RegionGroup::id)
          .text("name", RegionGroup::name)
          .text("name_en", RegionGroup::nameEn)
          .list("region_codes", "text", RegionGroup::regionCodes)
          .text("leader_carrier_id", group -> group.leaderCarrierId().orElse(null));

  private static final BulkUpsert<Warehouse> WAREHOUSES =
      new BulkUpsert<Warehouse>("warehouse", "warehouse_id")
          .text("warehouse_id", Warehouse::id)
          .text("name", Warehouse::name)
          .text("name_en", Warehouse::nameEn)
          .text("kind", warehouse -> warehouse.kind().name())
          .text("region_code", Warehouse::regionCode)
          .real("latitude", warehouse -> warehouse.location().latitude())
          .real("longitude", warehouse -> warehouse.location().longitude())
          .text("state", warehouse -> warehouse.state().name())
          .text("capacity_measure", warehouse -> warehouse.capacityMeasure().name())
          .number("daily_capacity", Warehouse::dailyCapacity)
          .text("time_zone", warehouse -> warehouse.calendar().zone().getId())
          .number("day_roll_hour", warehouse -> (long) warehouse.calendar().dayRollHour())
          .list("cut_offs", "text", warehouse -> cutOffs(warehouse.calendar()))
          .list("holidays", "date", warehouse -> warehouse.calendar().holidays())
          .number("processing_minutes", warehouse -> (long) warehouse.processingMinutes())
          .number("handling_per_unit_micros", Warehouse::handlingPerUnitMicros)
          .number("handling_per_shipment_micros", Warehouse::handlingPerShipmentMicros)
          .flag("packs_fragile", Warehouse::packsFragile)
          .flag("cold_room", Warehouse::coldRoom)
          .flag("secure_cage", Warehouse::secureCage)
          .flag("inspects_returns", Warehouse::inspectsReturns)
          .list("customers", "text", Warehouse::customers)
          .list("dated_cut_offs", "text", warehouse -> datedCutOffs(warehouse.calendar()))
          .number("full_processing_minutes", NetworkTables::fullProcessingMinutes)
          .number("overflow_days", warehouse -> (long) warehouse.overflowDays());

  private static final BulkUpsert<Carrier> CARRIERS =
      new BulkUpsert<Carrier>("carrier", "carrier_id")
          .text("carrier_id", Carrier::id)
          .text("name", Carrier::name)
          .text("name_en", Carrier::nameEn)
          .text("role", carrier -> carrier.role().name())
          .text("state", carrier -> carrier.state().name())
          .number("daily_parcels", carrier -> orNull(carrier.dailyParcels()))
          .real("on_time_rate", Carrier::onTimeRate)
          .real("loss_rate", Carrier::lossRate);

  private static final BulkUpsert<CarrierService> CARRIER_SERVICES =
      new BulkUpsert<CarrierService>("carrier_service", "carrier_service_id")
          .text("carrier_service_id", CarrierService::id)
          .text("carrier_id", CarrierService::carrierId)
          .text("name", CarrierService::name)
          .text("name_en", CarrierService::nameEn)
          .list("service_levels", "text", CarrierService::serviceLevels)
          .number("volumetric_cm3_per_kg", service -> (long) service.volumetricCm3PerKg())
          .number("max_weight_grams", CarrierService::maxWeightGrams)
          .number("insurance_permille", service -> (long) service.insurancePermille())
          .flag("handles_fragile", CarrierService::handlesFragile)
          .flag("insures_high_value", CarrierService::insuresHighValue)
          .flag("cold_chain", CarrierService::coldChain)
          .flag("takes_liquid", CarrierService::takesLiquid)
          .flag("takes_battery", CarrierService::takesBattery)
          .flag("takes_oversize", CarrierService::takesOversize)
          .flag("cash_on_delivery", CarrierService::cashOnDelivery)
          .list("collection_days", "text", CarrierService::collectionDays)
          .list("waybill_channels", "text", CarrierService::waybillChannels)
          .list("collection_holidays", "date", CarrierService::collectionHolidays)
          .list("delivery_days", "text", CarrierService::deliveryDays)
          .list("delivery_holidays", "date", CarrierService::deliveryHolidays);

  private static final BulkUpsert<Tariff> TARIFFS =
      new BulkUpsert<Tariff>("tariff", "tariff_id")
          .text("tariff_id", Tariff::id)
          .number("minimum_charge_micros", Tariff::minimumChargeMicros)
          .flag("free", Tariff::free);

  private static final BulkUpsert<BandRow> TARIFF_BANDS =
      new BulkUpsert<BandRow>("tariff_band", "tariff_id", "up_to_grams")
          .text("tariff_id", BandRow::tariffId)
          .number("up_to_grams", row -> row.band().upToGrams())
          .number("first_grams", row -> row.band().firstGrams())
          .number("first_charge_micros", row -> row.band().firstChargeMicros())
          .number("step_grams", row -> row.band().stepGrams())
          .number("step_charge_micros", row -> row.band().stepChargeMicros());

  private static final BulkUpsert<Lane> LANES =
      new BulkUpsert<Lane>("lane", "lane_id")
          .text("lane_id", Lane::id)
          .text("warehouse_id", Lane::warehouseId)
          .text("carrier_service_id", Lane::carrierServiceId)
          .text("region_code", Lane::regionCode)
          .text("tariff_id", Lane::tariffId)
          .number("transit_hours", lane -> (long) lane.transitHours())
          .number("daily_parcels", lane -> orNull(lane.dailyParcels()));

  private static final BulkUpsert<CoverageRule> COVERAGE =
      new BulkUpsert<CoverageRule>("coverage", "subject", "subject_id", "region_code")
          .text("subject", rule -> rule.subject().name())
          .text("subject_id", CoverageRule::subjectId)
          .text("region_code", CoverageRule::regionCode)
          .number("priority", rule -> (long) rule.priority())
          .flag("serves", CoverageRule::serves);

  private static final BulkUpsert<Product> PRODUCTS =
      new BulkUpsert<Product>("product", "sku")
          .text("sku", Product::sku)
          .text("name", Product::name)
          .text("category", Product::category)
          .number("weight_grams", product -> (long) product.weightGrams())
          .number("length_mm", product -> (long) product.lengthMm())
          .number("width_mm", product -> (long) product.widthMm())
          .number("height_mm", product -> (long) product.heightMm())
          .list("handling", "text", Product::handling)
          .real("return_rate", Product::returnRate);

  private NetworkTables() {}

  static void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.executeUpdate("delete from " + table);
      }
    }
  }

  static void upsert(Connection connection, NetworkData data) throws SQLException {
    REGIONS.write(connection, data.regions());
    REGION_GROUPS.write(connection, data.regionGroups());
    WAREHOUSES.write(connection, data.warehouses());
    CARRIERS.write(connection, data.carriers());
    CARRIER_SERVICES.write(connection, data.carrierServices());
    writeTariffs(connection, data.tariffs());
    LANES.write(connection, data.lanes());
    COVERAGE.write(connection, data.coverage());
    PRODUCTS.write(connection, data.products());
  }

  private static void writeTariffs(Connection connection, List<Tariff> tariffs)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from tariff_band where tariff_id = any (?)")) {
      Object[] ids = tariffs.stream().map(Tariff::id).toArray();
      statement.setArray(1, connection.createArrayOf("text", ids));
      statement.executeUpdate();
    }
    TARIFFS.write(connection, tariffs);
    TARIFF_BANDS.write(
        connection,
        tariffs.stream()
            .flatMap(tariff -> tariff.bands().stream().map(band -> new BandRow(tariff.id(), band)))
            .toList());
  }

  private static List<String> cutOffs(WarehouseCalendar calendar) {
    return Arrays.stream(DayOfWeek.values())
        .map(day -> calendar.cutOffs().get(day))
        .map(cutOff -> cutOff == null ? "" : cutOff.toString())
        .toList();
  }

  /** Each as ISO date and time. */
  private static List<String> datedCutOffs(WarehouseCalendar calendar) {
    return calendar.datedCutOffs().entrySet().stream()
        .map(dated -> dated.getKey().atTime(dated.getValue()).toString())
        .sorted()
        .toList();
  }

  private static @Nullable Long fullProcessingMinutes(Warehouse warehouse) {
    OptionalInt minutes = warehouse.fullProcessingMinutes();
    return minutes.isPresent() ? (long) minutes.getAsInt() : null;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private record BandRow(String tariffId, Tariff.Band band) {}
}
