package dev.sluice.server.grpc;

import dev.sluice.routing.v1.AdjustStockRequest;
import dev.sluice.routing.v1.AdjustStockResponse;
import dev.sluice.routing.v1.Earmark;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.GetAvailabilityRequest;
import dev.sluice.routing.v1.GetAvailabilityResponse;
import dev.sluice.routing.v1.ReceiveInboundRequest;
import dev.sluice.routing.v1.ReceiveInboundResponse;
import dev.sluice.routing.v1.SetEarmarkRequest;
import dev.sluice.routing.v1.SetEarmarkResponse;
import dev.sluice.routing.v1.SetInboundRequest;
import dev.sluice.routing.v1.SetInboundResponse;
import dev.sluice.routing.v1.SetStockRequest;
import dev.sluice.routing.v1.SetStockResponse;
import dev.sluice.routing.v1.StockAdjustment;
import dev.sluice.routing.v1.StockPosition;
import dev.sluice.routing.v1.StockServiceGrpc;
import dev.sluice.server.network.Network;
import dev.sluice.server.stock.EarmarkNotFreeException;
import dev.sluice.server.stock.EarmarkRecord;
import dev.sluice.server.stock.InboundReceipt;
import dev.sluice.server.stock.InboundRecord;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockDelta;
import dev.sluice.server.stock.StockLedger;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockRepository;
import dev.sluice.server.stock.StockState;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Takes news of stock, and answers what is available to promise. */
final class StockGrpcService extends StockServiceGrpc.StockServiceImplBase {
  private static final Duration MAX_CLOCK_LEAD = Duration.ofMinutes(10);

  private final Supplier<Network> network;
  private final StockLedger ledger;
  private final StockRepository repository;
  private final InstantSource clock;
  private final Answers answers;

  StockGrpcService(
      Supplier<Network> network,
      StockLedger ledger,
      StockRepository repository,
      InstantSource clock,
      Answers answers) {
    this.network = network;
    this.ledger = ledger;
    this.repository = repository;
    this.clock = clock;
    this.answers = answers;
  }

  @Override
  public void setStock(SetStockRequest request, StreamObserver<SetStockResponse> caller) {
    answers.send(
        request,
        caller,
        () -> {
          Instant asOf = ValueMapper.toInstant(request.getAsOfTime());
          if (asOf.isAfter(clock.instant().plus(MAX_CLOCK_LEAD))) {
            throw RequestRefusedException.invalidField(
                "as_of_time", "is " + asOf + ", more than 10 minutes ahead of the server's clock");
          }
          List<StockRecord> records =
              request.getStockList().stream().map(NetworkMapper::toStock).toList();
          PlaceCheck check = new PlaceCheck(network.get(), "stock");
          records.forEach(record -> check.next(record.warehouseId(), record.sku()));
          List<StockState> states = ledger.setStock(records, asOf);
          return SetStockResponse.newBuilder().addAllPositions(positions(states)).build();
        });
  }

  @Override
  public void adjustStock(AdjustStockRequest request, StreamObserver<AdjustStockResponse> caller) {
    answers.send(
        request,
        caller,
        () -> {
          List<StockDelta> deltas =
              request.getAdjustmentsList().stream().map(StockGrpcService::toDelta).toList();
          PlaceCheck check = new PlaceCheck(network.get(), "adjustments");
          deltas.forEach(delta -> check.next(delta.warehouseId(), delta.sku()));
          List<StockState> states = adjust(deltas, request.getRequestId());
          return AdjustStockResponse.newBuilder().addAllPositions(positions(states)).build();
        });
  }

  @Override
  public void getAvailability(
      GetAvailabilityRequest request, StreamObserver<GetAvailabilityResponse> caller) {
    answers.send(
        request,
        caller,
        () -> {
          Set<String> wanted = new HashSet<>(request.getWarehouseIdsList());
          SalesPoint point =
              new SalesPoint(request.getChannel(), request.getStore(), request.getHost());
          Instant now = clock.instant();
          Map<String, List<StockState>> bySku =
              new TreeMap<>(repository.list(request.getSkusList()));
          GetAvailabilityResponse.Builder response = GetAvailabilityResponse.newBuilder();
          bySku.values().stream()
              .flatMap(List::stream)
              .filter(one -> wanted.isEmpty() || wanted.contains(one.warehouseId()))
              .forEach(one -> response.addPositions(StockMapper.toProto(one, point, now)));
          return response.build();
        });
  }

  @Override
  public void setEarmark(SetEarmarkRequest request, StreamObserver<SetEarmarkResponse> caller) {
    answers.send(
        request,
        caller,
        () -> {
          Instant now = clock.instant();
          List<EarmarkRecord> records = earmarks(request, now);
          SetEarmarkResponse.Builder response = SetEarmarkResponse.newBuilder();
          List<StockState> states = keep(records, request.getRequestId());
          for (int i = 0; i < states.size(); i++) {
            SalesPoint holder = SalesPoint.of(records.get(i).holder());
            response.addPositions(StockMapper.toProto(states.get(i), holder, now));
          }
          return response.build();
        });
  }

