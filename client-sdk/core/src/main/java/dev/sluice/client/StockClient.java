package dev.sluice.client;

import dev.sluice.routing.v1.AdjustStockRequest;
import dev.sluice.routing.v1.GetAvailabilityRequest;
import dev.sluice.routing.v1.ReceiveInboundRequest;
import dev.sluice.routing.v1.SetEarmarkRequest;
import dev.sluice.routing.v1.SetInboundRequest;
import dev.sluice.routing.v1.SetStockRequest;
import dev.sluice.routing.v1.StockPosition;
import dev.sluice.routing.v1.StockServiceGrpc;
import java.util.Collection;
import java.util.List;

/** Stock, for operations: calls as those of {@link RoutingClient}, blocking only. */
public final class StockClient {

  private final Calls calls;

  StockClient(Calls calls) {
    this.calls = calls;
  }

  /**
   * Sets what was counted; all or nothing. Safe to repeat with the same request id.
   *
   * @return the positions after the change, in the request's order
   * @throws InvalidRequestException when a field is wrong
   * @throws NotFoundException when a warehouse or SKU is unknown
   */
  public List<StockPosition> setStock(SetStockRequest request) {
    return calls
        .blocking(StockServiceGrpc.getSetStockMethod(), Calls.require(request, "request"))
        .getPositionsList();
  }

  /**
   * Adds to on-hand or takes from it; all or nothing. Safe to repeat with the same request id.
   *
   * @return the positions after the change, in the request's order
   * @throws InvalidRequestException when a field is wrong, or on-hand would become negative
   * @throws NotFoundException when a warehouse or SKU is unknown
   */
  public List<StockPosition> adjustStock(AdjustStockRequest request) {
    return calls
        .blocking(StockServiceGrpc.getAdjustStockMethod(), Calls.require(request, "request"))
        .getPositionsList();
  }

  /**
   * Keeps units for the orders of one channel, store or host until a time; all or nothing. Safe to
   * repeat with the same request id.
   *
   * @return the positions after the change as each earmark's holder sees them, in the request's
   *     order
   * @throws InvalidRequestException when a field is wrong
   * @throws StateForbidsException when more would be kept than before, and not as many are free
   * @throws NotFoundException when a warehouse or SKU is unknown
   */
  public List<StockPosition> setEarmark(SetEarmarkRequest request) {
    return calls
        .blocking(StockServiceGrpc.getSetEarmarkMethod(), Calls.require(request, "request"))
        .getPositionsList();
  }

  /**
   * Says how many units are still to come on a day; all or nothing. Safe to repeat with the same
   * request id.
   *
   * @return the positions after the change, in the request's order
   * @throws InvalidRequestException when a field is wrong
   * @throws NotFoundException when a warehouse or SKU is unknown
   */
  public List<StockPosition> setInbound(SetInboundRequest request) {
    return calls
        .blocking(StockServiceGrpc.getSetInboundMethod(), Calls.require(request, "request"))
        .getPositionsList();
  }

  /**
   * Takes in goods that were expected; all or nothing. Safe to repeat with the same request id.
   *
   * @return the positions after the change, in the request's order
   * @throws InvalidRequestException when a field is wrong
   * @throws NotFoundException when a warehouse or SKU is unknown
   */
  public List<StockPosition> receiveInbound(ReceiveInboundRequest request) {
    return calls
        .blocking(StockServiceGrpc.getReceiveInboundMethod(), Calls.require(request, "request"))
        .getPositionsList();
  }

  /**
   * The positions of SKUs at every warehouse, by SKU and warehouse; none for an unknown SKU.
   *
   * @param skus 1 to 200
   * @throws InvalidRequestException when there are none or too many
   */
  public List<StockPosition> listAvailability(Collection<String> skus) {
    return calls
        .blocking(
            StockServiceGrpc.getGetAvailabilityMethod(),
            GetAvailabilityRequest.newBuilder().addAllSkus(Calls.require(skus, "skus")).build())
        .getPositionsList();
  }

  /**
   * The positions of SKUs, by SKU and warehouse, as the orders of one channel, store and host see
   * them.
   *
   * @throws InvalidRequestException when there are no or too many SKUs
   */
  public List<StockPosition> listAvailability(GetAvailabilityRequest request) {
    return calls
        .blocking(StockServiceGrpc.getGetAvailabilityMethod(), Calls.require(request, "request"))
        .getPositionsList();
  }
}
