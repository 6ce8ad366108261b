package dev.sluice.server.routing;

import dev.sluice.server.network.CapacityMeasure;
import java.util.List;

/** Whether two shipments of one order fit into the capacities and caps they share. */
final class PairLimits {

  private final boolean capsYield;
  private final boolean capsYieldByRule;

  PairLimits(SearchSpace space, boolean capsYield) {
    this.capsYield = capsYield || space.capsYield();
    this.capsYieldByRule = space.capsYield();
  }

  boolean admit(PricedShipment one, PricedShipment other) {
    Departure departure = one.departure();
    boolean sameDay = departure.sameDay(other.departure());
    if (one.way().warehouse().id().equals(other.way().warehouse().id())
        && sameDay
        && !(warehouseAdmits(departure, one, other) && laneAdmits(departure, one, other))) {
      return false;
    }
    if (!one.way().carrierId().equals(other.way().carrierId())) {
      return true;
    }
    return (!sameDay || departure.carrierFree() >= 2) && capsAdmit(one.way().service().standing());
  }

  /** For how many of an order's one or two shipments a cap gives way without a rule's leave. */
  int yields(List<PricedShipment> shipments) {
    int yields = 0;
    for (int i = 0; i < shipments.size(); i++) {
      yields += shipments.get(i).way().yields() ? 1 : 0;
    }
    if (yields == 0 && !capsYieldByRule && shipments.size() == 2) {
      Way one = shipments.get(0).way();
      boolean sameCarrier = one.carrierId().equals(shipments.get(1).way().carrierId());
      return sameCarrier && one.service().standing().findFull(2).isPresent() ? 1 : 0;
    }
    return yields;
  }

  private boolean warehouseAdmits(Departure departure, PricedShipment one, PricedShipment other) {
    CapacityMeasure measure = one.way().warehouse().warehouse().capacityMeasure();
    long taken =
        switch (measure) {
          case ORDERS -> 1;
          case PARCELS -> 2;
          case UNITS -> Micros.plusSaturated(one.units(), other.units());
        };
    return taken <= departure.warehouseFree();
  }

  private static boolean laneAdmits(Departure departure, PricedShipment one, PricedShipment other) {
    boolean sameLane =
        one.way().service().applied().id().equals(other.way().service().applied().id());
    return !sameLane || departure.laneFree() >= 2;
  }

  private boolean capsAdmit(CarrierStanding standing) {
    return capsYield ? standing.findStrictlyFull(2).isEmpty() : standing.findFull(2).isEmpty();
  }
}
