package dev.sluice.loadtest;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.server.cli.demo.EveningOrders;
import dev.sluice.server.cli.demo.OrderMessages;
import dev.sluice.server.cli.demo.SampleNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The demo's orders, mixed, brought to the present and repeated under ever new order ids; encoded
 * beforehand, so that the next request costs next to nothing. Safe for use by several threads.
 */
public final class OrderSource {
  private static final int ORDER_TAG = tag(RouteOrderRequest.ORDER_FIELD_NUMBER);
  private static final int ORDER_ID_TAG = tag(Order.ORDER_ID_FIELD_NUMBER);

  private final List<Order> orders;
  private final List<byte[]> encoded;
  private final String idPrefix;

  private OrderSource(List<Order> orders, String idPrefix) {
    this.orders = List.copyOf(orders);
    this.encoded = orders.stream().map(Order::toByteArray).toList();
    this.idPrefix = idPrefix;
  }

  /**
   * Makes them.
   *
   * @param distinct different orders, which are repeated
   * @param now when the last of them was placed
   * @param idPrefix what all order ids begin with; two sources with the same one repeat each other
   */
  public static OrderSource create(
      SampleNetwork sample, int distinct, long seed, Instant now, String idPrefix) {
    List<dev.sluice.server.routing.model.Order> evening =
        EveningOrders.create(sample, distinct, seed);
    long shift =
        now.getEpochSecond() - evening.get(evening.size() - 1).placedTime().getEpochSecond();
    List<Order> orders = new ArrayList<>(distinct);
    for (dev.sluice.server.routing.model.Order order : evening) {
      orders.add(shifted(OrderMessages.of(order), shift));
    }
    Collections.shuffle(orders, new Random(seed));
    return new OrderSource(orders, idPrefix);
  }

  /** The same orders, each changed. */
  public OrderSource map(Change change) {
    List<Order> changed = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size(); i++) {
      changed.add(change.apply(i, orders.get(i)));
    }
    return new OrderSource(changed, idPrefix);
  }

  /** Makes another order of one; the number counts the different ones from 0. */
  @FunctionalInterface
  public interface Change {
    Order apply(int number, Order order);
  }

  /** The same orders under other ids. */
  public OrderSource withIds(String otherPrefix) {
    return new OrderSource(orders, otherPrefix);
  }

  /** The id of the order with that number, 0 or more. */
  public String orderId(long number) {
    return idPrefix + number;
  }

  /** The request with that number; the same number gives the same request. */
  public RouteOrderRequest request(long number) {
    return RouteOrderRequest.newBuilder()
        .setOrder(orders.get(index(number)).toBuilder().setOrderId(orderId(number)))
        .build();
  }

  /** The bytes of a request equal to {@link #request}. */
  public byte[] encodedRequest(long number) {
    byte[] body = encoded.get(index(number));
    ByteString id = ByteString.copyFromUtf8(orderId(number));
    // Of a field that is there twice the last one counts, so the new id goes behind.
    int orderSize =
        body.length
            + CodedOutputStream.computeUInt32SizeNoTag(ORDER_ID_TAG)
            + CodedOutputStream.computeBytesSizeNoTag(id);
    byte[] request =
        new byte
            [CodedOutputStream.computeUInt32SizeNoTag(ORDER_TAG)
                + CodedOutputStream.computeUInt32SizeNoTag(orderSize)
                + orderSize];
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(request);
      out.writeUInt32NoTag(ORDER_TAG);
      out.writeUInt32NoTag(orderSize);
      out.writeRawBytes(body);
      out.writeUInt32NoTag(ORDER_ID_TAG);
      out.writeBytesNoTag(id);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return request;
  }

  /** Mean number of lines of an order. */
  double linesPerOrder() {
    return orders.stream().mapToInt(Order::getLinesCount).average().orElseThrow();
  }

  /** Mean size of an encoded request. */
  public int requestBytes() {
    return (int)
        IntStream.range(0, orders.size())
            .map(number -> encodedRequest(number).length)
            .average()
            .orElseThrow();
  }

  private int index(long number) {
    return (int) (number % orders.size());
  }

  private static int tag(int fieldNumber) {
    int lengthDelimited = 2;
    return fieldNumber << 3 | lengthDelimited;
  }

  private static Order shifted(Order order, long seconds) {
    Order.Builder shifted =
        order.toBuilder().clearOrderId().setPlacedTime(shifted(order.getPlacedTime(), seconds));
    if (order.hasPaidTime()) {
      shifted.setPaidTime(shifted(order.getPaidTime(), seconds));
    }
    if (order.hasLatestShipTime()) {
      shifted.setLatestShipTime(shifted(order.getLatestShipTime(), seconds));
    }
    if (order.hasLatestCollectionTime()) {
      shifted.setLatestCollectionTime(shifted(order.getLatestCollectionTime(), seconds));
    }
    shifted
        .getLinesBuilderList()
        .forEach(
            line -> {
              if (line.hasShipFromTime()) {
                line.setShipFromTime(shifted(line.getShipFromTime(), seconds));
              }
            });
    return shifted.build();
  }

  private static Timestamp shifted(Timestamp time, long seconds) {
    return time.toBuilder().setSeconds(time.getSeconds() + seconds).build();
  }
}
