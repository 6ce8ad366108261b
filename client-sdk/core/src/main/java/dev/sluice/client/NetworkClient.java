package dev.sluice.client;

import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.GetNetworkSummaryRequest;
import dev.sluice.routing.v1.GetNetworkSummaryResponse;
import dev.sluice.routing.v1.GetWarehouseRequest;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.ImportNetworkResponse;
import dev.sluice.routing.v1.ListCarrierSharesRequest;
import dev.sluice.routing.v1.ListCarriersRequest;
import dev.sluice.routing.v1.ListCarriersResponse;
import dev.sluice.routing.v1.ListRegionGroupsRequest;
import dev.sluice.routing.v1.ListWarehouseLoadsRequest;
import dev.sluice.routing.v1.ListWarehousesRequest;
import dev.sluice.routing.v1.NetworkServiceGrpc;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.RegionGroup;
import dev.sluice.routing.v1.SetWarehouseStateRequest;
import dev.sluice.routing.v1.Warehouse;
import dev.sluice.routing.v1.WarehouseLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The network, for operations: calls as those of {@link RoutingClient}, blocking only. */
public final class NetworkClient {

  private final Calls calls;

  NetworkClient(Calls calls) {
    this.calls = calls;
  }

  /**
   * Replaces the whole network and adds or replaces the stock records that are sent; all or
   * nothing. Safe to repeat. Sent in chunks below 1 MiB, whatever the size of the parts.
   *
   * @param parts any number of parts, each with any elements; {@code dry_run} in one of them checks
   *     without storing
   * @throws InvalidRequestException when elements are wrong or contradict each other; names all of
   *     them
   */
  public ImportNetworkResponse importNetwork(Iterable<ImportNetworkRequest> parts) {
    return NetworkUpload.send(calls, Calls.require(parts, "parts"));
  }

  /** The version of the network, 0 when nothing was imported yet, and how many elements it has. */
  public GetNetworkSummaryResponse getSummary() {
    return calls.blocking(
        NetworkServiceGrpc.getGetNetworkSummaryMethod(),
        GetNetworkSummaryRequest.getDefaultInstance());
  }

  /**
   * One warehouse.
   *
   * @throws NotFoundException when none has this id
   */
  public Warehouse getWarehouse(String warehouseId) {
    return calls
        .blocking(
            NetworkServiceGrpc.getGetWarehouseMethod(),
            GetWarehouseRequest.newBuilder()
                .setWarehouseId(Calls.require(warehouseId, "warehouseId"))
                .build())
        .getWarehouse();
  }

  /** All warehouses, by id. */
  public List<Warehouse> listWarehouses() {
    List<Warehouse> all = new ArrayList<>();
    eachPage(
        token -> {
          var page =
              calls.blocking(
                  NetworkServiceGrpc.getListWarehousesMethod(),
                  ListWarehousesRequest.newBuilder().setPageToken(token).build());
          all.addAll(page.getWarehousesList());
          return page.getNextPageToken();
        });
    return all;
  }

  /** All carriers and their services, by id. */
  public ListCarriersResponse listCarriers() {
    ListCarriersResponse.Builder all = ListCarriersResponse.newBuilder();
    eachPage(
        token -> {
          var page =
              calls.blocking(
                  NetworkServiceGrpc.getListCarriersMethod(),
                  ListCarriersRequest.newBuilder().setPageToken(token).build());
          all.addAllCarriers(page.getCarriersList());
          all.addAllCarrierServices(page.getCarrierServicesList());
          return page.getNextPageToken();
        });
    return all.build();
  }

  /** All region groups, by id. */
  public List<RegionGroup> listRegionGroups() {
    List<RegionGroup> all = new ArrayList<>();
    eachPage(
        token -> {
          var page =
              calls.blocking(
                  NetworkServiceGrpc.getListRegionGroupsMethod(),
                  ListRegionGroupsRequest.newBuilder().setPageToken(token).build());
          all.addAll(page.getRegionGroupsList());
          return page.getNextPageToken();
        });
    return all;
  }

  /**
   * How full each warehouse is, by warehouse id.
   *
   * @param which the day to look at, or the default instance for each warehouse's own day now; its
   *     paging fields are ignored
   */
  public List<WarehouseLoad> listWarehouseLoads(ListWarehouseLoadsRequest which) {
    Calls.require(which, "which");
    List<WarehouseLoad> all = new ArrayList<>();
    eachPage(
        token -> {
          var page =
              calls.blocking(
                  NetworkServiceGrpc.getListWarehouseLoadsMethod(),
                  which.toBuilder().setPageSize(0).setPageToken(token).build());
          all.addAll(page.getLoadsList());
          return page.getNextPageToken();
        });
    return all;
  }

  /**
   * Parcels of each carrier in each region group beside what rules want.
   *
   * @param which the day and region group to look at, or the default instance for today and all;
   *     its paging fields are ignored
   */
  public List<CarrierShare> listCarrierShares(ListCarrierSharesRequest which) {
    Calls.require(which, "which");
    List<CarrierShare> all = new ArrayList<>();
    eachPage(
        token -> {
          var page =
              calls.blocking(
                  NetworkServiceGrpc.getListCarrierSharesMethod(),
                  which.toBuilder().setPageSize(0).setPageToken(token).build());
          all.addAll(page.getSharesList());
          return page.getNextPageToken();
        });
    return all;
  }

  /**
   * Opens, pauses or closes a warehouse; seen by every decision that starts later. Safe to repeat.
   *
   * @throws NotFoundException when none has this id
   */
  public Warehouse setWarehouseState(String warehouseId, OperatingState state) {
    return calls
        .blocking(
            NetworkServiceGrpc.getSetWarehouseStateMethod(),
            SetWarehouseStateRequest.newBuilder()
                .setWarehouseId(Calls.require(warehouseId, "warehouseId"))
                .setState(Calls.require(state, "state"))
                .build())
        .getWarehouse();
  }

  /** Asks for pages until one names no next. */
  private static void eachPage(Function<String, String> tokenToNextToken) {
    String token = "";
    do {
      token = tokenToNextToken.apply(token);
    } while (!token.isEmpty());
  }
}
