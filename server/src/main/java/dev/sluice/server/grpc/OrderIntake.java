package dev.sluice.server.grpc;

import com.google.protobuf.Message;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.server.network.Network;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Takes orders in: declared limits first, then what only the network and the clock know. */
final class OrderIntake {
  private static final Duration MAX_CLOCK_LEAD = Duration.ofMinutes(10);

  private final RequestValidator validator;
  private final Supplier<Network> network;
  private final InstantSource clock;
  private final Duration retention;

  /**
   * @param retention how long order ids are kept; an order placed longer ago is refused
   */
  OrderIntake(
      RequestValidator validator,
      Supplier<Network> network,
      InstantSource clock,
      Duration retention) {
    this.validator = validator;
    this.network = network;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Takes in an order to decide on.
   *
   * @param request the whole request, whose field {@code order} is {@code order}
   * @throws RequestRefusedException saying everything that is wrong with the first thing checked
   */
  Order accept(Message request, dev.sluice.routing.v1.Order order) {
    Order mapped = read(request, order);
    requireKnown(mapped, order);
    return mapped;
  }

  /**
   * Takes in several orders to decide on.
   *
   * @param request the whole request, whose field {@code orders} is {@code orders}
   */
  List<Order> acceptAll(Message request, List<dev.sluice.routing.v1.Order> orders) {
    validator.check(request);
    List<Order> accepted = new ArrayList<>(orders.size());
    for (dev.sluice.routing.v1.Order order : orders) {
      try {
        Order mapped = OrderMapper.toOrder(order);
        checkPlacedTime(mapped);
        requireKnown(mapped, order);
        accepted.add(mapped);
      } catch (RequestRefusedException e) {
        throw e.instead("order", "orders[" + accepted.size() + "]");
      }
    }
    return accepted;
  }

  /** As {@link #accept}, without asking the network, which may have known more once. */
  Order read(Message request, dev.sluice.routing.v1.Order order) {
    validator.check(request);
    Order mapped = OrderMapper.toOrder(order);
    checkPlacedTime(mapped);
    return mapped;
  }

  /**
   * Checks an order against the network as it is now.
   *
   * @param asSent what {@code order} was read from
   * @throws RequestRefusedException when the network does not know what the order names
   */
  void requireKnown(Order order, dev.sluice.routing.v1.Order asSent) {
    Network current = network.get();
    if (current.warehouses().isEmpty()) {
      throw RequestRefusedException.of(
          ErrorReason.ERROR_REASON_NETWORK_EMPTY,
          "The network has no warehouse\nMaybe it was not imported yet: ./sluice import DIR.",
          Map.of());
    }
    checkSkus(current, order, asSent);
    checkRegion(current, order);
  }

  private void checkPlacedTime(Order order) {
    Instant now = clock.instant();
    if (order.placedTime().isAfter(now.plus(MAX_CLOCK_LEAD))) {
      throw RequestRefusedException.invalidField(
          "order.placed_time",
          "is "
              + order.placedTime()
              + ", more than "
              + MAX_CLOCK_LEAD.toMinutes()
              + " minutes ahead of the server's clock");
    }
    if (order.placedTime().isBefore(now.minus(retention))) {
      throw RequestRefusedException.orderTooOld(order.placedTime(), retention);
    }
  }

  private static void checkSkus(Network network, Order order, dev.sluice.routing.v1.Order asSent) {
    Set<String> unknown = new LinkedHashSet<>();
    for (OrderLine line : order.lines()) {
      if (network.findProduct(line.sku()).isEmpty()) {
        unknown.add(line.sku());
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    List<FieldProblem> fields = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < asSent.getLinesCount(); i++) {
      String sku = asSent.getLines(i).getSku();
      if (unknown.contains(sku) && named.add(sku)) {
        fields.add(new FieldProblem("order.lines[" + i + "].sku", "SKU " + sku + " is not known"));
      }
    }
    throw RequestRefusedException.ofFields(
        ErrorReason.ERROR_REASON_UNKNOWN_SKU,
        unknown.size()
            + (unknown.size() == 1 ? " SKU is" : " SKUs are")
            + " not known to the network: "
            + String.join(", ", unknown)
            + "\nMaybe products were added after the last import.",
        Map.of("sku", String.join(",", unknown)),
        fields);
  }

  private static void checkRegion(Network network, Order order) {
    if (network.isDestination(order.regionCode())) {
      return;
    }
    String code = order.regionCode();
    throw RequestRefusedException.ofFields(
        ErrorReason.ERROR_REASON_UNKNOWN_REGION,
        "Region " + code + " is not known to the network\nMaybe the code is misspelt.",
        Map.of("region_code", code),
        List.of(new FieldProblem("order.ship_to.region_code", "region " + code + " is not known")));
  }
}
