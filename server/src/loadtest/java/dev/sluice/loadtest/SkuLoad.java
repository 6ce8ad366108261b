package dev.sluice.loadtest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Orders of one unit each, and a note of the moment when a given number of units is reserved. */
final class SkuLoad implements UnaryLoad<byte[], byte[]> {
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      RawBytes.method(RoutingServiceGrpc.getRouteOrderMethod());

  private final OrderSource orders;
  private final long limit;
  private final long stock;
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong deadlocks = new AtomicLong();
  private volatile long start;
  private volatile double soldOutSeconds;
  private volatile long answeredAtSellOut;
  private volatile @Nullable String firstFailure;

  /**
   * @param limit how many orders there are
   * @param stock how many units there are
   */
  SkuLoad(OrderSource orders, long limit, long stock) {
    this.orders = orders;
    this.limit = limit;
    this.stock = stock;
  }

  @Override
  public MethodDescriptor<byte[], byte[]> method() {
    return METHOD;
  }

  @Override
  public @Nullable Request<byte[]> next() {
    long number = numbers.getAndIncrement();
    if (number == 0) {
      start = System.nanoTime();
    }
    return number < limit ? new Request<>(number, orders.encodedRequest(number)) : null;
  }

  @Override
  public void answered(Request<byte[]> request, byte[] response) {
    long answers = answered.incrementAndGet();
    try {
      RouteOrderResponse answer = RouteOrderResponse.parseFrom(response);
      if (answer.getPlan().getPlannedShipmentsCount() > 0 && reserved.incrementAndGet() == stock) {
        answeredAtSellOut = answers;
        soldOutSeconds = (System.nanoTime() - start) / 1e9;
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The answer to RouteOrder is none", e);
    }
  }

  @Override
  public void failed(Request<byte[]> request, Status status) {
    if (String.valueOf(status.getDescription()).contains("deadlock")) {
      deadlocks.incrementAndGet();
    }
    if (firstFailure == null) {
      firstFailure = orders.orderId(request.number()) + ": " + status;
    }
  }

  /** Orders that got their unit. */
  long reserved() {
    return reserved.get();
  }

  /** Calls that were told of a deadlock. */
  long deadlocks() {
    return deadlocks.get();
  }

  /** Answers a second until all units were reserved; 0 when some are left. */
  double perSecondUntilSellOut() {
    return soldOutSeconds == 0 ? 0 : answeredAtSellOut / soldOutSeconds;
  }

  @Nullable String firstFailure() {
    return firstFailure;
  }
}
