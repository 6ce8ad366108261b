package dev.sluice.loadtest.shares;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.loadtest.RawBytes;
import dev.sluice.loadtest.UnaryLoad;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.server.cli.demo.OrderMessages;
import dev.sluice.server.routing.model.Order;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The day's orders, each once, as far as the day has come. */
final class ShareLoad implements UnaryLoad<byte[], byte[]> {
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      RawBytes.method(RoutingServiceGrpc.getRouteOrderMethod());

  private final List<byte[]> requests;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong unshipped = new AtomicLong();
  private final AtomicLong yielded = new AtomicLong();
  private volatile int end;
  private volatile @Nullable String firstFailure;
  private volatile @Nullable String anyUnshipped;

  ShareLoad(List<Order> orders) {
    requests =
        orders.stream()
            .map(
                order ->
                    RouteOrderRequest.newBuilder()
                        .setOrder(OrderMessages.of(order))
                        .build()
                        .toByteArray())
            .toList();
  }

  /** Lets the orders before that number go. */
  void goOnTo(int number) {
    end = number;
  }

  /** How many were sent. */
  int sent() {
    return next.get();
  }

  @Override
  public MethodDescriptor<byte[], byte[]> method() {
    return METHOD;
  }

  @Override
  public @Nullable Request<byte[]> next() {
    int number = next.getAndUpdate(before -> before < end ? before + 1 : before);
    return number < end ? new Request<>(number, requests.get(number)) : null;
  }

  @Override
  public void answered(Request<byte[]> request, byte[] response) {
    try {
      RouteOrderResponse answer = RouteOrderResponse.parseFrom(response);
      if (answer.getPlan().getPlannedShipmentsCount() == 0) {
        unshipped.incrementAndGet();
        anyUnshipped = answer.getPlan().toString();
      }
      yielded.addAndGet(answer.getPlan().getShareYieldsCount() > 0 ? 1 : 0);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The answer to RouteOrder is none", e);
    }
  }

  @Override
  public void failed(Request<byte[]> request, Status status) {
    if (firstFailure == null) {
      firstFailure = "order " + request.number() + ": " + status;
    }
  }

  /** Orders of which nothing ships. */
  long unshipped() {
    return unshipped.get();
  }

  /** What one of them was told; null when there is none. */
  @Nullable String anyUnshipped() {
    return anyUnshipped;
  }

  /** Orders for which a cap gave way. */
  long yielded() {
    return yielded.get();
  }

  /** What the first failed order was told; null when none failed. */
  @Nullable String firstFailure() {
    return firstFailure;
  }
}
