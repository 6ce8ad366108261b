package dev.sluice.server.grpc;

import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import com.google.type.Money;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.ShipTo;
import java.time.Instant;

/** Requests that are right, to be spoilt by tests. */
final class SampleRequests {
  static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  private SampleRequests() {}

  /** Every field set. */
  static Order.Builder fullOrder() {
    return order("O-1")
        .setStore("STORE-1")
        .setHost("李主播")
        .setLiveSession("LIVE-1")
        .setCustomerTier(CustomerTier.CUSTOMER_TIER_VIP)
        .setServiceLevel(ServiceLevel.SERVICE_LEVEL_NEXT_DAY)
        .setPaidTime(time(-50))
        .setLatestShipTime(time(86_400))
        .setLatestCollectionTime(time(100_000))
        .setDeliverByTime(time(200_000))
        .setDelayAccepted(true)
        .setShipTo(
            ShipTo.newBuilder()
                .setRegionCode("330106")
                .setLocation(LatLng.newBuilder().setLatitude(30.2).setLongitude(120.1)))
        .clearLines()
        .addLines(
            line("SKU-1", 2)
                .setUnitValue(yuan(99, 500_000_000))
                .setPresale(true)
                .setShipFromTime(time(40_000)))
        .addAttributes("gift=yes")
        .addAttributes("pulse=1");
  }

  /** What an order needs at least. */
  static Order.Builder order(String orderId) {
    return Order.newBuilder()
        .setOrderId(orderId)
        .setChannel("DOUYIN")
        .setPlacedTime(time(-60))
        .setShipTo(ShipTo.newBuilder().setRegionCode("330106"))
        .addLines(line("SKU-1", 2));
  }

  static OrderLine.Builder line(String sku, long quantity) {
    return OrderLine.newBuilder().setSku(sku).setQuantity(quantity);
  }

  static RouteOrderRequest route(Order.Builder order) {
    return RouteOrderRequest.newBuilder().setOrder(order).build();
  }

  static Timestamp time(long secondsFromNow) {
    return Timestamp.newBuilder().setSeconds(NOW.getEpochSecond() + secondsFromNow).build();
  }

  static Money.Builder yuan(long units, int nanos) {
    return Money.newBuilder().setCurrencyCode("CNY").setUnits(units).setNanos(nanos);
  }
}
