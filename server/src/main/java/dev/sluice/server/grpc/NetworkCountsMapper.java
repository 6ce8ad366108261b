package dev.sluice.server.grpc;

import dev.sluice.routing.v1.NetworkCounts;
import dev.sluice.server.network.NetworkData;

/** Counts what a network has. */
final class NetworkCountsMapper {

  private NetworkCountsMapper() {}

  static NetworkCounts count(NetworkData data) {
    return NetworkCounts.newBuilder()
        .setRegions(data.regions().size())
        .setRegionGroups(data.regionGroups().size())
        .setWarehouses(data.warehouses().size())
        .setCarriers(data.carriers().size())
        .setCarrierServices(data.carrierServices().size())
        .setTariffs(data.tariffs().size())
        .setLanes(data.lanes().size())
        .setCoverage(data.coverage().size())
        .setProducts(data.products().size())
        .build();
  }
}
