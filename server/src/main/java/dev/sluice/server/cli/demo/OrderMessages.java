package dev.sluice.server.cli.demo;

import dev.sluice.client.Amounts;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.ShipTo;

/** Orders as order systems send them. */
public final class OrderMessages {

  private OrderMessages() {}

  /** The message of a generated order. */
  public static Order of(dev.sluice.server.routing.model.Order order) {
    Order.Builder message =
        Order.newBuilder()
            .setOrderId(order.key().orderId())
            .setChannel(order.key().channel())
            .setStore(order.store())
            .setHost(order.host())
            .setLiveSession(order.liveSession())
            .setCustomerTier(CustomerTier.valueOf("CUSTOMER_TIER_" + order.tier().name()))
            .setServiceLevel(ServiceLevel.valueOf("SERVICE_LEVEL_" + order.serviceLevel().name()))
            .setPlacedTime(Times.timestamp(order.placedTime()))
            .setDelayAccepted(order.delayAccepted())
            .setShipTo(ShipTo.newBuilder().setRegionCode(order.regionCode()))
            .addAllAttributes(order.attributes());
    order.paidTime().map(Times::timestamp).ifPresent(message::setPaidTime);
    order.latestShipTime().map(Times::timestamp).ifPresent(message::setLatestShipTime);
    order.latestCollectionTime().map(Times::timestamp).ifPresent(message::setLatestCollectionTime);
    order.deliverByTime().map(Times::timestamp).ifPresent(message::setDeliverByTime);
    order.lines().forEach(line -> message.addLines(of(line)));
    return message.build();
  }

  private static OrderLine of(dev.sluice.server.routing.model.OrderLine line) {
    OrderLine.Builder message =
        OrderLine.newBuilder()
            .setSku(line.sku())
            .setQuantity(line.quantity())
            .setUnitValue(Amounts.ofMicros(line.unitValueMicros()))
            .setPresale(line.presale());
    line.shipFromTime().map(Times::timestamp).ifPresent(message::setShipFromTime);
    return message.build();
  }
}
