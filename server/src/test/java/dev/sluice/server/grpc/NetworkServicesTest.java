package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.type.Date;
import dev.sluice.routing.v1.AdjustStockRequest;
import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.GetAvailabilityRequest;
import dev.sluice.routing.v1.GetNetworkSummaryRequest;
import dev.sluice.routing.v1.GetWarehouseRequest;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.ImportNetworkResponse;
import dev.sluice.routing.v1.Lane;
import dev.sluice.routing.v1.ListCarrierSharesRequest;
import dev.sluice.routing.v1.ListCarrierSharesResponse;
import dev.sluice.routing.v1.ListCarriersRequest;
import dev.sluice.routing.v1.ListRegionGroupsRequest;
import dev.sluice.routing.v1.ListWarehouseLoadsRequest;
import dev.sluice.routing.v1.ListWarehousesRequest;
import dev.sluice.routing.v1.NetworkServiceGrpc;
import dev.sluice.routing.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.Region;
import dev.sluice.routing.v1.SetStockRequest;
import dev.sluice.routing.v1.SetWarehouseStateRequest;
import dev.sluice.routing.v1.StockAdjustment;
import dev.sluice.routing.v1.StockPosition;
import dev.sluice.routing.v1.StockRecord;
import dev.sluice.routing.v1.StockServiceGrpc;
import dev.sluice.routing.v1.StockServiceGrpc.StockServiceBlockingStub;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.TestNetworks;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The services for network and stock over a real port. */
class NetworkServicesTest {
  private final TestEdge edge = new TestEdge();
  private final NetworkServiceBlockingStub network =
      NetworkServiceGrpc.newBlockingStub(edge.channel);
  private final StockServiceBlockingStub stock = StockServiceGrpc.newBlockingStub(edge.channel);

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void importsANetworkInParts() {
    long before = version();
    ImportNetworkRequest whole = small().addStock(stockOf("HZ", "SKU-1", 7)).build();
    ImportNetworkRequest places =
        ImportNetworkRequest.newBuilder()
            .addAllRegions(whole.getRegionsList())
            .addAllRegionGroups(whole.getRegionGroupsList())
            .addAllWarehouses(whole.getWarehousesList())
            .build();
    ImportNetworkRequest others =
        whole.toBuilder().clearRegions().clearRegionGroups().clearWarehouses().build();

    ImportNetworkResponse answer = importAll(others, places);

    assertThat(answer.getNetworkVersion()).isEqualTo(before + 1);
    assertThat(answer.getCounts().getWarehouses()).isEqualTo(2);
    assertThat(answer.getCounts().getLanes()).isEqualTo(4);
    assertThat(answer.getStockRecords()).isEqualTo(1);
    assertThat(version()).isEqualTo(before + 1);
    assertThat(position("HZ").getOnHand()).isEqualTo(7);
  }

