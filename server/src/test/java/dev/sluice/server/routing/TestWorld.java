package dev.sluice.server.routing;

import dev.sluice.rules.ShareVerdicts;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.network.RegionalLanes;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.network.ShareNames;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.InboundRecord;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockState;
import dev.sluice.server.stock.StockView;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A small network around one destination, written down in a few lines. */
final class TestWorld {

  /** A Monday, ten in the morning in Shanghai. */
  static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");

  static final LocalDate TODAY = LocalDate.parse("2026-06-01");
  static final String DESTINATION = "330106";
  static final long YUAN = 1_000_000;

  /** A warehouse, open all week until 18:00, that packs within the hour for nothing. */
  static final class WarehouseSpec {
    WarehouseKind kind = WarehouseKind.REGIONAL;
    OperatingState state = OperatingState.OPEN;
    CapacityMeasure measure = CapacityMeasure.ORDERS;
    long capacity = 1_000;
    long perUnitMicros;
    long perShipmentMicros;
    double distanceKm = 100;
    String regionCode = "3301";
    Set<String> customers = Set.of();
    Set<DayOfWeek> workDays = EnumSet.allOf(DayOfWeek.class);
    LocalTime cutOff = LocalTime.of(18, 0);
    boolean covers = true;
    int coverageDigits = 2;
    int coveragePriority;
    OptionalInt fullMinutes = OptionalInt.empty();
    int overflowDays;
  }

  /** A carrier service that takes everything at every level. */
  static final class ServiceSpec {
    String carrierId = "";
    Set<ServiceLevel> levels = EnumSet.allOf(ServiceLevel.class);
    int divisor;
    long maxGrams = 1_000_000;
    int insurancePermille;
    boolean liquid = true;
    boolean battery = true;
    boolean oversize = true;
    boolean fragile = true;
    Set<String> channels = Set.of();
  }

  private final Map<String, WarehouseSpec> warehouses = new LinkedHashMap<>();
  private final Map<String, ServiceSpec> services = new LinkedHashMap<>();
  private final Map<String, OptionalLong> carriers = new LinkedHashMap<>();
  private final Set<String> closedCarriers = new TreeSet<>();
  private final Map<String, Tariff> tariffs = new LinkedHashMap<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<String, Product> products = new LinkedHashMap<>();
  private final Map<String, StockState> stock = new HashMap<>();
  private final Map<CounterKey, Counter> counters = new HashMap<>();
  private final Map<String, ShareVerdicts> shares = new HashMap<>();
  private final Map<String, RegionGroup> groups = new TreeMap<>();

  TestWorld() {
    groups.put("CN", new RegionGroup("CN", "全国", "China", List.of(), Optional.empty()));
  }

  TestWorld warehouse(String id) {
    return warehouse(id, spec -> {});
  }

  TestWorld warehouse(String id, Consumer<WarehouseSpec> edit) {
    WarehouseSpec spec = new WarehouseSpec();
    edit.accept(spec);
    warehouses.put(id, spec);
    return this;
  }

  /** A service whose carrier is named by what stands before the dash: {@code SF-AIR} of SF. */
  TestWorld service(String id) {
    return service(id, spec -> {});
  }

  TestWorld service(String id, Consumer<ServiceSpec> edit) {
    ServiceSpec spec = new ServiceSpec();
    spec.carrierId = id.substring(0, id.indexOf('-'));
    edit.accept(spec);
    services.put(id, spec);
    carriers.putIfAbsent(spec.carrierId, OptionalLong.empty());
    return this;
  }

  TestWorld carrierParcels(String carrierId, long dailyParcels) {
    carriers.put(carrierId, OptionalLong.of(dailyParcels));
    return this;
  }

  TestWorld closeCarrier(String carrierId) {
    closedCarriers.add(carrierId);
    return this;
  }

  /** A lane at so many yuan for the first kilogram and each further begun one, up to 30 kg. */
  TestWorld lane(
      String warehouseId, String serviceId, double first, double further, int transitHours) {
    return lane(warehouseId, serviceId, first, further, transitHours, OptionalLong.empty());
  }

  TestWorld lane(
      String warehouseId,
      String serviceId,
      double first,
      double further,
      int transitHours,
      OptionalLong dailyParcels) {
    String tariffId = "T" + tariffs.size();
    Tariff.Band band = new Tariff.Band(30_000, 1_000, micros(first), 1_000, micros(further));
    tariffs.put(tariffId, new Tariff(tariffId, 0, List.of(band)));
    lanes.add(new Lane(warehouseId, serviceId, "33", tariffId, transitHours, dailyParcels));
    return this;
  }

  TestWorld lane(String warehouseId, String serviceId, Tariff tariff, int transitHours) {
    tariffs.put(tariff.id(), tariff);
    lanes.add(
        new Lane(warehouseId, serviceId, "33", tariff.id(), transitHours, OptionalLong.empty()));
    return this;
  }

