package dev.sluice.server.network;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The checked and indexed master data of one network version, made by {@link NetworkAssembler}.
 * Immutable; all maps iterate by ascending key.
 */
public final class Network {
  private final long version;
  private final NetworkData data;
  private final Map<String, Region> regions;
  private final Map<String, RegionGroup> regionGroups;
  private final Map<String, Warehouse> warehouses;
  private final Map<String, Carrier> carriers;
  private final Map<String, CarrierService> carrierServices;
  private final Map<String, Tariff> tariffs;
  private final Map<String, Product> products;
  private final Map<String, Lane> lanes;
  private final Map<String, Timetable> timetables = new HashMap<>();
  private final Map<String, DayKeys> warehouseDays = new HashMap<>();
  private final Map<String, DayKeys> carrierDays = new HashMap<>();
  private final Map<String, Integer> serviceRanks = new HashMap<>();
  private final Map<String, CarrierDays> collections = new HashMap<>();
  private final Map<String, CarrierDays> deliveries = new HashMap<>();
  private final Map<LaneGroupKey, LaneGroup> laneGroups = new ConcurrentHashMap<>();
  private final Map<String, AppliedLane> appliedLanes = new ConcurrentHashMap<>();

  /** Of regions that are remembered somewhere: it keeps none itself. */
  private final Cache<RegionalLanes.Way, RegionalLanes> regionalLanes =
      Caffeine.newBuilder().weakValues().build();

  private final ShareNames shareNames;
  private final Map<String, List<String>> groupsByRegion = new HashMap<>();
  private final CoverageIndex warehouseCoverage;
  private final CoverageIndex serviceCoverage;
  private final LaneIndex laneIndex;

  /** Indexes data that {@link NetworkAssembler} has found without fault. */
  Network(long version, NetworkData data, IndexedData indexed) {
    this.version = version;
    this.data = data;
    this.regions = sorted(indexed.regions());
    this.regionGroups = withCountry(indexed.regionGroups());
    this.warehouses = sorted(indexed.warehouses());
    this.carriers = sorted(indexed.carriers());
    this.carrierServices = sorted(indexed.carrierServices());
    this.tariffs = sorted(indexed.tariffs());
    this.products = sorted(indexed.products());
    this.lanes = sorted(indexed.lanes());
    for (RegionGroup group : regionGroups.values()) {
      List<String> codes = group.regionCodes().isEmpty() ? List.of("") : group.regionCodes();
      codes.forEach(
          code -> groupsByRegion.computeIfAbsent(code, any -> new ArrayList<>()).add(group.id()));
    }
    for (String id : warehouses.keySet()) {
      timetables.put(id, new Timetable(get(warehouses, id)));
      warehouseDays.put(id, new DayKeys(day -> CounterKey.warehouseDay(id, day)));
    }
    for (String id : carriers.keySet()) {
      carrierDays.put(id, new DayKeys(day -> CounterKey.carrierDay(id, day)));
    }
    carrierServices.keySet().forEach(id -> serviceRanks.put(id, serviceRanks.size()));
    nameCarrierDays();
    this.shareNames = new ShareNames(carriers.keySet());
    this.warehouseCoverage = new CoverageIndex(data.coverage(), CoverageRule.Subject.WAREHOUSE);
    this.serviceCoverage = new CoverageIndex(data.coverage(), CoverageRule.Subject.CARRIER_SERVICE);
    this.laneIndex = new LaneIndex(lanes.values());
  }

  /** Counts up with every change. */
  public long version() {
    return version;
  }

  /** What this network was made of. */
  public NetworkData data() {
    return data;
  }

  public Map<String, Region> regions() {
    return regions;
  }

  /** Always with {@link RegionGroup#COUNTRY}. */
  public Map<String, RegionGroup> regionGroups() {
    return regionGroups;
  }

  public Map<String, Warehouse> warehouses() {
    return warehouses;
  }

  /** When the warehouse of this network ships. */
  public Timetable timetable(String warehouseId) {
    return get(timetables, warehouseId);
  }

  public Map<String, Carrier> carriers() {
    return carriers;
  }

  public Map<String, CarrierService> carrierServices() {
    return carrierServices;
  }

  public Map<String, Tariff> tariffs() {
    return tariffs;
  }

  public Map<String, Product> products() {
    return products;
  }

  /** By {@link Lane#id()}. */
  public Map<String, Lane> lanes() {
    return lanes;
  }

  public Optional<Product> findProduct(String sku) {
    return Optional.ofNullable(products.get(sku));
  }

  /** Whether orders may name it: a listed region, or any street of a listed district. */
  public boolean isDestination(String code) {
    return regions.containsKey(code)
        || (RegionCodes.isStreet(code) && regions.containsKey(RegionCodes.districtOf(code)));
  }

