package dev.sluice.client;

import dev.sluice.routing.v1.Order;
import java.time.Instant;

/** Orders for tests. */
final class SampleOrders {

  private SampleOrders() {}

  static Order order(String orderId) {
    return Orders.order("DOUYIN", orderId, Instant.parse("2026-06-18T12:00:00Z"))
        .shipTo("330106")
        .line("SKU-1", 2)
        .build();
  }
}
