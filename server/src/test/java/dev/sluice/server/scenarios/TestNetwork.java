package dev.sluice.server.scenarios;

import com.google.type.DayOfWeek;
import com.google.type.TimeOfDay;
import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.CapacityMeasure;
import dev.sluice.routing.v1.Carrier;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.CarrierService;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.CutOff;
import dev.sluice.routing.v1.Handling;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Lane;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.Region;
import dev.sluice.routing.v1.RegionGroup;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.Tariff;
import dev.sluice.routing.v1.TariffBand;
import dev.sluice.routing.v1.Warehouse;
import dev.sluice.routing.v1.WarehouseCalendar;
import dev.sluice.routing.v1.WarehouseKind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A tiny network in the making. A warehouse is open every day until 18:00, packs everything but has
 * no cold room, and has room for 1,000 parcels a day; a service carries everything but cold goods,
 * from everywhere to everywhere, in 48 hours (within the day where it is sold so); a parcel costs
 * what its service says, whatever its weight and way.
 */
final class TestNetwork {

  private static final int HOURS_ON_THE_WAY = 48;
  private static final long MAX_GRAMS = 50_000;

  private final Map<String, Warehouse> warehouses = new LinkedHashMap<>();
  private final Map<String, Carrier> carriers = new LinkedHashMap<>();
  private final Map<String, CarrierService> services = new LinkedHashMap<>();
  private final Map<String, Tariff> tariffs = new LinkedHashMap<>();
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Map<String, Product> products = new LinkedHashMap<>();
  private Consumer<ImportNetworkRequest.Builder> lastTouch = network -> {};

  /** Warehouses in Hangzhou, Wuhan and Beijing, and one carrier: SF-EXPRESS for 9 yuan. */
  static TestNetwork ofThreeCities() {
    return new TestNetwork()
        .warehouse(City.HANGZHOU)
        .warehouse(City.WUHAN)
        .warehouse(City.BEIJING)
        .carrier("SF", CarrierRole.CARRIER_ROLE_OTHER)
        .service("SF-EXPRESS", "SF", "9.00");
  }

  /** An ordinary warehouse, named after its city. */
  TestNetwork warehouse(City city) {
    return warehouse(city.cityName(), city, warehouse -> {});
  }

  /** A warehouse that differs from the ordinary. */
  TestNetwork warehouse(String id, City city, Consumer<Warehouse.Builder> difference) {
    Warehouse.Builder warehouse =
        Warehouse.newBuilder()
            .setWarehouseId(id)
            .setName(id)
            .setNameEn(id)
            .setKind(WarehouseKind.WAREHOUSE_KIND_REGIONAL)
            .setRegionCode(city.code())
            .setLocation(city.place())
            .setState(OperatingState.OPERATING_STATE_OPEN)
            .setCapacityMeasure(CapacityMeasure.CAPACITY_MEASURE_PARCELS)
            .setDailyCapacity(1_000)
            .setCalendar(openEveryDay())
            .setProcessingMinutes(120)
            .setPacksFragile(true)
            .setSecureCage(true);
    difference.accept(warehouse);
    warehouses.put(id, warehouse.build());
    return this;
  }

  TestNetwork carrier(String id, CarrierRole role) {
    carriers.put(
        id,
        Carrier.newBuilder()
            .setCarrierId(id)
            .setName(id)
            .setNameEn(id)
            .setRole(role)
            .setState(OperatingState.OPERATING_STATE_OPEN)
            .setOnTimeRate(0.98)
            .setLossRate(0.0005)
            .build());
    return this;
  }

  /** An ordinary service. */
  TestNetwork service(String id, String carrierId, String yuanPerParcel) {
    return service(id, carrierId, yuanPerParcel, service -> {});
  }

  /** A service that differs from the ordinary. */
  TestNetwork service(
      String id,
      String carrierId,
      String yuanPerParcel,
      Consumer<CarrierService.Builder> difference) {
    CarrierService.Builder service =
        CarrierService.newBuilder()
            .setCarrierServiceId(id)
            .setCarrierId(carrierId)
            .setName(id)
            .setNameEn(id)
            .addServiceLevels(ServiceLevel.SERVICE_LEVEL_STANDARD)
            .setVolumetricCm3PerKg(6_000)
            .setMaxWeightGrams(MAX_GRAMS)
            .setInsurancePermille(5)
            .setHandlesFragile(true)
            .setInsuresHighValue(true)
            .setTakesLiquid(true)
            .setTakesBattery(true)
            .setTakesOversize(true)
            .addAllCollectionDays(weekdays());
    difference.accept(service);
    services.put(id, service.build());
    tariffs.put(id, flat(id, yuanPerParcel));
    return this;
  }

