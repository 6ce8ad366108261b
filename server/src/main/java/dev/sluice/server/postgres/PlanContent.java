package dev.sluice.server.postgres;

import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.RoutingPlan;
import org.jspecify.annotations.Nullable;

/** What was asked for and what was answered. */
record PlanContent(Order order, RoutingPlan plan) {

  /**
   * As it lies in a row of plans.
   *
   * @param packed null in rows of before V12, which have {@code json}
   */
  static PlanContent read(String planId, byte @Nullable [] packed, @Nullable String json) {
    if (packed != null) {
      return PlanPacking.unpack(planId, packed);
    }
    if (json != null) {
      return PlanJson.read(planId, json);
    }
    throw new IllegalStateException(
        "Plan " + planId + " has no content. Maybe its row was changed by hand: run the audit");
  }
}
