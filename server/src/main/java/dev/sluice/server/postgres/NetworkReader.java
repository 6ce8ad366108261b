package dev.sluice.server.postgres;

import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.network.WarehouseKind;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads master data from its tables, ordered by identity. */
final class NetworkReader {
  private static final int FETCH_ROWS = 5_000;

  private NetworkReader() {}

  static NetworkData read(Connection connection) throws SQLException {
    return new NetworkData(
        list(connection, "select * from region order by region_code", NetworkReader::region),
        list(connection, "select * from region_group order by 1", NetworkReader::regionGroup),
        list(connection, "select * from warehouse order by 1", NetworkReader::warehouse),
        list(connection, "select * from carrier order by 1", NetworkReader::carrier),
        list(connection, "select * from carrier_service order by 1", NetworkReader::service),
        tariffs(connection),
        list(connection, "select * from lane order by lane_id", NetworkReader::lane),
        list(connection, "select * from coverage order by 1, 2, 3", NetworkReader::coverage),
        list(connection, "select * from product order by sku", NetworkReader::product));
  }

  private static Region region(ResultSet row) throws SQLException {
    double latitude = row.getDouble("latitude");
    Optional<LatLng> center =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(new LatLng(latitude, row.getDouble("longitude")));
    return new Region(
        row.getString("region_code"), row.getString("name"), row.getString("name_en"), center);
  }

  private static RegionGroup regionGroup(ResultSet row) throws SQLException {
    return new RegionGroup(
        row.getString("region_group_id"),
        row.getString("name"),
        row.getString("name_en"),
        List.of(texts(row, "region_codes")),
        Optional.ofNullable(row.getString("leader_carrier_id")));
  }

  private static Warehouse warehouse(ResultSet row) throws SQLException {
    return new Warehouse(
        row.getString("warehouse_id"),
        row.getString("name"),
        row.getString("name_en"),
        WarehouseKind.valueOf(row.getString("kind")),
        row.getString("region_code"),
        new LatLng(row.getDouble("latitude"), row.getDouble("longitude")),
        OperatingState.valueOf(row.getString("state")),
        CapacityMeasure.valueOf(row.getString("capacity_measure")),
        row.getLong("daily_capacity"),
        calendar(row),
        row.getInt("processing_minutes"),
        row.getLong("handling_per_unit_micros"),
        row.getLong("handling_per_shipment_micros"),
        row.getBoolean("packs_fragile"),
        row.getBoolean("cold_room"),
        row.getBoolean("secure_cage"),
        row.getBoolean("inspects_returns"),
        textSet(row, "customers"),
        fullProcessingMinutes(row),
        row.getInt("overflow_days"));
  }

