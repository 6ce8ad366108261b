package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.OrderKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads stored plans. */
public interface PlanRepository {

  /** The plan with this id, in whatever revision it is. */
  Optional<StoredPlan> findPlan(String planId);

  /** The order key's current revision. */
  Optional<StoredPlan> findCurrentPlan(OrderKey key);

  /** Plans that match, newest first. */
  List<StoredPlan> listPlans(Filter filter, int limit, Optional<Cursor> after);

  /** What plans to list; an empty field does not restrict. */
  record Filter(
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<ShipmentState> state,
      Optional<String> warehouseId,
      Optional<String> carrierId,
      Optional<String> channel,
      Optional<String> sku,
      Optional<String> orderId) {}

  /** Where a page ended. */
  record Cursor(Instant storedTime, String planId) {}
}
