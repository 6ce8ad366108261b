package dev.sluice.client.testing.readme;

import dev.sluice.client.Orders;
import dev.sluice.client.RoutingClient;
import java.time.Instant;

/** A reader's own service. */
final class Checkout {

  private final RoutingClient sluice;

  Checkout(RoutingClient sluice) {
    this.sluice = sluice;
  }

  void paid(String orderId, String sku, long quantity) {
    sluice.routeOrder(
        Orders.order("DOUYIN", orderId, Instant.now())
            .shipTo("330106")
            .line(sku, quantity)
            .build());
  }
}
