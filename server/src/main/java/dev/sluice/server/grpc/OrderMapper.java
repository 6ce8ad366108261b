package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.ValueMapper.findInstant;
import static dev.sluice.server.grpc.ValueMapper.toTimestamp;

import dev.sluice.routing.v1.ShipTo;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Maps orders in, merging lines of the same SKU, and out again. */
final class OrderMapper {
  private static final long MAX_QUANTITY = 1_000_000;

  /** One billion yuan: premiums and prices of such an order still fit a long of micro-yuan. */
  private static final long MAX_DECLARED_MICROS = 1_000_000_000L * 1_000_000L;

  private OrderMapper() {}

  /**
   * Maps an order that is within the contract's declared limits.
   *
   * @throws RequestRefusedException naming lines that contradict each other or are too much
   *     together
   */
  static Order toOrder(dev.sluice.routing.v1.Order order) {
    ShipTo shipTo = order.getShipTo();
    return new Order(
        new OrderKey(order.getChannel(), order.getOrderId()),
        order.getStore(),
        order.getHost(),
        order.getLiveSession(),
        tier(order.getCustomerTier()),
        serviceLevel(order.getServiceLevel()),
        ValueMapper.toInstant(order.getPlacedTime()),
        findInstant(order.hasPaidTime(), order.getPaidTime()),
        findInstant(order.hasLatestShipTime(), order.getLatestShipTime()),
        findInstant(order.hasLatestCollectionTime(), order.getLatestCollectionTime()),
        findInstant(order.hasDeliverByTime(), order.getDeliverByTime()),
        order.getDelayAccepted(),
        shipTo.getRegionCode(),
        shipTo.hasLocation()
            ? Optional.<LatLng>of(ValueMapper.toLatLng(shipTo.getLocation()))
            : Optional.empty(),
        mergedLines(order.getLinesList()),
        new TreeSet<>(order.getAttributesList()));
  }

  /** The order as it was asked, with lines of the same SKU merged. */
  static dev.sluice.routing.v1.Order toProto(Order order) {
    ShipTo.Builder shipTo = ShipTo.newBuilder().setRegionCode(order.regionCode());
    order.destination().ifPresent(place -> shipTo.setLocation(ValueMapper.toProto(place)));
    dev.sluice.routing.v1.Order.Builder proto =
        dev.sluice.routing.v1.Order.newBuilder()
            .setOrderId(order.key().orderId())
            .setChannel(order.key().channel())
            .setStore(order.store())
            .setHost(order.host())
            .setLiveSession(order.liveSession())
            .setCustomerTier(tier(order.tier()))
            .setServiceLevel(serviceLevel(order.serviceLevel()))
            .setPlacedTime(toTimestamp(order.placedTime()))
            .setDelayAccepted(order.delayAccepted())
            .setShipTo(shipTo)
            .addAllAttributes(order.attributes());
    order.paidTime().ifPresent(time -> proto.setPaidTime(toTimestamp(time)));
    order.latestShipTime().ifPresent(time -> proto.setLatestShipTime(toTimestamp(time)));
    order
        .latestCollectionTime()
        .ifPresent(time -> proto.setLatestCollectionTime(toTimestamp(time)));
    order.deliverByTime().ifPresent(time -> proto.setDeliverByTime(toTimestamp(time)));
    order.lines().forEach(line -> proto.addLines(toProto(line)));
    return proto.build();
  }

  static ServiceLevel serviceLevel(dev.sluice.routing.v1.ServiceLevel level) {
    return switch (level) {
      case SERVICE_LEVEL_NEXT_DAY -> ServiceLevel.NEXT_DAY;
      case SERVICE_LEVEL_SAME_DAY -> ServiceLevel.SAME_DAY;
      case SERVICE_LEVEL_HALF_DAY -> ServiceLevel.HALF_DAY;
      case SERVICE_LEVEL_HOURLY -> ServiceLevel.HOURLY;
      case SERVICE_LEVEL_STANDARD, SERVICE_LEVEL_UNSPECIFIED, UNRECOGNIZED -> ServiceLevel.STANDARD;
    };
  }

  static dev.sluice.routing.v1.ServiceLevel serviceLevel(ServiceLevel level) {
    return switch (level) {
      case STANDARD -> dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_STANDARD;
      case NEXT_DAY -> dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_NEXT_DAY;
      case SAME_DAY -> dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_SAME_DAY;
      case HALF_DAY -> dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_HALF_DAY;
      case HOURLY -> dev.sluice.routing.v1.ServiceLevel.SERVICE_LEVEL_HOURLY;
    };
  }