  TestWorld product(String sku, int grams, Handling... handling) {
    products.put(
        sku,
        Product.builder(sku)
            .category("GOODS")
            .weightGrams(grams)
            .handling(Set.of(handling))
            .build());
    return this;
  }

  /** The SKU with such a return rate instead of none; nothing else of it is kept. */
  TestWorld returned(String sku, double returnRate) {
    products.put(sku, Product.builder(sku).weightGrams(500).returnRate(returnRate).build());
    return this;
  }

  TestWorld stock(String warehouseId, String sku, long onHand) {
    return stock(warehouseId, sku, onHand, 0, 0, 0);
  }

  TestWorld stock(
      String warehouseId, String sku, long onHand, long safety, long earmarked, long reserved) {
    products.putIfAbsent(sku, Product.builder(sku).category("GOODS").weightGrams(500).build());
    List<Earmark> earmarks =
        earmarked == 0
            ? List.of()
            : List.of(
                new Earmark(
                    warehouseId,
                    sku,
                    new EarmarkHolder(EarmarkHolder.Kind.HOST, "SOMEBODY-ELSE"),
                    earmarked,
                    earmarked,
                    0,
                    Instant.MAX));
    stock.put(
        warehouseId + " " + sku,
        new StockState(warehouseId, sku, onHand, safety, reserved, earmarks));
    return this;
  }

  /** What is in stock there was counted then. */
  TestWorld counted(String warehouseId, String sku, Instant asOf) {
    stock.computeIfPresent(
        warehouseId + " " + sku,
        (same, state) -> state.counted(state.onHand(), state.safetyStock(), asOf));
    return this;
  }

  /** Units of what is in stock there are kept for a host until then. */
  TestWorld kept(String warehouseId, String sku, String host, long units, Instant until) {
    EarmarkHolder holder = new EarmarkHolder(EarmarkHolder.Kind.HOST, host);
    stock.computeIfPresent(
        warehouseId + " " + sku,
        (same, state) -> {
          List<Earmark> earmarks = new ArrayList<>(state.earmarks());
          earmarks.add(new Earmark(warehouseId, sku, holder, units, units, 0, until));
          return state.withEarmarks(earmarks);
        });
    return this;
  }

  /** Units that are expected some days from now; after what is in stock there. */
  TestWorld inbound(String warehouseId, String sku, int inDays, long units) {
    String key = warehouseId + " " + sku;
    if (!stock.containsKey(key)) {
      stock(warehouseId, sku, 0);
    }
    stock.computeIfPresent(
        key,
        (same, state) ->
            state.announced(new InboundRecord(warehouseId, sku, TODAY.plusDays(inDays), units)));
    return this;
  }

  TestWorld counter(CounterKey key, long capacity, long used) {
    counters.put(key, new Counter(key, capacity, used, 0));
    return this;
  }

  /** So many of all parcels in the country were the carrier's today. */
  TestWorld parcels(String carrierId, long parcels, long allParcels) {
    counter(CounterKey.carrierShare(carrierId, "CN", TODAY), Counter.UNLIMITED, parcels);
    return counter(CounterKey.allShare("CN", TODAY), Counter.UNLIMITED, allParcels);
  }

  TestWorld shares(String regionGroupId, ShareVerdicts verdicts) {
    shares.put(regionGroupId, verdicts);
    return this;
  }

