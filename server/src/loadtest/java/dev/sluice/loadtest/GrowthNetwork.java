package dev.sluice.loadtest;

import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.CoverageRule.Subject;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.stock.StockRecord;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * A network of any size by one rule: every warehouse serves the whole country by every carrier. Of
 * 200 SKUs 20 are everywhere, 60 in every tenth warehouse, 120 in three.
 */
final class GrowthNetwork {

  private static final int PROVINCES = 30;
  private static final int FIRST_PROVINCE = 11;
  private static final int SKUS = 200;
  private static final int COMMON_SKUS = 20;
  private static final int FREQUENT_SKUS = 80;
  private static final int TARIFFS = 40;

  private final int warehouses;
  private final int carriers;
  private final Random random;

  GrowthNetwork(int warehouses, int carriers, long seed) {
    this.warehouses = warehouses;
    this.carriers = carriers;
    this.random = new Random(seed);
  }

  /** A SKU of an order: one in two is of those that everybody has. */
  static String sku(Random random) {
    int draw = random.nextInt(10);
    if (draw < 5) {
      return sku(random.nextInt(COMMON_SKUS));
    }
    return draw < 8
        ? sku(COMMON_SKUS + random.nextInt(FREQUENT_SKUS - COMMON_SKUS))
        : sku(FREQUENT_SKUS + random.nextInt(SKUS - FREQUENT_SKUS));
  }

  static String destination(Random random) {
    return province(random.nextInt(PROVINCES)) + "0101";
  }

  NetworkData data() {
    List<Region> regions = new ArrayList<>();
    for (int p = 0; p < PROVINCES; p++) {
      for (String code : List.of(province(p), province(p) + "01", province(p) + "0101")) {
        regions.add(new Region(code, code, code, Optional.of(place(p))));
      }
    }
    List<Warehouse> sites = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    List<CoverageRule> coverage = new ArrayList<>();
    List<Carrier> companies = new ArrayList<>();
    List<CarrierService> services = new ArrayList<>();
    for (int c = 0; c < carriers; c++) {
      companies.add(carrier(c));
      services.add(service(c));
      coverage.add(new CoverageRule(Subject.CARRIER_SERVICE, serviceId(c), "", 0, true));
    }
    for (int w = 0; w < warehouses; w++) {
      sites.add(warehouse(w));
      coverage.add(new CoverageRule(Subject.WAREHOUSE, warehouseId(w), "", 0, true));
      for (int c = 0; c < carriers; c++) {
        String tariff = "T" + random.nextInt(TARIFFS);
        int hours = 20 + random.nextInt(60);
        lanes.add(new Lane(warehouseId(w), serviceId(c), "", tariff, hours, OptionalLong.empty()));
      }
    }
    List<Tariff> tariffs = new ArrayList<>();
    for (int t = 0; t < TARIFFS; t++) {
      long first = 4_000_000L + t * 150_000L;
      Tariff.Band band = new Tariff.Band(30_000, 1_000, first, 1_000, first / 3);
      tariffs.add(new Tariff("T" + t, 0, List.of(band)));
    }
    List<Product> products = new ArrayList<>();
    for (int s = 0; s < SKUS; s++) {
      products.add(
          Product.builder(sku(s))
              .category("GOODS")
              .weightGrams(100 + random.nextInt(900))
              .sizeMm(200, 150, 100)
              .build());
    }
    return new NetworkData(
        regions, List.of(), sites, companies, services, tariffs, lanes, coverage, products);
  }

  List<StockRecord> stock() {
    List<StockRecord> stock = new ArrayList<>();
    for (int s = 0; s < SKUS; s++) {
      int every = s < COMMON_SKUS ? 1 : 10;
      if (s < FREQUENT_SKUS) {
        for (int w = s % every; w < warehouses; w += every) {
          stock.add(new StockRecord(warehouseId(w), sku(s), 1_000, 0));
        }
      } else {
        for (int i = 0; i < 3; i++) {
          stock.add(
              new StockRecord(
                  warehouseId((s * 7 + i * warehouses / 3) % warehouses), sku(s), 500, 0));
        }
      }
    }
    return stock;
  }

  private static Carrier carrier(int number) {
    String id = "C%02d".formatted(number);
    return new Carrier(
        id, id, id, CarrierRole.OTHER, OperatingState.OPEN, OptionalLong.empty(), 0.98, 0.001);
  }

  private static CarrierService service(int number) {
    return CarrierService.builder(serviceId(number), "C%02d".formatted(number))
        .serviceLevels(EnumSet.allOf(ServiceLevel.class))
        .volumetricCm3PerKg(8_000)
        .maxWeightGrams(30_000)
        .insurancePermille(5)
        .handlesFragile(true)
        .insuresHighValue(true)
        .coldChain(true)
        .takesLiquid(true)
        .takesBattery(true)
        .takesOversize(true)
        .cashOnDelivery(true)
        .build();
  }

  private Warehouse warehouse(int number) {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      cutOffs.put(day, LocalTime.of(18, 0));
    }
    return Warehouse.builder(
            warehouseId(number),
            province(number % PROVINCES) + "01",
            place(number),
            new WarehouseCalendar(ZoneId.of("Asia/Shanghai"), 4, cutOffs, Set.of()))
        .dailyCapacity(1_000_000)
        .processingMinutes(60)
        .handlingPerUnitMicros(200_000L + random.nextInt(300_000))
        .handlingPerShipmentMicros(500_000)
        .packsFragile(true)
        .coldRoom(true)
        .secureCage(true)
        .build();
  }

  private static LatLng place(int number) {
    return new LatLng(20 + number * 0.37 % 25, 85 + number * 0.73 % 40);
  }

  private static String province(int number) {
    return Integer.toString(FIRST_PROVINCE + number);
  }

  private static String warehouseId(int number) {
    return "WH-%05d".formatted(number);
  }

  private static String serviceId(int number) {
    return "C%02d-STD".formatted(number);
  }

  private static String sku(int number) {
    return "SKU-%03d".formatted(number);
  }
}