  private static CustomerTier tier(dev.sluice.routing.v1.CustomerTier tier) {
    return switch (tier) {
      case CUSTOMER_TIER_SILVER -> CustomerTier.SILVER;
      case CUSTOMER_TIER_GOLD -> CustomerTier.GOLD;
      case CUSTOMER_TIER_VIP -> CustomerTier.VIP;
      case CUSTOMER_TIER_STANDARD, CUSTOMER_TIER_UNSPECIFIED, UNRECOGNIZED -> CustomerTier.STANDARD;
    };
  }

  private static dev.sluice.routing.v1.CustomerTier tier(CustomerTier tier) {
    return switch (tier) {
      case STANDARD -> dev.sluice.routing.v1.CustomerTier.CUSTOMER_TIER_STANDARD;
      case SILVER -> dev.sluice.routing.v1.CustomerTier.CUSTOMER_TIER_SILVER;
      case GOLD -> dev.sluice.routing.v1.CustomerTier.CUSTOMER_TIER_GOLD;
      case VIP -> dev.sluice.routing.v1.CustomerTier.CUSTOMER_TIER_VIP;
    };
  }

  private static List<OrderLine> mergedLines(List<dev.sluice.routing.v1.OrderLine> lines) {
    Map<String, OrderLine> bySku = new LinkedHashMap<>();
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      OrderLine line = toLine(lines.get(i));
      OrderLine known = bySku.get(line.sku());
      if (known == null) {
        bySku.put(line.sku(), line);
      } else {
        merge(known, line, "order.lines[" + i + "]", problems)
            .ifPresent(merged -> bySku.put(merged.sku(), merged));
      }
    }
    if (declaredMicros(bySku) > MAX_DECLARED_MICROS) {
      problems.add(
          new FieldProblem(
              "order.lines", "declare more than 1,000,000,000 yuan together: split the order"));
    }
    if (!problems.isEmpty()) {
      throw RequestRefusedException.invalidFields(problems);
    }
    return List.copyOf(bySku.values());
  }

  private static Optional<OrderLine> merge(
      OrderLine known, OrderLine line, String path, List<FieldProblem> problems) {
    long quantity = known.quantity() + line.quantity();
    boolean sameButQuantity =
        known.unitValueMicros() == line.unitValueMicros()
            && known.presale() == line.presale()
            && known.shipFromTime().equals(line.shipFromTime());
    if (!sameButQuantity) {
      problems.add(
          new FieldProblem(
              path,
              "SKU "
                  + line.sku()
                  + " is on an earlier line with another unit_value, presale or ship_from_time:"
                  + " lines of one SKU must agree"));
      return Optional.empty();
    }
    if (quantity > MAX_QUANTITY) {
      problems.add(
          new FieldProblem(
              path + ".quantity",
              "the lines of SKU " + line.sku() + " are more than 1,000,000 units together"));
      return Optional.empty();
    }
    return Optional.of(
        new OrderLine(
            known.sku(), quantity, known.unitValueMicros(), known.presale(), known.shipFromTime()));
  }

  /** Cannot overflow: at most 200 lines of a million units of a million yuan, summed in doubles. */
  private static double declaredMicros(Map<String, OrderLine> lines) {
    return lines.values().stream()
        .mapToDouble(line -> (double) line.quantity() * line.unitValueMicros())
        .sum();
  }

  private static OrderLine toLine(dev.sluice.routing.v1.OrderLine line) {
    return new OrderLine(
        line.getSku(),
        line.getQuantity(),
        line.hasUnitValue() ? ValueMapper.toMicros(line.getUnitValue()) : 0,
        line.getPresale(),
        findInstant(line.hasShipFromTime(), line.getShipFromTime()));
  }

  private static dev.sluice.routing.v1.OrderLine toProto(OrderLine line) {
    dev.sluice.routing.v1.OrderLine.Builder proto =
        dev.sluice.routing.v1.OrderLine.newBuilder()
            .setSku(line.sku())
            .setQuantity(line.quantity())
            .setUnitValue(ValueMapper.toMoney(line.unitValueMicros()))
            .setPresale(line.presale());
    line.shipFromTime().ifPresent(time -> proto.setShipFromTime(toTimestamp(time)));
    return proto.build();
  }
}