  TestWorld cap(String carrierId, long percent, boolean strict) {
    return shares(
        "CN",
        new ShareVerdicts(
            List.of(new ShareVerdicts.Cap(carrierId, percent * 10_000, strict, "SHARE-1")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  TestWorld group(RegionGroup group) {
    groups.put(group.id(), group);
    return this;
  }

  DecisionInput input(Order order) {
    return input(order, SaidRules.nothing());
  }

  DecisionInput input(Order order, SaidRules rules) {
    return new DecisionInput(
        order,
        view(),
        StockView.of(stock.values(), SalesPoint.ANY, NOW),
        ShareNumbers.of("test", shares),
        rules);
  }

  NetworkView view() {
    Map<String, Warehouse> built = new HashMap<>();
    List<WarehouseReach> reaches = new ArrayList<>();
    warehouses.forEach(
        (id, spec) -> {
          Warehouse warehouse = warehouse(id, spec);
          built.put(id, warehouse);
          if (spec.covers) {
            reaches.add(
                new WarehouseReach(
                    warehouse, spec.coveragePriority, spec.coverageDigits, spec.distanceKm));
          }
        });
    reaches.sort(
        Comparator.comparingDouble(WarehouseReach::distanceKm)
            .thenComparing(reach -> reach.warehouse().id()));
    Map<String, List<Lane>> byWarehouse = new HashMap<>();
    lanes.stream()
        .sorted(Comparator.comparing(Lane::carrierServiceId))
        .forEach(
            lane ->
                byWarehouse.computeIfAbsent(lane.warehouseId(), id -> new ArrayList<>()).add(lane));
    Network network =
        NetworkAssembler.assemble(
            7,
            new NetworkData(
                List.of(region("33"), region("3301"), region(DESTINATION)),
                List.copyOf(groups.values()),
                List.copyOf(built.values()),
                List.copyOf(builtCarriers().values()),
                List.copyOf(builtServices().values()),
                List.copyOf(tariffs.values()),
                lanes,
                List.of(),
                List.copyOf(products.values())));
    RegionalCoverage coverage =
        new RegionalCoverage(
            DESTINATION,
            List.copyOf(groups.keySet()),
            reaches,
            new RegionalLanes(reaches, groups(network, reaches, byWarehouse)),
            new ShareNames(network.carriers().keySet()));
    return new NetworkView(network, NOW, TODAY, coverage, Map.copyOf(counters));
  }

  private static Map<String, LaneGroup> groups(
      Network network, List<WarehouseReach> reaches, Map<String, List<Lane>> byWarehouse) {
    Map<String, LaneGroup> lanes = new HashMap<>();
    for (WarehouseReach reach : reaches) {
      String id = reach.warehouse().id();
      lanes.put(id, network.laneGroup(id, byWarehouse.getOrDefault(id, List.of())));
    }
    return lanes;
  }

  private static Region region(String code) {
    return new Region(code, code, code, Optional.of(new LatLng(30.27, 120.15)));
  }

  private static Warehouse warehouse(String id, WarehouseSpec spec) {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    spec.workDays.forEach(day -> cutOffs.put(day, spec.cutOff));
    return Warehouse.builder(
            id,
            spec.regionCode,
            new LatLng(30, 120),
            new WarehouseCalendar(ZoneId.of("Asia/Shanghai"), 0, cutOffs, Set.of()))
        .kind(spec.kind)
        .state(spec.state)
        .capacityMeasure(spec.measure)
        .dailyCapacity(spec.capacity)
        .processingMinutes(60)
        .handlingPerUnitMicros(spec.perUnitMicros)
        .handlingPerShipmentMicros(spec.perShipmentMicros)
        .packsFragile(true)
        .coldRoom(true)
        .secureCage(true)
        .customers(spec.customers)
        .fullProcessingMinutes(spec.fullMinutes)
        .overflowDays(spec.overflowDays)
        .build();
  }

  private Map<String, Carrier> builtCarriers() {
    Map<String, Carrier> built = new HashMap<>();
    carriers.forEach(
        (id, daily) ->
            built.put(
                id,
                new Carrier(
                    id,
                    id,
                    id,
                    CarrierRole.OTHER,
                    closedCarriers.contains(id) ? OperatingState.PAUSED : OperatingState.OPEN,
                    daily,
                    0.98,
                    0.001)));
    return built;
  }

  private Map<String, CarrierService> builtServices() {
    Map<String, CarrierService> built = new HashMap<>();
    services.forEach(
        (id, spec) ->
            built.put(
                id,
                CarrierService.builder(id, spec.carrierId)
                    .serviceLevels(spec.levels)
                    .volumetricCm3PerKg(spec.divisor)
                    .maxWeightGrams(spec.maxGrams)
                    .insurancePermille(spec.insurancePermille)
                    .handlesFragile(spec.fragile)
                    .insuresHighValue(spec.insurancePermille > 0)
                    .coldChain(true)
                    .takesLiquid(spec.liquid)
                    .takesBattery(spec.battery)
                    .takesOversize(spec.oversize)
                    .cashOnDelivery(true)
                    .waybillChannels(spec.channels)
                    .build()));
    return built;
  }

  static long micros(double yuan) {
    return Math.round(yuan * YUAN);
  }

  /** An order of such lines as {@code "2 x SKU-1"}, each unit declared at 10 yuan. */
  static Order order(String... lines) {
    return order(ServiceLevel.STANDARD, lines);
  }

  static Order order(ServiceLevel level, String... lines) {
    List<OrderLine> parsed = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" x ", 2);
      parsed.add(
          new OrderLine(parts[1], Long.parseLong(parts[0]), 10 * YUAN, false, Optional.empty()));
    }
    return order(level, parsed);
  }

  static Order order(ServiceLevel level, List<OrderLine> lines) {
    return new Order(
        new OrderKey("DOUYIN", "O-1"),
        "STORE-1",
        "",
        "",
        CustomerTier.STANDARD,
        level,
        NOW,
        Optional.of(NOW),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        DESTINATION,
        Optional.empty(),
        List.copyOf(lines),
        new TreeSet<>());
  }

  /** A is dear and fast, B cheap and slow; ZTO is cheap, SF is fast. */
  static TestWorld twoWarehouses() {
    return new TestWorld()
        .warehouse("WH-A", a -> a.distanceKm = 50)
        .warehouse("WH-B", b -> b.distanceKm = 500)
        .service("SF-AIR")
        .service("ZTO-STD")
        .lane("WH-A", "SF-AIR", 12, 3, 20)
        .lane("WH-A", "ZTO-STD", 5, 2, 40)
        .lane("WH-B", "SF-AIR", 14, 4, 24)
        .lane("WH-B", "ZTO-STD", 4, 2, 60);
  }
}