  /**
   * Who serves the region. The work grows with those who do, not with all lanes; callers that ask
   * often go through {@link RegionalCoverageCache}.
   *
   * @param regionCode one for which {@link #isDestination} holds; others have no coverage of their
   *     own and get that of the codes above them
   */
  public RegionalCoverage coverageOf(String regionCode) {
    Optional<LatLng> destination = findCenter(regionCode);
    Set<String> services = serviceCoverage.findServing(regionCode).keySet();
    List<WarehouseReach> reaches = new ArrayList<>();
    Map<String, LaneGroup> lanesByWarehouse = new HashMap<>();
    for (CoverageRule rule : warehouseCoverage.findServing(regionCode).values()) {
      Warehouse warehouse = warehouses.get(rule.subjectId());
      if (warehouse == null || warehouse.kind() == WarehouseKind.RETURN_CENTER) {
        continue;
      }
      reaches.add(reach(warehouse, rule, destination));
      lanesByWarehouse.put(
          warehouse.id(),
          laneGroup(warehouse.id(), laneIndex.findApplying(warehouse.id(), regionCode, services)));
    }
    reaches.sort(
        Comparator.comparingDouble(WarehouseReach::distanceKm)
            .thenComparing(reach -> reach.warehouse().id()));
    return new RegionalCoverage(
        regionCode,
        groupsOf(regionCode),
        List.copyOf(reaches),
        shared(new RegionalLanes(reaches, lanesByWarehouse)),
        shareNames);
  }

  private RegionalLanes shared(RegionalLanes lanes) {
    return regionalLanes.get(lanes.way(), way -> lanes);
  }

  /**
   * Names the counters that a decision about these lanes may ask for, some of them twice, in an
   * order that depends on nothing but what is given.
   *
   * @param names told of each, with the capacity that it begins with
   */
  public void nameCounters(
      RegionalCoverage coverage,
      Collection<LaneGroup> lanes,
      Instant time,
      LocalDate shareDay,
      ObjLongConsumer<CounterKey> names) {
    lanes.forEach(ofWarehouse -> ofWarehouse.name(time, names));
    for (CounterKey share : coverage.shareKeys(shareDay).all()) {
      names.accept(share, Counter.UNLIMITED);
    }
  }

  /**
   * The one group of these lanes, by service id; regions in which the same lanes apply share it.
   */
  public LaneGroup laneGroup(String warehouseId, List<Lane> lanes) {
    return laneGroups.computeIfAbsent(
        new LaneGroupKey(warehouseId, lanes),
        key ->
            new LaneGroup(
                get(warehouses, warehouseId),
                timetable(warehouseId),
                get(warehouseDays, warehouseId),
                lanes.stream().map(this::applied).toList()));
  }

  /** Equal days are one object, since decisions compare them a lot. */
  private void nameCarrierDays() {
    Map<CarrierDays, CarrierDays> known = new HashMap<>();
    for (CarrierService service : carrierServices.values()) {
      collections.put(service.id(), known.computeIfAbsent(service.collection(), days -> days));
      deliveries.put(service.id(), known.computeIfAbsent(service.delivery(), days -> days));
    }
  }

  private AppliedLane applied(Lane lane) {
    return appliedLanes.computeIfAbsent(lane.id(), id -> apply(lane));
  }

  private AppliedLane apply(Lane lane) {
    CarrierService service = get(carrierServices, lane.carrierServiceId());
    return new AppliedLane(
        lane,
        service,
        get(serviceRanks, service.id()),
        get(carriers, service.carrierId()),
        get(tariffs, lane.tariffId()),
        get(collections, service.id()),
        get(deliveries, service.id()),
        get(carrierDays, service.carrierId()));
  }

  private <T> T get(Map<String, T> byId, String id) {
    @Nullable T found = byId.get(id);
    if (found == null) {
      throw new IllegalArgumentException(
          "Network " + version + " does not hold " + id + "\nMaybe another version does.");
    }
    return found;
  }

  private static WarehouseReach reach(
      Warehouse warehouse, CoverageRule rule, Optional<LatLng> destination) {
    double distanceKm =
        destination.map(point -> Distances.km(warehouse.location(), point)).orElse(0.0);
    return new WarehouseReach(warehouse, rule.priority(), rule.regionCode().length(), distanceKm);
  }

  private Optional<LatLng> findCenter(String regionCode) {
    for (String code : RegionCodes.upwards(regionCode)) {
      Region region = regions.get(code);
      if (region != null && region.center().isPresent()) {
        return region.center();
      }
    }
    return Optional.empty();
  }

  private List<String> groupsOf(String regionCode) {
    return RegionCodes.upwards(regionCode).stream()
        .flatMap(code -> groupsByRegion.getOrDefault(code, List.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, RegionGroup> withCountry(Map<String, RegionGroup> groups) {
    Map<String, RegionGroup> all = new HashMap<>(groups);
    all.putIfAbsent(
        RegionGroup.COUNTRY,
        new RegionGroup(RegionGroup.COUNTRY, "全国", "China", List.of(), Optional.empty()));
    return sorted(all);
  }

  private static <T> Map<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(map)));
  }

  private record LaneGroupKey(String warehouseId, List<Lane> lanes) {}

  /** Master data by id, without duplicates. */
  record IndexedData(
      Map<String, Region> regions,
      Map<String, RegionGroup> regionGroups,
      Map<String, Warehouse> warehouses,
      Map<String, Carrier> carriers,
      Map<String, CarrierService> carrierServices,
      Map<String, Tariff> tariffs,
      Map<String, Lane> lanes,
      Map<String, CoverageRule> coverage,
      Map<String, Product> products) {}
}
