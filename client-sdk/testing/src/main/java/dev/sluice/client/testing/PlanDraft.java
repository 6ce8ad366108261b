package dev.sluice.client.testing;

import dev.sluice.routing.v1.Disposition;
import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderLine;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.UnfulfilledLine;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Drafts the plan that a route of a {@link FakeSluice} answers: which units leave which warehouse,
 * and what stays unfulfilled. The fake adds ids, states, times and what else a plan has. Not
 * thread-safe.
 *
 * <pre>{@code
 * fake.route(order -> PlanDraft.of(order)
 *     .ship("Hangzhou", "CUP", 1)
 *     .restUnfulfilled(UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_STOCK, "sold out")
 *     .build());
 * }</pre>
 */
public final class PlanDraft {

  /** Carries what nobody else was named for. */
  public static final String DEFAULT_CARRIER = "CARRIER-1";

  /** By this of its services. */
  public static final String DEFAULT_CARRIER_SERVICE = "SVC-1";

  private static final int MAX_ID = 64;

  private final Order order;
  private final Map<String, OrderLine> lines = new LinkedHashMap<>();
  private final Map<String, Long> rest = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, Long>> shipments = new LinkedHashMap<>();
  private final List<UnfulfilledLine> unfulfilled = new ArrayList<>();
  private String carrierId = DEFAULT_CARRIER;
  private String carrierServiceId = DEFAULT_CARRIER_SERVICE;

  private PlanDraft(Order order) {
    this.order = order;
    for (OrderLine line : order.getLinesList()) {
      lines.putIfAbsent(line.getSku(), line);
      rest.merge(line.getSku(), line.getQuantity(), Long::sum);
    }
  }

  /** Starts a plan for an order, with nothing in it. */
  public static PlanDraft of(Order order) {
    return new PlanDraft(Objects.requireNonNull(order, "order must not be null"));
  }

  /**
   * Says who carries what is shipped from now on.
   *
   * @param newCarrierId 1 to 64 characters
   * @param newCarrierServiceId 1 to 64 characters
   */
  public PlanDraft by(String newCarrierId, String newCarrierServiceId) {
    carrierId = requireId("Carrier", newCarrierId);
    carrierServiceId = requireId("Carrier service", newCarrierServiceId);
    return this;
  }

  /**
   * Ships units of a SKU. What leaves one warehouse by one service is one shipment.
   *
   * @param quantity units, 1 or more, not more than are left of the order
   */
  public PlanDraft ship(String warehouseId, String sku, long quantity) {
    use(sku, quantity);
    shipments
        .computeIfAbsent(
            List.of(requireId("Warehouse", warehouseId), carrierId, carrierServiceId),
            shipment -> new LinkedHashMap<>())
        .merge(sku, quantity, Long::sum);
    return this;
  }

  /** Ships all that is left of the order. */
  public PlanDraft shipRest(String warehouseId) {
    left().forEach((sku, quantity) -> ship(warehouseId, sku, quantity));
    return this;
  }

  /**
   * Leaves units of a SKU unfulfilled. What happens to them is as the order says: PRESALE for a
   * presale line, else BACKORDER where a delay is accepted, else REFUSE.
   *
   * @param quantity units, 1 or more, not more than are left of the order
   * @param detail one sentence for people; may be empty
   */
  public PlanDraft unfulfilled(String sku, long quantity, UnfulfilledReason reason, String detail) {
    return unfulfilled(
        sku,
        quantity,
        List.of(LineReason.newBuilder().setReason(reason).setDetail(detail).build()));
  }

  /** Leaves all that is left of the order unfulfilled, as {@link #unfulfilled} does. */
  public PlanDraft restUnfulfilled(UnfulfilledReason reason, String detail) {
    left().forEach((sku, quantity) -> unfulfilled(sku, quantity, reason, detail));
    return this;
  }

  PlanDraft unfulfilled(String sku, long quantity, List<LineReason> reasons) {
    use(sku, quantity);
    OrderLine line = Objects.requireNonNull(lines.get(sku));
    UnfulfilledLine.Builder missed =
        UnfulfilledLine.newBuilder()
            .setSku(sku)
            .setQuantity(quantity)
            .addAllReasons(reasons)
            .setDisposition(disposition(line));
    if (line.getPresale() && line.hasShipFromTime()) {
      missed.setExpectedTime(line.getShipFromTime());
    }
    unfulfilled.add(missed.build());
    return this;
  }

  /**
   * The plan.
   *
   * @throws IllegalStateException when something of the order is in no shipment, nor unfulfilled
   */
  public RoutingPlan build() {
    if (!left().isEmpty()) {
      throw new IllegalStateException(
          "Of order %s is neither shipped nor unfulfilled: %s\nMaybe end with restUnfulfilled(...)."
              .formatted(order.getOrderId(), left()));
    }
    RoutingPlan.Builder plan = RoutingPlan.newBuilder();
    shipments.forEach(
        (way, units) -> {
          PlannedShipment.Builder shipment =
              plan.addPlannedShipmentsBuilder()
                  .setWarehouseId(way.get(0))
                  .setCarrierId(way.get(1))
                  .setCarrierServiceId(way.get(2));
          units.forEach(
              (sku, quantity) -> shipment.addLinesBuilder().setSku(sku).setQuantity(quantity));
        });
    unfulfilled.stream()
        .sorted(Comparator.comparing(UnfulfilledLine::getSku))
        .forEach(plan::addUnfulfilledLines);
    return plan.build();
  }

  /** Units by SKU that are in no shipment yet, nor unfulfilled. */
  Map<String, Long> left() {
    Map<String, Long> left = new LinkedHashMap<>();
    rest.forEach(
        (sku, quantity) -> {
          if (quantity > 0) {
            left.put(sku, quantity);
          }
        });
    return left;
  }

  private void use(String sku, long quantity) {
    long left = rest.getOrDefault(sku, 0L);
    if (quantity < 1 || quantity > left) {
      throw new IllegalArgumentException(
          "Draft uses %d x %s of order %s, which has %d left of it\nMaybe the quantity or the SKU is another."
              .formatted(quantity, sku, order.getOrderId(), left));
    }
    rest.put(sku, left - quantity);
  }

  private Disposition disposition(OrderLine line) {
    if (line.getPresale()) {
      return Disposition.DISPOSITION_PRESALE;
    }
    return order.getDelayAccepted()
        ? Disposition.DISPOSITION_BACKORDER
        : Disposition.DISPOSITION_REFUSE;
  }

  static String requireId(String name, String id) {
    if (id.isEmpty() || id.length() > MAX_ID) {
      throw new IllegalArgumentException(
          "%s id does not have 1 to %d characters: \"%s\"\nMaybe it is misspelt."
              .formatted(name, MAX_ID, id));
    }
    return id;
  }
}
