package dev.sluice.server.cli.files;

import com.google.type.LatLng;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.Handling;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Lane;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.Region;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.server.grpc.NetworkMapper;
import dev.sluice.server.grpc.WarehouseMapper;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.NetworkData;

/** Says a network folder in the words of the contract. */
public final class NetworkMessages {

  private NetworkMessages() {}

  /** The whole folder as one message; elements stand in the folder's order. */
  public static ImportNetworkRequest importRequest(NetworkFolder folder, boolean dryRun) {
    NetworkData network = folder.network();
    ImportNetworkRequest.Builder request = ImportNetworkRequest.newBuilder().setDryRun(dryRun);
    network.regions().forEach(region -> request.addRegions(toProto(region)));
    network.regionGroups().forEach(group -> request.addRegionGroups(NetworkMapper.toProto(group)));
    network
        .warehouses()
        .forEach(warehouse -> request.addWarehouses(WarehouseMapper.toProto(warehouse)));
    network.carriers().forEach(carrier -> request.addCarriers(NetworkMapper.toProto(carrier)));
    network
        .carrierServices()
        .forEach(service -> request.addCarrierServices(NetworkMapper.toProto(service)));
    network.tariffs().forEach(tariff -> request.addTariffs(NetworkMapper.toProto(tariff)));
    network.lanes().forEach(lane -> request.addLanes(toProto(lane)));
    network.coverage().forEach(rule -> request.addCoverage(toProto(rule)));
    network.products().forEach(product -> request.addProducts(toProto(product)));
    folder.stock().forEach(stock -> request.addStock(toProto(stock)));
    return request.build();
  }

  private static Region toProto(dev.sluice.server.network.Region region) {
    Region.Builder message =
        Region.newBuilder()
            .setRegionCode(region.code())
            .setName(region.name())
            .setNameEn(region.nameEn());
    region.center().ifPresent(center -> message.setCenter(toProto(center)));
    return message.build();
  }

  private static Lane toProto(dev.sluice.server.network.Lane lane) {
    Lane.Builder message =
        Lane.newBuilder()
            .setWarehouseId(lane.warehouseId())
            .setCarrierServiceId(lane.carrierServiceId())
            .setRegionCode(lane.regionCode())
            .setTariffId(lane.tariffId())
            .setTransitHours(lane.transitHours());
    lane.dailyParcels().ifPresent(message::setDailyParcels);
    return message.build();
  }

  private static Coverage toProto(CoverageRule rule) {
    Coverage.Builder message =
        Coverage.newBuilder()
            .setRegionCode(rule.regionCode())
            .setPriority(rule.priority())
            .setExcluded(!rule.serves());
    return switch (rule.subject()) {
      case WAREHOUSE -> message.setWarehouseId(rule.subjectId()).build();
      case CARRIER_SERVICE -> message.setCarrierServiceId(rule.subjectId()).build();
    };
  }

  private static Product toProto(dev.sluice.server.network.Product product) {
    Product.Builder message =
        Product.newBuilder()
            .setSku(product.sku())
            .setName(product.name())
            .setCategory(product.category())
            .setWeightGrams(product.weightGrams())
            .setLengthMm(product.lengthMm())
            .setWidthMm(product.widthMm())
            .setHeightMm(product.heightMm())
            .setReturnRate(product.returnRate());
    product.handling().stream()
        .sorted()
        .forEach(need -> message.addHandling(Handling.valueOf("HANDLING_" + need)));
    return message.build();
  }

  private static StockRecord toProto(dev.sluice.server.stock.StockRecord stock) {
    return StockRecord.newBuilder()
        .setWarehouseId(stock.warehouseId())
        .setSku(stock.sku())
        .setOnHand(stock.onHand())
        .setSafetyStock(stock.safetyStock())
        .build();
  }

  private static LatLng toProto(dev.sluice.server.network.LatLng place) {
    return LatLng.newBuilder()
        .setLatitude(place.latitude())
        .setLongitude(place.longitude())
        .build();
  }
}
