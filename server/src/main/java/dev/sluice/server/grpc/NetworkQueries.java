package dev.sluice.server.grpc;

import dev.sluice.routing.v1.GetNetworkSummaryResponse;
import dev.sluice.routing.v1.GetWarehouseRequest;
import dev.sluice.routing.v1.GetWarehouseResponse;
import dev.sluice.routing.v1.ListCarriersRequest;
import dev.sluice.routing.v1.ListCarriersResponse;
import dev.sluice.routing.v1.ListRegionGroupsRequest;
import dev.sluice.routing.v1.ListRegionGroupsResponse;
import dev.sluice.routing.v1.ListWarehousesRequest;
import dev.sluice.routing.v1.ListWarehousesResponse;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Warehouse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Answers what the network is, from memory. */
final class NetworkQueries {
  private final Supplier<Network> network;

  NetworkQueries(Supplier<Network> network) {
    this.network = network;
  }

  GetNetworkSummaryResponse summary() {
    Network current = network.get();
    return GetNetworkSummaryResponse.newBuilder()
        .setNetworkVersion(current.version())
        .setCounts(NetworkCountsMapper.count(current.data()))
        .build();
  }

  GetWarehouseResponse warehouse(GetWarehouseRequest request) {
    Warehouse warehouse = network.get().warehouses().get(request.getWarehouseId());
    if (warehouse == null) {
      throw RequestRefusedException.elementNotFound("warehouse", request.getWarehouseId());
    }
    return GetWarehouseResponse.newBuilder()
        .setWarehouse(WarehouseMapper.toProto(warehouse))
        .build();
  }

  ListWarehousesResponse warehouses(ListWarehousesRequest request) {
    Page<Warehouse> page =
        Page.of(
            List.copyOf(network.get().warehouses().values()),
            Warehouse::id,
            ListWarehousesRequest.getDefaultInstance(),
            request.getPageSize(),
            request.getPageToken());
    ListWarehousesResponse.Builder response =
        ListWarehousesResponse.newBuilder().setNextPageToken(page.nextToken());
    page.elements().forEach(one -> response.addWarehouses(WarehouseMapper.toProto(one)));
    return response.build();
  }

  ListCarriersResponse carriers(ListCarriersRequest request) {
    Network current = network.get();
    Page<Carrier> page =
        Page.of(
            List.copyOf(current.carriers().values()),
            Carrier::id,
            ListCarriersRequest.getDefaultInstance(),
            request.getPageSize(),
            request.getPageToken());
    ListCarriersResponse.Builder response =
        ListCarriersResponse.newBuilder().setNextPageToken(page.nextToken());
    Set<String> ids = new HashSet<>();
    for (Carrier carrier : page.elements()) {
      ids.add(carrier.id());
      response.addCarriers(NetworkMapper.toProto(carrier));
    }
    current.carrierServices().values().stream()
        .filter(service -> ids.contains(service.carrierId()))
        .forEach(service -> response.addCarrierServices(NetworkMapper.toProto(service)));
    return response.build();
  }

  ListRegionGroupsResponse regionGroups(ListRegionGroupsRequest request) {
    Page<RegionGroup> page =
        Page.of(
            List.copyOf(network.get().regionGroups().values()),
            RegionGroup::id,
            ListRegionGroupsRequest.getDefaultInstance(),
            request.getPageSize(),
            request.getPageToken());
    ListRegionGroupsResponse.Builder response =
        ListRegionGroupsResponse.newBuilder().setNextPageToken(page.nextToken());
    page.elements().forEach(one -> response.addRegionGroups(NetworkMapper.toProto(one)));
    return response.build();
  }
}
