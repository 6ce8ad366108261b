package dev.sluice.server.grpc;

import dev.sluice.routing.v1.GetNetworkSummaryRequest;
import dev.sluice.routing.v1.GetNetworkSummaryResponse;
import dev.sluice.routing.v1.GetWarehouseRequest;
import dev.sluice.routing.v1.GetWarehouseResponse;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.ImportNetworkResponse;
import dev.sluice.routing.v1.ListCarrierSharesRequest;
import dev.sluice.routing.v1.ListCarrierSharesResponse;
import dev.sluice.routing.v1.ListCarriersRequest;
import dev.sluice.routing.v1.ListCarriersResponse;
import dev.sluice.routing.v1.ListRegionGroupsRequest;
import dev.sluice.routing.v1.ListRegionGroupsResponse;
import dev.sluice.routing.v1.ListWarehouseLoadsRequest;
import dev.sluice.routing.v1.ListWarehouseLoadsResponse;
import dev.sluice.routing.v1.ListWarehousesRequest;
import dev.sluice.routing.v1.ListWarehousesResponse;
import dev.sluice.routing.v1.NetworkServiceGrpc;
import dev.sluice.routing.v1.SetWarehouseStateRequest;
import dev.sluice.routing.v1.SetWarehouseStateResponse;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.network.Warehouse;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Imports the network, and answers for it and for how full it is. */
final class NetworkGrpcService extends NetworkServiceGrpc.NetworkServiceImplBase {
  private final RequestValidator validator;
  private final Supplier<Network> network;
  private final NetworkEditor editor;
  private final NetworkImporter importer;
  private final NetworkQueries queries;
  private final LoadQueries loads;
  private final Answers answers;
  private final StatusMapper statuses;

  NetworkGrpcService(
      RequestValidator validator,
      Supplier<Network> network,
      NetworkEditor editor,
      NetworkImporter importer,
      NetworkQueries queries,
      LoadQueries loads,
      Answers answers,
      StatusMapper statuses) {
    this.validator = validator;
    this.network = network;
    this.editor = editor;
    this.importer = importer;
    this.queries = queries;
    this.loads = loads;
    this.answers = answers;
    this.statuses = statuses;
  }

  @Override
  public StreamObserver<ImportNetworkRequest> importNetwork(
      StreamObserver<ImportNetworkResponse> caller) {
    Answers.ignoreCancel(caller);
    return new ImportNetworkStream(caller, validator, importer, network, answers, statuses);
  }

  @Override
  public void getNetworkSummary(
      GetNetworkSummaryRequest request, StreamObserver<GetNetworkSummaryResponse> caller) {
    answers.send(caller, queries::summary);
  }

  @Override
  public void getWarehouse(
      GetWarehouseRequest request, StreamObserver<GetWarehouseResponse> caller) {
    answers.send(request, caller, () -> queries.warehouse(request));
  }

  @Override
  public void listWarehouses(
      ListWarehousesRequest request, StreamObserver<ListWarehousesResponse> caller) {
    answers.send(request, caller, () -> queries.warehouses(request));
  }

  @Override
  public void listCarriers(
      ListCarriersRequest request, StreamObserver<ListCarriersResponse> caller) {
    answers.send(request, caller, () -> queries.carriers(request));
  }

  @Override
  public void listRegionGroups(
      ListRegionGroupsRequest request, StreamObserver<ListRegionGroupsResponse> caller) {
    answers.send(request, caller, () -> queries.regionGroups(request));
  }

  @Override
  public void listWarehouseLoads(
      ListWarehouseLoadsRequest request, StreamObserver<ListWarehouseLoadsResponse> caller) {
    answers.send(request, caller, () -> loads.warehouseLoads(request));
  }

  @Override
  public void listCarrierShares(
      ListCarrierSharesRequest request, StreamObserver<ListCarrierSharesResponse> caller) {
    answers.send(request, caller, () -> loads.carrierShares(request));
  }

  @Override
  public void setWarehouseState(
      SetWarehouseStateRequest request, StreamObserver<SetWarehouseStateResponse> caller) {
    answers.send(
        request,
        caller,
        () -> {
          String id = request.getWarehouseId();
          Warehouse changed =
              editor
                  .setWarehouseState(id, NetworkMapper.toState(request.getState()))
                  .orElseThrow(() -> RequestRefusedException.elementNotFound("warehouse", id));
          return SetWarehouseStateResponse.newBuilder()
              .setWarehouse(WarehouseMapper.toProto(changed))
              .build();
        });
  }
}
