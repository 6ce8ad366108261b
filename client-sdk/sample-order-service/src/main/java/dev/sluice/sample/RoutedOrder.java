package dev.sluice.sample;

import dev.sluice.client.Plans;
import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.UnfulfilledLine;
import java.util.List;

/**
 * What the shop is told.
 *
 * @param complete whether every unit ships
 * @param summary for people
 * @param missing what nobody can ship
 */
record RoutedOrder(String planId, boolean complete, String summary, List<Missing> missing) {

  /**
   * Units that nobody ships.
   *
   * @param reasons names of {@link dev.sluice.routing.v1.UnfulfilledReason}
   */
  record Missing(String sku, long quantity, List<String> reasons) {}

  static RoutedOrder of(RoutingPlan plan) {
    return new RoutedOrder(
        plan.getPlanId(),
        Plans.isFulfilled(plan),
        Plans.describe(plan),
        plan.getUnfulfilledLinesList().stream().map(RoutedOrder::missing).toList());
  }

  private static Missing missing(UnfulfilledLine line) {
    List<String> reasons =
        line.getReasonsList().stream().map(LineReason::getReason).map(Enum::name).toList();
    return new Missing(line.getSku(), line.getQuantity(), reasons);
  }
}
