package dev.sluice.loadtest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** New orders to RouteOrder, as bytes; looks into some of the answers. */
final class RouteLoad implements UnaryLoad<byte[], byte[]> {
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      RawBytes.method(RoutingServiceGrpc.getRouteOrderMethod());

  /** Decoding every answer would cost as much as the rest of the generator. */
  private static final long DECODED_ONE_IN = 64;

  private final OrderSource orders;
  private final long limit;
  private final AtomicLong numbers;
  private final AtomicLong bytesReceived = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong looked = new AtomicLong();
  private final AtomicLong unshipped = new AtomicLong();
  private volatile @Nullable String firstFailure;

  /**
   * @param limit how many orders there are
   */
  RouteLoad(OrderSource orders, long limit) {
    this.orders = orders;
    this.limit = limit;
    this.numbers = new AtomicLong();
  }

  @Override
  public MethodDescriptor<byte[], byte[]> method() {
    return METHOD;
  }

  @Override
  public @Nullable Request<byte[]> next() {
    long number = numbers.getAndIncrement();
    return number < limit ? new Request<>(number, orders.encodedRequest(number)) : null;
  }

  @Override
  public void answered(Request<byte[]> request, byte[] response) {
    answers.incrementAndGet();
    bytesReceived.addAndGet(response.length);
    if (request.number() % DECODED_ONE_IN == 0) {
      look(request.number(), response);
    }
  }

  @Override
  public void failed(Request<byte[]> request, Status status) {
    if (firstFailure == null) {
      firstFailure = orders.orderId(request.number()) + ": " + status;
    }
  }

  /** Orders that were answered with a plan so far. */
  long answers() {
    return answers.get();
  }

  /** Mean size of an answer. */
  int responseBytes() {
    return (int) (bytesReceived.get() / Math.max(1, answers.get()));
  }

  /** Part of the orders, 0 to 1, of which nothing is shipped. */
  double unshippedPart() {
    return (double) unshipped.get() / Math.max(1, looked.get());
  }

  /** What the first failed order was told; null when none failed. */
  @Nullable String firstFailure() {
    return firstFailure;
  }

  private void look(long number, byte[] response) {
    try {
      RouteOrderResponse answer = RouteOrderResponse.parseFrom(response);
      if (!answer.getPlan().getOrderId().equals(orders.orderId(number))) {
        throw new IllegalStateException(
            "Order %s was answered with the plan of order %s"
                .formatted(orders.orderId(number), answer.getPlan().getOrderId()));
      }
      looked.incrementAndGet();
      if (answer.getPlan().getPlannedShipmentsCount() == 0) {
        unshipped.incrementAndGet();
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The answer to RouteOrder is none", e);
    }
  }
}
