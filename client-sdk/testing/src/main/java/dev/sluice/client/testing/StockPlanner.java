package dev.sluice.client.testing;

import dev.sluice.routing.v1.LineReason;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans from the stock table with few parcels: from the first warehouse that has everything, else
 * from the one that has most of what is left, and so on. A real server weighs costs as well.
 */
final class StockPlanner {

  private final Terrain terrain;

  StockPlanner(Terrain terrain) {
    this.terrain = terrain;
  }

  RoutingPlan plan(Order order) {
    PlanDraft draft = PlanDraft.of(order).by(terrain.carrierId(), terrain.carrierServiceId());
    List<String> warehouses = new ArrayList<>(terrain.warehouses());
    warehouses.removeIf(id -> !terrain.covers(id, order.getShipTo().getRegionCode()));
    while (!draft.left().isEmpty()) {
      Map<String, Long> most = Map.of();
      String best = "";
      for (String warehouse : warehouses) {
        Map<String, Long> offer = offer(warehouse, draft.left());
        if (units(offer) > units(most)) {
          most = offer;
          best = warehouse;
        }
      }
      if (most.isEmpty()) {
        break;
      }
      for (Map.Entry<String, Long> line : most.entrySet()) {
        draft.ship(best, line.getKey(), line.getValue());
      }
      warehouses.remove(best);
    }
    draft.left().forEach((sku, missing) -> draft.unfulfilled(sku, missing, reasons(order, sku)));
    return draft.build();
  }

  /** What a warehouse can give of what is left; no line without units. */
  private Map<String, Long> offer(String warehouse, Map<String, Long> left) {
    Map<String, Long> offer = new LinkedHashMap<>();
    left.forEach(
        (sku, wanted) -> {
          long given = Math.min(wanted, terrain.available(warehouse, sku));
          if (given > 0) {
            offer.put(sku, given);
          }
        });
    return offer;
  }

  private static long units(Map<String, Long> offer) {
    return offer.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * As a server says it: first what came nearest to shipping, a warehouse that has too little
   * before one that had some of what was ordered and is too far away.
   */
  private List<LineReason> reasons(Order order, String sku) {
    String region = order.getShipTo().getRegionCode();
    List<String> near = new ArrayList<>();
    List<String> far = new ArrayList<>();
    for (String warehouse : terrain.warehouses()) {
      if (terrain.covers(warehouse, region)) {
        near.add(warehouse);
      } else if (order.getLinesList().stream()
          .anyMatch(line -> terrain.hadAny(warehouse, line.getSku()))) {
        far.add(warehouse);
      }
    }
    List<LineReason> reasons = new ArrayList<>();
    near.stream()
        .min(Comparator.comparing(warehouse -> !hasAny(warehouse, order)))
        .map(warehouse -> outOfStock(warehouse, order, sku))
        .ifPresent(reasons::add);
    far.stream()
        .findFirst()
        .map(
            warehouse ->
                reason(
                    UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_COVERAGE,
                    warehouse + " does not cover " + region))
        .ifPresent(reasons::add);
    if (reasons.isEmpty()) {
      reasons.add(
          reason(
              UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_COVERAGE,
              "no warehouse covers the destination"));
    }
    return reasons;
  }

  private boolean hasAny(String warehouse, Order order) {
    return order.getLinesList().stream()
        .anyMatch(line -> terrain.available(warehouse, line.getSku()) > 0);
  }

  private LineReason outOfStock(String warehouse, Order order, String sku) {
    long wanted =
        order.getLinesList().stream()
            .filter(line -> line.getSku().equals(sku))
            .mapToLong(line -> line.getQuantity())
            .sum();
    return reason(
        UnfulfilledReason.UNFULFILLED_REASON_OUT_OF_STOCK,
        "%s has %d of %d x %s"
            .formatted(warehouse, terrain.available(warehouse, sku), wanted, sku));
  }

  private static LineReason reason(UnfulfilledReason reason, String detail) {
    return LineReason.newBuilder().setReason(reason).setDetail(detail).build();
  }
}
