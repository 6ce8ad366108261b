package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Micros;
import java.util.List;

/** Whether the shipments of one order fit into the capacities and caps that they share. */
final class SetLimits {

  private final boolean capsYield;
  private final boolean capsYieldByRule;

  SetLimits(SearchSpace space, boolean capsYield) {
    this.capsYield = capsYield || space.capsYield();
    this.capsYieldByRule = space.capsYield();
  }

  /** Whether the last of these fits beside those before it, which fit together. */
  boolean admitLast(List<PricedShipment> shipments) {
    int last = shipments.size() - 1;
    PricedShipment one = shipments.get(last);
    Departure departure = one.departure();
    int fromWarehouse = 1;
    long units = one.units();
    int onLane = 1;
    int byCarrierThatDay = 1;
    int byCarrier = 1;
    for (int i = 0; i < last; i++) {
      PricedShipment other = shipments.get(i);
      boolean sameDay = departure.sameDay(other.departure());
      if (sameDay && one.way().warehouse().id().equals(other.way().warehouse().id())) {
        fromWarehouse++;
        units = Micros.plusSaturated(units, other.units());
        onLane += one.way().lane().id().equals(other.way().lane().id()) ? 1 : 0;
      }
      if (one.way().carrierId().equals(other.way().carrierId())) {
        byCarrier++;
        byCarrierThatDay += sameDay ? 1 : 0;
      }
    }
    return (fromWarehouse == 1 || warehouseAdmits(one, fromWarehouse, units))
        && onLane <= departure.laneFree()
        && byCarrierThatDay <= departure.carrierFree()
        && (byCarrier == 1 || capsAdmit(one.way().room(), byCarrier));
  }

  /** For how many of an order's shipments a cap gives way without a rule's leave. */
  int yields(List<PricedShipment> shipments) {
    int yields = 0;
    for (int i = 0; i < shipments.size() && !capsYieldByRule; i++) {
      Way way = shipments.get(i).way();
      int nth = 1;
      for (int j = 0; j < i; j++) {
        nth += shipments.get(j).way().carrierId().equals(way.carrierId()) ? 1 : 0;
      }
      yields += way.yields() || !way.room().admits(nth) ? 1 : 0;
    }
    return yields;
  }

  private static boolean warehouseAdmits(PricedShipment one, int shipments, long units) {
    long taken =
        switch (one.way().warehouse().capacityMeasure()) {
          case ORDERS -> 1;
          case PARCELS -> shipments;
          case UNITS -> units;
        };
    return taken <= one.departure().warehouseFree();
  }

  private boolean capsAdmit(CarrierRoom room, int parcels) {
    return capsYield ? room.admitsStrictly(parcels) : room.admits(parcels);
  }
}