  private static WarehouseCalendar calendar(ResultSet row) throws SQLException {
    @Nullable String[] cutOffTexts = texts(row, "cut_offs");
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      String cutOff = cutOffTexts[day.getValue() - 1];
      if (cutOff != null) {
        cutOffs.put(day, LocalTime.parse(cutOff));
      }
    }
    SortedMap<LocalDate, LocalTime> datedCutOffs = new TreeMap<>();
    for (String dated : texts(row, "dated_cut_offs")) {
      LocalDateTime cutOff = LocalDateTime.parse(dated);
      datedCutOffs.put(cutOff.toLocalDate(), cutOff.toLocalTime());
    }
    return new WarehouseCalendar(
        ZoneId.of(row.getString("time_zone")),
        row.getInt("day_roll_hour"),
        Collections.unmodifiableMap(cutOffs),
        dates(row, "holidays"),
        Collections.unmodifiableSortedMap(datedCutOffs));
  }

  private static OptionalInt fullProcessingMinutes(ResultSet row) throws SQLException {
    int minutes = row.getInt("full_processing_minutes");
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(minutes);
  }

  private static Set<LocalDate> dates(ResultSet row, String column) throws SQLException {
    Set<LocalDate> dates = new TreeSet<>();
    for (Date date : (Date[]) row.getArray(column).getArray()) {
      dates.add(date.toLocalDate());
    }
    return Collections.unmodifiableSet(dates);
  }

  private static Carrier carrier(ResultSet row) throws SQLException {
    return new Carrier(
        row.getString("carrier_id"),
        row.getString("name"),
        row.getString("name_en"),
        CarrierRole.valueOf(row.getString("role")),
        OperatingState.valueOf(row.getString("state")),
        dailyParcels(row),
        row.getDouble("on_time_rate"),
        row.getDouble("loss_rate"));
  }

  private static CarrierService service(ResultSet row) throws SQLException {
    return new CarrierService(
        row.getString("carrier_service_id"),
        row.getString("carrier_id"),
        row.getString("name"),
        row.getString("name_en"),
        enums(row, "service_levels", ServiceLevel.class),
        row.getInt("volumetric_cm3_per_kg"),
        row.getLong("max_weight_grams"),
        row.getInt("insurance_permille"),
        row.getBoolean("handles_fragile"),
        row.getBoolean("insures_high_value"),
        row.getBoolean("cold_chain"),
        row.getBoolean("takes_liquid"),
        row.getBoolean("takes_battery"),
        row.getBoolean("takes_oversize"),
        row.getBoolean("cash_on_delivery"),
        enums(row, "collection_days", DayOfWeek.class),
        textSet(row, "waybill_channels"),
        dates(row, "collection_holidays"),
        enums(row, "delivery_days", DayOfWeek.class),
        dates(row, "delivery_holidays"));
  }

  private static List<Tariff> tariffs(Connection connection) throws SQLException {
    Map<String, List<Tariff.Band>> bands = new HashMap<>();
    list(
        connection,
        "select * from tariff_band order by tariff_id, up_to_grams",
        row ->
            bands
                .computeIfAbsent(row.getString("tariff_id"), id -> new ArrayList<>())
                .add(band(row)));
    return list(
        connection,
        "select * from tariff order by tariff_id",
        row -> {
          String id = row.getString("tariff_id");
          return new Tariff(
              id,
              row.getLong("minimum_charge_micros"),
              List.copyOf(bands.getOrDefault(id, List.of())),
              row.getBoolean("free"));
        });
  }

  private static Tariff.Band band(ResultSet row) throws SQLException {
    return new Tariff.Band(
        row.getLong("up_to_grams"),
        row.getLong("first_grams"),
        row.getLong("first_charge_micros"),
        row.getLong("step_grams"),
        row.getLong("step_charge_micros"));
  }

  private static Lane lane(ResultSet row) throws SQLException {
    return new Lane(
        row.getString("warehouse_id"),
        row.getString("carrier_service_id"),
        row.getString("region_code"),
        row.getString("tariff_id"),
        row.getInt("transit_hours"),
        dailyParcels(row));
  }

  private static CoverageRule coverage(ResultSet row) throws SQLException {
    return new CoverageRule(
        CoverageRule.Subject.valueOf(row.getString("subject")),
        row.getString("subject_id"),
        row.getString("region_code"),
        row.getInt("priority"),
        row.getBoolean("serves"));
  }

  private static Product product(ResultSet row) throws SQLException {
    return new Product(
        row.getString("sku"),
        row.getString("name"),
        row.getString("category"),
        row.getInt("weight_grams"),
        row.getInt("length_mm"),
        row.getInt("width_mm"),
        row.getInt("height_mm"),
        enums(row, "handling", Handling.class),
        row.getDouble("return_rate"));
  }

  private static OptionalLong dailyParcels(ResultSet row) throws SQLException {
    long parcels = row.getLong("daily_parcels");
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(parcels);
  }

  private static String[] texts(ResultSet row, String column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }

  private static Set<String> textSet(ResultSet row, String column) throws SQLException {
    return Collections.unmodifiableSet(new TreeSet<>(Arrays.asList(texts(row, column))));
  }

  private static <E extends Enum<E>> Set<E> enums(ResultSet row, String column, Class<E> type)
      throws SQLException {
    Set<E> values = EnumSet.noneOf(type);
    for (String name : texts(row, column)) {
      values.add(Enum.valueOf(type, name));
    }
    return Collections.unmodifiableSet(values);
  }

  private static <T> List<T> list(Connection connection, String sql, RowMapper<T> mapper)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(FETCH_ROWS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(mapper.map(row));
        }
      }
    }
    return Collections.unmodifiableList(rows);
  }

  /** Makes a record of the row at hand. */
  private interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }
}
