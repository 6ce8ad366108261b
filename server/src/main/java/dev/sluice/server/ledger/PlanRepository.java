package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.PlannedShipment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads stored plans. */
public interface PlanRepository {

  /** The plan with this id, in whatever revision it is. */
  Optional<StoredPlan> findPlan(String planId);

  /** The order key's current revision. */
  Optional<StoredPlan> findCurrentPlan(OrderKey key);

  /** The revision of the order key's plan that the request for a replacement made. */
  Optional<StoredPlan> findRevision(OrderKey key, String requestId);

  /** Plans that match, newest first. */
  List<StoredPlan> listPlans(Filter filter, int limit, Optional<Cursor> after);

  /**
   * What plans to list; an empty field does not restrict.
   *
   * @param from stored at this time or later
   * @param until stored before
   * @param state of at least one shipment
   * @param warehouseId of at least one shipment
   * @param carrierId of at least one shipment
   * @param sku ordered, shipped or not
   */
  record Filter(
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<ShipmentState> state,
      Optional<String> warehouseId,
      Optional<String> carrierId,
      Optional<String> channel,
      Optional<String> sku,
      Optional<String> orderId) {

    /** Every plan. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether the plan is one of those asked for. */
    public boolean matches(StoredPlan plan) {
      List<PlannedShipment> shipments = plan.plan().shipments();
      return from.map(time -> !plan.storedTime().isBefore(time)).orElse(true)
          && until.map(time -> plan.storedTime().isBefore(time)).orElse(true)
          && state.map(plan.shipmentStates()::contains).orElse(true)
          && warehouseId.map(id -> any(shipments, s -> s.warehouseId().equals(id))).orElse(true)
          && carrierId.map(id -> any(shipments, s -> s.carrierId().equals(id))).orElse(true)
          && channel.map(plan.order().key().channel()::equals).orElse(true)
          && sku.map(id -> plan.order().lines().stream().anyMatch(line -> line.sku().equals(id)))
              .orElse(true)
          && orderId.map(plan.order().key().orderId()::equals).orElse(true);
    }

    private static boolean any(
        List<PlannedShipment> shipments, Predicate<PlannedShipment> condition) {
      return shipments.stream().anyMatch(condition);
    }
  }

  /** Where a page ended. */
  record Cursor(Instant storedTime, String planId) {}
}
