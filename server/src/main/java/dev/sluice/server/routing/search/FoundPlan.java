package dev.sluice.server.routing.search;

import java.util.Comparator;
import java.util.List;

/**
 * A plan that the search found.
 *
 * @param shipments by warehouse, service and load
 * @param missed what does not ship
 * @param yields shipments for which a carrier's cap gives way
 * @param micros total cost, with split cost and shortage penalties
 */
public record FoundPlan(List<PricedShipment> shipments, Missed missed, int yields, long micros) {

  private static final Comparator<FoundPlan> BY_SHIPMENTS =
      Comparator.comparingInt((FoundPlan plan) -> plan.shipments().size())
          .thenComparing(FoundPlan::compareCoverage)
          .thenComparing(FoundPlan::compareShipments);

  /** Where a missed line is infinitely bad: the fullest plan, then the cheapest. */
  static final Comparator<FoundPlan> FULLEST =
      Comparator.comparing(FoundPlan::missed)
          .thenComparingInt(FoundPlan::yields)
          .thenComparingLong(FoundPlan::micros)
          .thenComparing(BY_SHIPMENTS);

  /** Where a missed line has its price. */
  static final Comparator<FoundPlan> CHEAPEST =
      Comparator.comparingLong(FoundPlan::micros)
          .thenComparing(FoundPlan::missed)
          .thenComparingInt(FoundPlan::yields)
          .thenComparing(BY_SHIPMENTS);

  /** Whether so much of a line ships. */
  public boolean ships(int line, long quantity) {
    return shipped(line) >= quantity;
  }

  /** Units of a line in all shipments. */
  public long shipped(int line) {
    long shipped = 0;
    for (PricedShipment shipment : shipments) {
      shipped += shipment.load().units()[line];
    }
    return shipped;
  }

  /** Whether the same warehouses ship by the same services. */
  boolean sameWays(FoundPlan other) {
    if (shipments.size() != other.shipments.size()) {
      return false;
    }
    for (int i = 0; i < shipments.size(); i++) {
      if (Way.BY_ID.compare(shipments.get(i).way(), other.shipments.get(i).way()) != 0) {
        return false;
      }
    }
    return true;
  }

  private int compareCoverage(FoundPlan other) {
    for (int i = 0; i < shipments.size(); i++) {
      int order =
          Integer.compare(
              shipments.get(i).way().coverageRank(), other.shipments.get(i).way().coverageRank());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int compareShipments(FoundPlan other) {
    for (int i = 0; i < shipments.size(); i++) {
      int order = PricedShipment.BY_WAY.compare(shipments.get(i), other.shipments.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
