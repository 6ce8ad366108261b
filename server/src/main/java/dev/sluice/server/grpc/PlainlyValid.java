package dev.sluice.server.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import com.google.type.Money;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.ServiceLevel;
import dev.sluice.routing.v1.ShipTo;
import java.util.HashSet;
import java.util.List;

/**
 * Sees at a glance that a request with an order is within the limits of the contract, as nearly all
 * are. What it does not recognize may still be: the limits themselves, and every word of a refusal,
 * are the contract's. Interpreting those takes twenty times as long.
 */
final class PlainlyValid {
  private static final long YEAR_2000 = 946_684_800L;
  private static final long YEAR_2100 = 4_102_444_800L;
  private static final int MAX_NANOS = 999_999_999;
  private static final long MAX_HOLD_SECONDS = 86_400;
  private static final int MAX_ID = 64;
  private static final int MAX_LINES = 200;
  private static final long MAX_QUANTITY = 1_000_000;
  private static final long MAX_YUAN = 1_000_000;
  private static final int MAX_ATTRIBUTES = 32;
  private static final int MAX_ATTRIBUTE = 128;

  private PlainlyValid() {}

  /** Whether it surely is; false where the contract must be asked. */
  static boolean test(Message request) {
    if (request instanceof RouteOrderRequest route) {
      return route.hasOrder()
          && test(route.getOrder())
          && (!route.hasHoldDuration() || test(route.getHoldDuration()));
    }
    if (request instanceof RouteOrdersRequest route) {
      return route.hasOrder()
          && test(route.getOrder())
          && isText(route.getRequestId(), 0)
          && (!route.hasHoldDuration() || test(route.getHoldDuration()));
    }
    return request instanceof PlanOrderRequest plan && plan.hasOrder() && test(plan.getOrder());
  }

  private static boolean test(Order order) {
    return isText(order.getOrderId(), 1)
        && isText(order.getChannel(), 1)
        && isText(order.getStore(), 0)
        && isText(order.getHost(), 0)
        && isText(order.getLiveSession(), 0)
        && order.getCustomerTier() != CustomerTier.UNRECOGNIZED
        && order.getServiceLevel() != ServiceLevel.UNRECOGNIZED
        && order.hasPlacedTime()
        && test(order.getPlacedTime())
        && (!order.hasPaidTime() || test(order.getPaidTime()))
        && (!order.hasLatestShipTime() || test(order.getLatestShipTime()))
        && (!order.hasLatestCollectionTime() || test(order.getLatestCollectionTime()))
        && (!order.hasDeliverByTime() || test(order.getDeliverByTime()))
        && order.hasShipTo()
        && test(order.getShipTo())
        && areLines(order.getLinesList())
        && areAttributes(order.getAttributesList());
  }

  private static boolean test(ShipTo shipTo) {
    return isRegionCode(shipTo.getRegionCode())
        && (!shipTo.hasLocation() || test(shipTo.getLocation()));
  }

  private static boolean test(OrderLine line) {
    return isText(line.getSku(), 1)
        && line.getQuantity() >= 1
        && line.getQuantity() <= MAX_QUANTITY
        && (!line.hasUnitValue() || test(line.getUnitValue()))
        && (!line.hasShipFromTime() || test(line.getShipFromTime()));
  }

  private static boolean test(Timestamp time) {
    return time.getSeconds() >= YEAR_2000
        && time.getSeconds() < YEAR_2100
        && time.getNanos() >= 0
        && time.getNanos() <= MAX_NANOS;
  }

  private static boolean test(Duration hold) {
    return hold.getSeconds() >= 1
        && hold.getSeconds() < MAX_HOLD_SECONDS
        && hold.getNanos() >= 0
        && hold.getNanos() <= MAX_NANOS;
  }

  private static boolean test(Money value) {
    return value.getCurrencyCode().equals(ValueMapper.CURRENCY)
        && value.getUnits() >= 0
        && value.getUnits() < MAX_YUAN
        && value.getNanos() >= 0
        && value.getNanos() <= MAX_NANOS
        && value.getNanos() % 1000 == 0;
  }

  private static boolean test(LatLng place) {
    return Math.abs(place.getLatitude()) <= 90 && Math.abs(place.getLongitude()) <= 180;
  }

  private static boolean areLines(List<OrderLine> lines) {
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      return false;
    }
    for (OrderLine line : lines) {
      if (!test(line)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areAttributes(List<String> attributes) {
    if (attributes.isEmpty()) {
      return true;
    }
    if (attributes.size() > MAX_ATTRIBUTES
        || new HashSet<>(attributes).size() < attributes.size()) {
      return false;
    }
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      if (equals < 1
          || equals == attribute.length() - 1
          || attribute.length() > MAX_ATTRIBUTE
          || !isPlain(attribute)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(String text, int minLength) {
    return text.length() >= minLength && text.length() <= MAX_ID && isPlain(text);
  }

  /** No control characters, nor any outside the basic plane, which lengths count otherwise. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRegionCode(String code) {
    int digits = code.length();
    if (digits != 2 && digits != 4 && digits != 6 && digits != 9) {
      return false;
    }
    for (int i = 0; i < digits; i++) {
      if (code.charAt(i) < '0' || code.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
