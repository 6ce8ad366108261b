package dev.sluice.client.testing;

import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.client.FieldViolation;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.ServiceLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order as it counts: lines of the same SKU merged, attributes sorted, what is unset as what it
 * stands for.
 *
 * @param order lines in the order they were sent
 */
record OrderContent(Order order, Optional<Duration> hold) {

  private static final long MAX_QUANTITY = 1_000_000;
  private static final double MAX_DECLARED_MICROS = 1e9 * 1e6;

  /**
   * Reads an order that is within the contract's declared limits.
   *
   * @throws Refusal naming lines that contradict each other or are too much together
   */
  static OrderContent of(Order sent, Optional<Duration> hold) {
    Order.Builder order = sent.toBuilder();
    if (order.getCustomerTier() == CustomerTier.CUSTOMER_TIER_UNSPECIFIED) {
      order.setCustomerTier(CustomerTier.CUSTOMER_TIER_STANDARD);
    }
    if (order.getServiceLevel() == ServiceLevel.SERVICE_LEVEL_UNSPECIFIED) {
      order.setServiceLevel(ServiceLevel.SERVICE_LEVEL_STANDARD);
    }
    if (order.getShipTo().hasLocation()) {
      // Adding 0.0 makes -0.0 and 0.0 the same place.
      var place = order.getShipToBuilder().getLocationBuilder();
      place.setLatitude(place.getLatitude() + 0.0).setLongitude(place.getLongitude() + 0.0);
    }
    order.clearAttributes().addAllAttributes(sent.getAttributesList().stream().sorted().toList());
    order.clearLines().addAllLines(merged(sent.getLinesList()));
    return new OrderContent(order.build(), hold);
  }

  OrderKey key() {
    return OrderKey.newBuilder()
        .setChannel(order.getChannel())
        .setOrderId(order.getOrderId())
        .build();
  }

  /** Whether both say the same; neither the sequence of lines nor that of attributes counts. */
  boolean isSameAs(OrderContent other) {
    return hold.equals(other.hold) && withSortedLines().equals(other.withSortedLines());
  }

  private Order withSortedLines() {
    return order.toBuilder()
        .clearLines()
        .addAllLines(
            order.getLinesList().stream().sorted(Comparator.comparing(OrderLine::getSku)).toList())
        .build();
  }

  private static List<OrderLine> merged(List<OrderLine> lines) {
    Map<String, OrderLine> bySku = new LinkedHashMap<>();
    List<FieldViolation> problems = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      OrderLine line = withValue(lines.get(index));
      OrderLine known = bySku.putIfAbsent(line.getSku(), line);
      if (known != null) {
        String path = "order.lines[" + index + "]";
        findConflict(known, line, path)
            .ifPresentOrElse(
                problems::add, () -> bySku.put(line.getSku(), plus(known, line.getQuantity())));
      }
    }
    if (bySku.values().stream().mapToDouble(OrderContent::declaredMicros).sum()
        > MAX_DECLARED_MICROS) {
      problems.add(
          new FieldViolation(
              "order.lines", "declare more than 1,000,000,000 yuan together: split the order"));
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalidFields(problems);
    }
    return List.copyOf(bySku.values());
  }

  private static Optional<FieldViolation> findConflict(
      OrderLine known, OrderLine line, String path) {
    OrderLine sameQuantity = line.toBuilder().setQuantity(known.getQuantity()).build();
    if (!sameQuantity.equals(known)) {
      return Optional.of(
          new FieldViolation(
              path,
              "SKU %s is on an earlier line with another unit_value, presale or ship_from_time: lines of one SKU must agree"
                  .formatted(line.getSku())));
    }
    if (known.getQuantity() + line.getQuantity() > MAX_QUANTITY) {
      return Optional.of(
          new FieldViolation(
              path + ".quantity",
              "the lines of SKU %s are more than 1,000,000 units together"
                  .formatted(line.getSku())));
    }
    return Optional.empty();
  }

  private static OrderLine plus(OrderLine line, long quantity) {
    return line.toBuilder().setQuantity(line.getQuantity() + quantity).build();
  }

  private static OrderLine withValue(OrderLine line) {
    Money value = line.hasUnitValue() ? line.getUnitValue() : Amounts.ofMicros(0);
    return line.toBuilder().setUnitValue(value).build();
  }

  private static double declaredMicros(OrderLine line) {
    return (double) line.getQuantity() * Amounts.toMicros(line.getUnitValue());
  }
}
