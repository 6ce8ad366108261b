package dev.sluice.client.testing;

import dev.sluice.client.Orders;

/** Orders for tests. */
final class SampleOrders {

  static final String CHANNEL = "DOUYIN";

  private SampleOrders() {}

  /** An order of Shanghai that was placed just now. */
  static Orders.Builder order(FakeSluice fake, String orderId) {
    return Orders.order(CHANNEL, orderId, fake.now()).shipTo("3101");
  }
}