  @Test
  void onlyChecksInADryRun() {
    long before = version();

    ImportNetworkResponse answer = importAll(small().setDryRun(true).build());

    assertThat(answer.getDryRun()).isTrue();
    assertThat(answer.getNetworkVersion()).isEqualTo(before);
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void changesNothingWhenAPartIsWrong() {
    long before = version();
    ImportNetworkRequest good = small().build();
    ImportNetworkRequest negative =
        ImportNetworkRequest.newBuilder().addStock(stockOf("HZ", "SKU-1", -1)).build();
    ImportNetworkRequest contradiction = small().clearCarriers().build();
    ImportNetworkRequest strayStock = small().addStock(stockOf("NO", "SKU-1", 1)).build();

    assertThat(fieldsOf(() -> importAll(good, negative), "INVALID_FIELD"))
        .containsExactly("requests[1].stock[0].on_hand");
    assertThat(fieldsOf(() -> importAll(contradiction), "INVALID_NETWORK"))
        .contains("carrier_service[SF-STD].carrier_id");
    assertThat(fieldsOf(() -> importAll(strayStock), "INVALID_NETWORK"))
        .containsExactly("stock[NO>SKU-1].warehouse_id");
    assertThat(fieldsOf(this::importAll, "INVALID_FIELD")).containsExactly("requests");
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void answersForTheNetwork() {
    assertThat(
            network.listWarehouses(ListWarehousesRequest.getDefaultInstance()).getWarehousesList())
        .extracting(one -> one.getWarehouseId())
        .containsExactly("HZ", "WH");
    assertThat(network.listCarriers(ListCarriersRequest.getDefaultInstance()))
        .satisfies(
            all -> {
              assertThat(all.getCarriersList()).hasSize(2);
              assertThat(all.getCarrierServicesList()).hasSize(2);
            });
    assertThat(
            network
                .listRegionGroups(ListRegionGroupsRequest.getDefaultInstance())
                .getRegionGroupsList())
        .extracting(one -> one.getRegionGroupId())
        .containsExactly("CN", "EAST");
  }

  @Test
  void closesAWarehouse() {
    SetWarehouseStateRequest close =
        SetWarehouseStateRequest.newBuilder()
            .setWarehouseId("HZ")
            .setState(OperatingState.OPERATING_STATE_CLOSED)
            .build();

    assertThat(network.setWarehouseState(close).getWarehouse().getState())
        .isEqualTo(OperatingState.OPERATING_STATE_CLOSED);
    assertThat(
            network
                .getWarehouse(GetWarehouseRequest.newBuilder().setWarehouseId("HZ").build())
                .getWarehouse()
                .getState())
        .isEqualTo(OperatingState.OPERATING_STATE_CLOSED);
    assertFails(
        () -> network.setWarehouseState(close.toBuilder().setWarehouseId("NO").build()),
        Code.NOT_FOUND,
        "NETWORK_ELEMENT_NOT_FOUND");
    assertFails(
        () -> network.getWarehouse(GetWarehouseRequest.newBuilder().setWarehouseId("NO").build()),
        Code.NOT_FOUND,
        "NETWORK_ELEMENT_NOT_FOUND");
  }

  @Test
  void tellsHowFullWarehousesAreOnTheirOwnDay() {
    var loads =
        network.listWarehouseLoads(ListWarehouseLoadsRequest.getDefaultInstance()).getLoadsList();

    assertThat(loads)
        .extracting(one -> one.getWarehouseId() + " " + one.getUsed() + "/" + one.getCapacity())
        .containsExactly("HZ 0/1000", "WH 0/1000");
    assertThat(loads.get(0).getDay())
        .isEqualTo(Date.newBuilder().setYear(2026).setMonth(11).setDay(11).build());
    assertFails(
        () ->
            network.listWarehouseLoads(
                ListWarehouseLoadsRequest.newBuilder()
                    .setDay(Date.newBuilder().setYear(2026).setMonth(2).setDay(30))
                    .build()),
        Code.INVALID_ARGUMENT,
        "INVALID_FIELD");
  }

  @Test
  void listsCarrierSharesPageByPage() {
    ListCarrierSharesRequest request = ListCarrierSharesRequest.newBuilder().setPageSize(3).build();

    ListCarrierSharesResponse first = network.listCarrierShares(request);
    ListCarrierSharesResponse second =
        network.listCarrierShares(
            request.toBuilder().setPageToken(first.getNextPageToken()).build());

    assertThat(first.getSharesList())
        .extracting(NetworkServicesTest::name)
        .containsExactly("CN/SF", "CN/ZTO", "EAST/SF");
    assertThat(second.getSharesList())
        .extracting(NetworkServicesTest::name)
        .containsExactly("EAST/ZTO");
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(first.getShares(0).hasCapPpm()).isFalse();
  }

  @Test
  void setsAndAdjustsStock() {
    stock.setStock(
        SetStockRequest.newBuilder()
            .setAsOfTime(SampleRequests.time(-10))
            .addStock(stockOf("HZ", "SKU-1", 10))
            .build());
    AdjustStockRequest adjust = adjustment("R-1", -4);

    stock.adjustStock(adjust);
    StockPosition after = stock.adjustStock(adjust).getPositions(0);

    assertThat(after.getOnHand()).isEqualTo(6);
    assertThat(position("HZ")).isEqualTo(after);
    assertThat(after.getAvailableToPromise()).isEqualTo(6);
    assertFails(
        () -> stock.adjustStock(adjustment("R-2", -7)),
        Code.FAILED_PRECONDITION,
        "STOCK_BELOW_ZERO");
    assertThat(position("HZ").getOnHand()).isEqualTo(6);
  }

  @Test
  void refusesNewsOfStockThatCannotBe() {
    SetStockRequest known =
        SetStockRequest.newBuilder()
            .setAsOfTime(SampleRequests.time(0))
            .addStock(stockOf("HZ", "SKU-1", 10))
            .build();

    assertFails(
        () -> stock.setStock(known.toBuilder().setStock(0, stockOf("NO", "SKU-1", 1)).build()),
        Code.NOT_FOUND,
        "NETWORK_ELEMENT_NOT_FOUND");
    assertFails(
        () -> stock.setStock(known.toBuilder().setStock(0, stockOf("HZ", "NO", 1)).build()),
        Code.NOT_FOUND,
        "NETWORK_ELEMENT_NOT_FOUND");
    assertThat(
            fieldsOf(
                () -> stock.setStock(known.toBuilder().addStock(known.getStock(0)).build()),
                "INVALID_FIELD"))
        .containsExactly("stock[1]");
    assertThat(
            fieldsOf(
                () ->
                    stock.setStock(known.toBuilder().setAsOfTime(SampleRequests.time(601)).build()),
                "INVALID_FIELD"))
        .containsExactly("as_of_time");
  }

  private long version() {
    return network
        .getNetworkSummary(GetNetworkSummaryRequest.getDefaultInstance())
        .getNetworkVersion();
  }

  private StockPosition position(String warehouseId) {
    return stock
        .getAvailability(
            GetAvailabilityRequest.newBuilder()
                .addSkus("SKU-1")
                .addWarehouseIds(warehouseId)
                .build())
        .getPositions(0);
  }

  private ImportNetworkResponse importAll(ImportNetworkRequest... parts) {
    CompletableFuture<ImportNetworkResponse> answer = new CompletableFuture<>();
    StreamObserver<ImportNetworkRequest> stream =
        NetworkServiceGrpc.newStub(edge.channel)
            .importNetwork(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ImportNetworkResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    List.of(parts).forEach(stream::onNext);
    stream.onCompleted();
    await().atMost(60, TimeUnit.SECONDS).until(answer::isDone);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw (StatusRuntimeException) e.getCause();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ImportNetworkRequest.Builder small() {
    NetworkData data = TestNetworks.small();
    ImportNetworkRequest.Builder proto = ImportNetworkRequest.newBuilder();
    data.regions().forEach(one -> proto.addRegions(Region.newBuilder().setRegionCode(one.code())));
    data.regionGroups().forEach(one -> proto.addRegionGroups(NetworkMapper.toProto(one)));
    data.warehouses().forEach(one -> proto.addWarehouses(WarehouseMapper.toProto(one)));
    data.carriers().forEach(one -> proto.addCarriers(NetworkMapper.toProto(one)));
    data.carrierServices().forEach(one -> proto.addCarrierServices(NetworkMapper.toProto(one)));
    data.tariffs().forEach(one -> proto.addTariffs(NetworkMapper.toProto(one)));
    data.lanes()
        .forEach(
            one ->
                proto.addLanes(
                    Lane.newBuilder()
                        .setWarehouseId(one.warehouseId())
                        .setCarrierServiceId(one.carrierServiceId())
                        .setRegionCode(one.regionCode())
                        .setTariffId(one.tariffId())
                        .setTransitHours(one.transitHours())));
    for (String warehouseId : List.of("HZ", "WH")) {
      proto.addCoverage(Coverage.newBuilder().setWarehouseId(warehouseId));
    }
    for (String serviceId : List.of("SF-STD", "ZTO-STD")) {
      proto.addCoverage(Coverage.newBuilder().setCarrierServiceId(serviceId));
    }
    return proto.addProducts(Product.newBuilder().setSku("SKU-1").setWeightGrams(300));
  }

  private static StockRecord.Builder stockOf(String warehouseId, String sku, long onHand) {
    return StockRecord.newBuilder().setWarehouseId(warehouseId).setSku(sku).setOnHand(onHand);
  }

  private static AdjustStockRequest adjustment(String requestId, long change) {
    return AdjustStockRequest.newBuilder()
        .setRequestId(requestId)
        .addAdjustments(
            StockAdjustment.newBuilder()
                .setWarehouseId("HZ")
                .setSku("SKU-1")
                .setOnHandChange(change))
        .build();
  }

  private static String name(CarrierShare share) {
    return share.getRegionGroupId() + "/" + share.getCarrierId();
  }

  private static List<String> fieldsOf(ThrowingCallable call, String reason) {
    StatusRuntimeException failure = assertFails(call, Code.INVALID_ARGUMENT, reason);
    return StatusMapperTest.detail(StatusProto.fromThrowable(failure), BadRequest.class)
        .orElseThrow()
        .getFieldViolationsList()
        .stream()
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  private static StatusRuntimeException assertFails(
      ThrowingCallable call, Code code, String reason) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("failure with " + reason).isNotNull();
    assertThat(failure.getStatus().getCode()).as(failure.toString()).isEqualTo(code);
    assertThat(
            StatusMapperTest.detail(StatusProto.fromThrowable(failure), ErrorInfo.class)
                .orElseThrow()
                .getReason())
        .isEqualTo(reason);
    return failure;
  }
}
