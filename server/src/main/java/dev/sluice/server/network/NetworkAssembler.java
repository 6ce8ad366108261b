package dev.sluice.server.network;

import dev.sluice.server.network.Network.IndexedData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks master data as a whole and makes a {@link Network} of it. */
public final class NetworkAssembler {
  /** How many problems are listed at most; more are only counted. */
  public static final int MAX_PROBLEMS = 100;

  private static final int MAX_REGIONS = 100_000;
  private static final int MAX_REGION_GROUPS = 1_000;
  private static final int MAX_WAREHOUSES = 20_000;
  private static final int MAX_CARRIERS = 1_000;
  private static final int MAX_CARRIER_SERVICES = 5_000;
  private static final int MAX_TARIFFS = 500_000;
  private static final int MAX_LANES = 2_000_000;
  private static final int MAX_COVERAGE = 2_000_000;
  private static final int MAX_PRODUCTS = 1_000_000;

  private NetworkAssembler() {}

  /**
   * Makes the network of this version.
   *
   * @param data must not be altered afterwards
   * @throws InvalidNetworkException with all problems when there is any
   */
  public static Network assemble(long version, NetworkData data) {
    return assemble(version, data, false);
  }

  /** The same of data that somebody sends, which is also asked whether it can be meant. */
  public static Network assembleImport(long version, NetworkData data) {
    return assemble(version, data, true);
  }

  private static Network assemble(long version, NetworkData data, boolean imported) {
    Problems problems = new Problems(MAX_PROBLEMS);
    checkCounts(data, problems);
    problems.throwIfAny();
    IndexedData indexed = index(data, problems);
    KnownRegions regions = new KnownRegions(indexed.regions().values());
    PlaceChecks places = new PlaceChecks(indexed, regions, problems);
    data.regions().forEach(places::check);
    data.regionGroups().forEach(places::check);
    data.warehouses().forEach(places::check);
    TransportChecks transport = new TransportChecks(indexed, regions, problems);
    data.carriers().forEach(transport::check);
    data.carrierServices().forEach(transport::check);
    data.tariffs().forEach(transport::check);
    data.lanes().forEach(transport::check);
    data.coverage().forEach(transport::check);
    ProductChecks products = new ProductChecks(problems);
    data.products().forEach(products::check);
    if (imported) {
      ImportChecks meant = new ImportChecks(indexed, problems);
      data.tariffs().forEach(meant::check);
      data.lanes().forEach(meant::check);
    }
    problems.throwIfAny();
    return new Network(version, data, indexed);
  }

  private static void checkCounts(NetworkData data, Problems problems) {
    checkCount("region", data.regions(), MAX_REGIONS, problems);
    checkCount("region_group", data.regionGroups(), MAX_REGION_GROUPS, problems);
    checkCount("warehouse", data.warehouses(), MAX_WAREHOUSES, problems);
    checkCount("carrier", data.carriers(), MAX_CARRIERS, problems);
    checkCount("carrier_service", data.carrierServices(), MAX_CARRIER_SERVICES, problems);
    checkCount("tariff", data.tariffs(), MAX_TARIFFS, problems);
    checkCount("lane", data.lanes(), MAX_LANES, problems);
    checkCount("coverage", data.coverage(), MAX_COVERAGE, problems);
    checkCount("product", data.products(), MAX_PRODUCTS, problems);
  }

  private static void checkCount(String kind, List<?> records, int most, Problems problems) {
    if (records.size() > most) {
      problems
          .of(kind, "")
          .add(
              "count",
              records.size(),
              "may be " + most + " at most",
              "the data holds the same records several times.");
    }
  }

  private static IndexedData index(NetworkData data, Problems problems) {
    return new IndexedData(
        index("region", "region_code", data.regions(), Region::code, problems),
        index("region_group", "region_group_id", data.regionGroups(), RegionGroup::id, problems),
        index("warehouse", "warehouse_id", data.warehouses(), Warehouse::id, problems),
        index("carrier", "carrier_id", data.carriers(), Carrier::id, problems),
        index(
            "carrier_service",
            "carrier_service_id",
            data.carrierServices(),
            CarrierService::id,
            problems),
        index("tariff", "tariff_id", data.tariffs(), Tariff::id, problems),
        index("lane", "lane_id", data.lanes(), Lane::id, problems),
        index("coverage", "region_code", data.coverage(), CoverageRule::id, problems),
        index("product", "sku", data.products(), Product::sku, problems));
  }

  private static <T> Map<String, T> index(
      String kind, String field, List<T> records, Function<T, String> identity, Problems problems) {
    Map<String, T> byId = new HashMap<>(records.size() * 2);
    for (T record : records) {
      String id = identity.apply(record);
      if (byId.putIfAbsent(id, record) != null) {
        problems
            .of(kind, id)
            .add(field, id, "stands there twice", "one of the two is to be removed or renamed.");
      }
    }
    return byId;
  }
}