  @Override
  public void setInbound(SetInboundRequest request, StreamObserver<SetInboundResponse> caller) {
    answers.send(
        request,
        caller,
        () -> {
          List<InboundRecord> records = new ArrayList<>();
          PlaceCheck check = new PlaceCheck(network.get(), "inbound");
          for (var element : request.getInboundList()) {
            InboundRecord record = StockMapper.toRecord(element, "inbound[" + records.size() + "]");
            check.next(record.warehouseId(), record.sku(), record.day().toString());
            records.add(record);
          }
          List<StockState> states = ledger.announce(records, request.getRequestId());
          return SetInboundResponse.newBuilder().addAllPositions(positions(states)).build();
        });
  }

  @Override
  public void receiveInbound(
      ReceiveInboundRequest request, StreamObserver<ReceiveInboundResponse> caller) {
    answers.send(
        request,
        caller,
        () -> {
          List<InboundReceipt> receipts = new ArrayList<>();
          PlaceCheck check = new PlaceCheck(network.get(), "receipts");
          for (var element : request.getReceiptsList()) {
            InboundReceipt receipt =
                StockMapper.toReceipt(element, "receipts[" + receipts.size() + "]");
            check.next(receipt.warehouseId(), receipt.sku(), receipt.day().toString());
            receipts.add(receipt);
          }
          List<StockState> states = ledger.receive(receipts, request.getRequestId());
          return ReceiveInboundResponse.newBuilder().addAllPositions(positions(states)).build();
        });
  }

  /** As they are now for orders that nothing is kept for. */
  private List<StockPosition> positions(List<StockState> states) {
    Instant now = clock.instant();
    return states.stream().map(one -> StockMapper.toProto(one, SalesPoint.ANY, now)).toList();
  }

  private List<EarmarkRecord> earmarks(SetEarmarkRequest request, Instant now) {
    List<EarmarkRecord> records = new ArrayList<>();
    PlaceCheck check = new PlaceCheck(network.get(), "earmarks");
    for (Earmark earmark : request.getEarmarksList()) {
      EarmarkRecord record = StockMapper.toRecord(earmark);
      check.next(record.warehouseId(), record.sku(), record.holder().text());
      if (record.units() > 0 && !now.isBefore(record.until())) {
        throw RequestRefusedException.invalidField(
            "earmarks[" + records.size() + "].until_time",
            "is " + record.until() + ", which is past");
      }
      records.add(record);
    }
    return records;
  }

  private List<StockState> keep(List<EarmarkRecord> records, String requestId) {
    try {
      return ledger.keep(records, requestId);
    } catch (EarmarkNotFreeException e) {
      String why = e.getMessage();
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_EARMARK_NOT_FREE,
          why == null ? "Not as many units are free" : why,
          Map.of(
              "warehouse_id", e.record().warehouseId(),
              "sku", e.record().sku(),
              "possible", Long.toString(e.possible())));
    }
  }

  private List<StockState> adjust(List<StockDelta> deltas, String requestId) {
    try {
      return ledger.adjustStock(deltas, requestId);
    } catch (IllegalArgumentException e) {
      String why = e.getMessage();
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_STOCK_BELOW_ZERO,
          why == null ? "On-hand would fall below 0" : why,
          Map.of());
    }
  }

  private static StockDelta toDelta(StockAdjustment adjustment) {
    return new StockDelta(
        adjustment.getWarehouseId(), adjustment.getSku(), adjustment.getOnHandChange());
  }

  /** Checks that each warehouse and SKU of a request is known and comes once for each part. */
  private static final class PlaceCheck {
    private final Network network;
    private final String field;
    private final Set<String> seen = new HashSet<>();
    private int index;

    private PlaceCheck(Network network, String field) {
      this.network = network;
      this.field = field;
    }

    private void next(String warehouseId, String sku) {
      next(warehouseId, sku, "");
    }

    /**
     * @param part for whom or when, where there are several of a position
     */
    private void next(String warehouseId, String sku, String part) {
      if (!network.warehouses().containsKey(warehouseId)) {
        throw RequestRefusedException.elementNotFound("warehouse", warehouseId);
      }
      if (network.findProduct(sku).isEmpty()) {
        throw RequestRefusedException.elementNotFound("product", sku);
      }
      if (!seen.add(warehouseId + "\n" + sku + "\n" + part)) {
        throw RequestRefusedException.invalidField(
            field + "[" + index + "]",
            "warehouse " + warehouseId + " and SKU " + sku + " come twice");
      }
      index++;
    }
  }
}
