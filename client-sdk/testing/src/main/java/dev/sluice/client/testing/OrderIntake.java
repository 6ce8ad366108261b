package dev.sluice.client.testing;

import com.google.protobuf.Message;
import dev.sluice.client.FieldViolation;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes orders in: declared limits first, then what only the clock and the network know. */
final class OrderIntake {

  /** For how long a server keeps order ids unless it is configured otherwise. */
  static final Duration RETENTION = Duration.ofDays(30);

  private static final Duration MAX_CLOCK_LEAD = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Terrain terrain;

  OrderIntake(InstantSource clock, Terrain terrain) {
    this.clock = clock;
    this.terrain = terrain;
  }

  /**
   * Reads an order without asking whether the network knows what it names.
   *
   * @param request the whole request, whose field {@code order} is {@code order}
   */
  OrderContent read(Message request, Order order, Optional<Duration> hold) {
    RequestChecks.check(request);
    OrderContent content = OrderContent.of(order, hold);
    Instant placed = Times.instant(order.getPlacedTime());
    Instant now = clock.instant();
    if (placed.isAfter(now.plus(MAX_CLOCK_LEAD))) {
      throw Refusal.invalidField(
          "order.placed_time",
          "is %s, more than %d minutes ahead of the fake's clock, %s"
              .formatted(placed, MAX_CLOCK_LEAD.toMinutes(), now));
    }
    requireKept(placed);
    return content;
  }

  /**
   * @throws Refusal when an order placed then is no longer known
   */
  void requireKept(Instant placed) {
    if (placed.isBefore(clock.instant().minus(RETENTION))) {
      throw Refusal.orderTooOld(placed, RETENTION);
    }
  }

  /**
   * @param asSent the order whose fields are named
   * @throws Refusal when the network does not know what the order names
   */
  void requireKnown(Order asSent) {
    List<FieldViolation> fields = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>();
    List<OrderLine> lines = asSent.getLinesList();
    for (int index = 0; index < lines.size(); index++) {
      String sku = lines.get(index).getSku();
      if (!terrain.knowsSku(sku) && unknown.add(sku)) {
        fields.add(
            new FieldViolation("order.lines[" + index + "].sku", "SKU " + sku + " is not known"));
      }
    }
    if (!unknown.isEmpty()) {
      String skus = String.join(",", unknown);
      throw Refusal.invalid(
          ErrorReason.ERROR_REASON_UNKNOWN_SKU,
          "Not known to the fake: SKU %s\nMaybe its stock is missing: stock(warehouseId, sku, units), 0 units will do."
              .formatted(skus),
          Map.of("sku", skus),
          fields);
    }
    String code = asSent.getShipTo().getRegionCode();
    if (!terrain.knowsRegion(code)) {
      throw Refusal.invalid(
          ErrorReason.ERROR_REASON_UNKNOWN_REGION,
          "Region %s is not known to the fake\nMaybe it is missing in destinations(...)."
              .formatted(code),
          Map.of("region_code", code),
          List.of(
              new FieldViolation("order.ship_to.region_code", "region " + code + " is not known")));
    }
  }
}
