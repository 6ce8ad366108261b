package dev.sluice.sample;

import dev.sluice.client.Orders;
import dev.sluice.routing.v1.Order;
import java.time.Instant;
import java.util.List;

/**
 * What the shop sends.
 *
 * @param channel where it was sold
 * @param orderId unique within the channel; sending it again is safe
 * @param placedAt belongs to the content: the same each time the order is sent
 * @param regionCode official code of the destination
 */
record PlacedOrder(
    String channel, String orderId, Instant placedAt, String regionCode, List<Line> lines) {

  record Line(String sku, long quantity) {}

  Order toOrder() {
    Orders.Builder order = Orders.order(channel, orderId, placedAt).shipTo(regionCode);
    lines.forEach(line -> order.line(line.sku(), line.quantity()));
    return order.build();
  }
}
