package dev.sluice.server.network;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Small master data for tests: a few records, each right by itself. */
public final class TestNetworks {
  public static final LatLng HANGZHOU = new LatLng(30.29, 120.16);
  public static final LatLng WUHAN = new LatLng(30.58, 114.27);
  public static final LatLng BEIJING = new LatLng(39.91, 116.40);

  private TestNetworks() {}

  /**
   * Two warehouses, two carriers with a service each: SF reaches all from both, ZTO from Hangzhou
   * only.
   */
  public static NetworkData small() {
    return new NetworkData(
        List.of(
            region("33", "浙江"),
            region("3301", "杭州", HANGZHOU),
            region("330106", "西湖区"),
            region("42", "湖北"),
            region("4201", "武汉", WUHAN),
            region("11", "北京", BEIJING)),
        List.of(
            new RegionGroup("EAST", "华东", "East", List.of("33"), Optional.of("ZTO")),
            new RegionGroup(RegionGroup.COUNTRY, "全国", "China", List.of(), Optional.empty())),
        List.of(
            warehouse("HZ", "3301", HANGZHOU, everyDay("18:00")),
            warehouse("WH", "4201", WUHAN, everyDay("18:00"))),
        List.of(carrier("SF", OptionalLong.empty()), carrier("ZTO", OptionalLong.of(1_000))),
        List.of(service("SF-STD", "SF"), service("ZTO-STD", "ZTO")),
        List.of(tariff("T1")),
        List.of(
            lane("HZ", "SF-STD", "", 48),
            lane("HZ", "SF-STD", "33", 24),
            new Lane("HZ", "ZTO-STD", "33", "T1", 30, OptionalLong.of(500)),
            lane("WH", "SF-STD", "", 48)),
        List.of(
            serves(CoverageRule.Subject.WAREHOUSE, "HZ", "", 10),
            serves(CoverageRule.Subject.WAREHOUSE, "WH", "", 20),
            serves(CoverageRule.Subject.CARRIER_SERVICE, "SF-STD", "", 0),
            serves(CoverageRule.Subject.CARRIER_SERVICE, "ZTO-STD", "", 0)),
        List.of(
            Product.builder("SKU-1")
                .name("杯子")
                .category("home")
                .weightGrams(300)
                .sizeMm(100, 100, 120)
                .handling(Set.of(Handling.FRAGILE))
                .returnRate(0.04)
                .build()));
  }

  public static Region region(String code, String name) {
    return new Region(code, name, name, Optional.empty());
  }

  public static Region region(String code, String name, LatLng center) {
    return new Region(code, name, name, Optional.of(center));
  }

  public static Warehouse warehouse(
      String id, String regionCode, LatLng location, WarehouseCalendar calendar) {
    return Warehouse.builder(id, regionCode, location, calendar)
        .dailyCapacity(1_000)
        .processingMinutes(120)
        .handlingPerUnitMicros(200_000)
        .handlingPerShipmentMicros(800_000)
        .packsFragile(true)
        .secureCage(true)
        .build();
  }

  /** The same warehouse, slower on a full day, which may move orders to later ones. */
  public static Warehouse busy(
      Warehouse plain, int processingMinutes, int fullProcessingMinutes, int overflowDays) {
    return plain.toBuilder()
        .processingMinutes(processingMinutes)
        .fullProcessingMinutes(OptionalInt.of(fullProcessingMinutes))
        .overflowDays(overflowDays)
        .build();
  }

  public static WarehouseCalendar everyDay(String cutOff) {
    return calendar(0, cutOff, Set.of(DayOfWeek.values()));
  }

  public static WarehouseCalendar calendar(int rollHour, String cutOff, Set<DayOfWeek> openDays) {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    openDays.forEach(day -> cutOffs.put(day, LocalTime.parse(cutOff)));
    return new WarehouseCalendar(ZoneId.of("Asia/Shanghai"), rollHour, cutOffs, Set.of());
  }

  public static Carrier carrier(String id, OptionalLong dailyParcels) {
    return new Carrier(
        id, id, id, CarrierRole.OTHER, OperatingState.OPEN, dailyParcels, 0.98, 0.001);
  }

  public static CarrierService service(String id, String carrierId) {
    return CarrierService.builder(id, carrierId)
        .volumetricCm3PerKg(6_000)
        .maxWeightGrams(30_000)
        .insurancePermille(5)
        .handlesFragile(true)
        .insuresHighValue(true)
        .takesLiquid(true)
        .build();
  }

  public static Tariff tariff(String id) {
    return new Tariff(id, 0, List.of(new Tariff.Band(30_000, 1_000, 8_000_000, 1_000, 2_000_000)));
  }

  public static Lane lane(String warehouseId, String serviceId, String regionCode, int hours) {
    return new Lane(warehouseId, serviceId, regionCode, "T1", hours, OptionalLong.empty());
  }

  public static CoverageRule serves(
      CoverageRule.Subject subject, String id, String regionCode, int priority) {
    return new CoverageRule(subject, id, regionCode, priority, true);
  }

  public static CoverageRule cutsOut(CoverageRule.Subject subject, String id, String regionCode) {
    return new CoverageRule(subject, id, regionCode, 0, false);
  }
}
