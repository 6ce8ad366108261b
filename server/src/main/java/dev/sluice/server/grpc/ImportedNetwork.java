package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.NetworkCounts;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.stock.StockRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the parts of an import until it is complete. Used by one thread at a time. */
final class ImportedNetwork {
  private static final long MAX_ELEMENTS = 4_000_000;
  private static final int MAX_PROBLEMS = 100;

  private final List<Region> regions = new ArrayList<>();
  private final List<RegionGroup> regionGroups = new ArrayList<>();
  private final List<Warehouse> warehouses = new ArrayList<>();
  private final List<Carrier> carriers = new ArrayList<>();
  private final List<CarrierService> carrierServices = new ArrayList<>();
  private final List<Tariff> tariffs = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final List<CoverageRule> coverage = new ArrayList<>();
  private final List<Product> products = new ArrayList<>();
  private final List<StockRecord> stock = new ArrayList<>();
  private boolean dryRun;

  /**
   * @throws RequestRefusedException naming what is wrong in the part
   */
  void add(ImportNetworkRequest part) {
    dryRun |= part.getDryRun();
    part.getRegionsList().forEach(one -> regions.add(NetworkMapper.toRegion(one)));
    part.getRegionGroupsList().forEach(one -> regionGroups.add(NetworkMapper.toRegionGroup(one)));
    for (int i = 0; i < part.getWarehousesCount(); i++) {
      warehouses.add(WarehouseMapper.toWarehouse(part.getWarehouses(i), "warehouses[" + i + "]"));
    }
    part.getCarriersList().forEach(one -> carriers.add(NetworkMapper.toCarrier(one)));
    for (int i = 0; i < part.getCarrierServicesCount(); i++) {
      carrierServices.add(
          NetworkMapper.toCarrierService(
              part.getCarrierServices(i), "carrier_services[" + i + "]"));
    }
    part.getTariffsList().forEach(one -> tariffs.add(NetworkMapper.toTariff(one)));
    part.getLanesList().forEach(one -> lanes.add(NetworkMapper.toLane(one)));
    part.getCoverageList().forEach(one -> coverage.add(NetworkMapper.toCoverage(one)));
    part.getProductsList().forEach(one -> products.add(NetworkMapper.toProduct(one)));
    part.getStockList().forEach(one -> stock.add(NetworkMapper.toStock(one)));
    if (elements() > MAX_ELEMENTS) {
      throw RequestRefusedException.invalidField(
          "stock",
          "all parts together have %d elements, at most %d\nMaybe report stock by SetStock instead."
              .formatted(elements(), MAX_ELEMENTS));
    }
  }

  boolean dryRun() {
    return dryRun;
  }

  NetworkData data() {
    return new NetworkData(
        regions,
        regionGroups,
        warehouses,
        carriers,
        carrierServices,
        tariffs,
        lanes,
        coverage,
        products);
  }

  List<StockRecord> stock() {
    return List.copyOf(stock);
  }

  NetworkCounts counts() {
    return NetworkCountsMapper.count(data());
  }

  /**
   * @throws RequestRefusedException naming stock of unknown warehouses or products, and stock that
   *     is stated twice
   */
  void checkStock() {
    Set<String> warehouseIds = new HashSet<>();
    warehouses.forEach(warehouse -> warehouseIds.add(warehouse.id()));
    Set<String> skus = new HashSet<>();
    products.forEach(product -> skus.add(product.sku()));
    Set<String> seen = new HashSet<>();
    List<FieldProblem> problems = new ArrayList<>();
    for (StockRecord record : stock) {
      String name = "stock[" + record.warehouseId() + ">" + record.sku() + "]";
      if (!warehouseIds.contains(record.warehouseId())) {
        problems.add(
            new FieldProblem(
                name + ".warehouse_id",
                "no warehouse '%s' is imported\n".formatted(record.warehouseId())
                    + "Maybe it is misspelled, or the warehouse is missing from the data."));
      }
      if (!skus.contains(record.sku())) {
        problems.add(
            new FieldProblem(
                name + ".sku",
                "no product '%s' is imported\n".formatted(record.sku())
                    + "Maybe it is misspelled, or the product is missing from the data."));
      }
      if (!seen.add(name)) {
        problems.add(
            new FieldProblem(
                name,
                "is stated twice, here as %d on hand\nMaybe two counts were joined."
                    .formatted(record.onHand())));
      }
      if (problems.size() >= MAX_PROBLEMS) {
        break;
      }
    }
    if (!problems.isEmpty()) {
      FieldProblem first = problems.get(0);
      throw RequestRefusedException.ofFields(
          ErrorReason.ERROR_REASON_INVALID_NETWORK,
          first.field() + ": " + first.description(),
          Map.of("problems", Integer.toString(problems.size())),
          problems);
    }
  }

  private long elements() {
    return (long) regions.size()
        + regionGroups.size()
        + warehouses.size()
        + carriers.size()
        + carrierServices.size()
        + tariffs.size()
        + lanes.size()
        + coverage.size()
        + products.size()
        + stock.size();
  }
}