  /** One lane that differs from the service's others in price and time. */
  TestNetwork lane(String warehouseId, String serviceId, City to, String yuan, int hours) {
    String tariffId = warehouseId + ":" + serviceId + ":" + to.code();
    tariffs.put(tariffId, flat(tariffId, yuan));
    lanes.put(tariffId, lane(warehouseId, serviceId, to.code(), tariffId, hours));
    return this;
  }

  TestNetwork product(String sku, Handling... handling) {
    return product(sku, product -> product.addAllHandling(List.of(handling)));
  }

  /** A product that differs from the ordinary. */
  TestNetwork product(String sku, Consumer<Product.Builder> difference) {
    Product.Builder product =
        Product.newBuilder()
            .setSku(sku)
            .setName(sku)
            .setCategory("home")
            .setWeightGrams(300)
            .setLengthMm(100)
            .setWidthMm(100)
            .setHeightMm(100);
    difference.accept(product);
    products.put(sku, product.build());
    return this;
  }

  /** Changes what the methods above do not. */
  TestNetwork lastTouch(Consumer<ImportNetworkRequest.Builder> change) {
    lastTouch = change;
    return this;
  }

  /** As it is imported, without stock. */
  ImportNetworkRequest.Builder build() {
    ImportNetworkRequest.Builder network =
        ImportNetworkRequest.newBuilder()
            .addAllRegions(regions())
            .addRegionGroups(RegionGroup.newBuilder().setRegionGroupId("CN").setName("全国"))
            .addRegionGroups(
                RegionGroup.newBuilder()
                    .setRegionGroupId("REMOTE")
                    .setName("偏远地区")
                    .addRegionCodes(City.URUMQI.code()))
            .addAllWarehouses(warehouses.values())
            .addAllCarriers(carriers.values())
            .addAllCarrierServices(services.values())
            .addAllTariffs(tariffs.values())
            .addAllLanes(lanes.values())
            .addAllProducts(products.values());
    for (String warehouse : warehouses.keySet()) {
      network.addCoverage(Coverage.newBuilder().setWarehouseId(warehouse));
      services
          .values()
          .forEach(
              service -> {
                String id = service.getCarrierServiceId();
                network.addLanes(lane(warehouse, id, "", id, hours(service)));
              });
    }
    services
        .keySet()
        .forEach(
            service -> network.addCoverage(Coverage.newBuilder().setCarrierServiceId(service)));
    lastTouch.accept(network);
    return network;
  }

  /** As fast as the fastest level it is sold as. */
  private static int hours(CarrierService service) {
    return service.getServiceLevelsList().stream()
        .mapToInt(
            level ->
                switch (level) {
                  case SERVICE_LEVEL_HOURLY -> 1;
                  case SERVICE_LEVEL_HALF_DAY, SERVICE_LEVEL_SAME_DAY -> 4;
                  default -> HOURS_ON_THE_WAY;
                })
        .min()
        .orElse(HOURS_ON_THE_WAY);
  }

  private static List<Region> regions() {
    return Stream.of(City.values())
        .map(
            city ->
                Region.newBuilder()
                    .setRegionCode(city.code())
                    .setName(city.cityName())
                    .setNameEn(city.cityName())
                    .setCenter(city.place())
                    .build())
        .toList();
  }

  private static Lane lane(
      String warehouseId, String serviceId, String regionCode, String tariffId, int hours) {
    return Lane.newBuilder()
        .setWarehouseId(warehouseId)
        .setCarrierServiceId(serviceId)
        .setRegionCode(regionCode)
        .setTariffId(tariffId)
        .setTransitHours(hours)
        .build();
  }

  private static Tariff flat(String tariffId, String yuan) {
    return Tariff.newBuilder()
        .setTariffId(tariffId)
        .setMinimumCharge(Amounts.yuan("0"))
        .addBands(
            TariffBand.newBuilder()
                .setUpToGrams(MAX_GRAMS)
                .setFirstGrams(MAX_GRAMS)
                .setFirstCharge(Amounts.yuan(yuan))
                .setStepGrams(1_000)
                .setStepCharge(Amounts.yuan("0")))
        .build();
  }

  private static WarehouseCalendar openEveryDay() {
    WarehouseCalendar.Builder calendar =
        WarehouseCalendar.newBuilder().setTimeZone("Asia/Shanghai").setDayRollHour(4);
    for (DayOfWeek day : weekdays()) {
      calendar.addCutOffs(
          CutOff.newBuilder().setWeekday(day).setTime(TimeOfDay.newBuilder().setHours(18)));
    }
    return calendar.build();
  }

  private static Set<DayOfWeek> weekdays() {
    return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
  }
}
