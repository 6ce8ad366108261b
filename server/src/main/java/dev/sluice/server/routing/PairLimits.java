package dev.sluice.server.routing;

import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.ShipSlot;
import java.util.List;

/** Whether two shipments of one order fit into the capacities and caps they share. */
final class PairLimits {

  private final List<CandidateLine> lines;
  private final ShipmentPricer pricer;
  private final boolean capsYield;
  private final boolean capsYieldByRule;

  PairLimits(SearchSpace space, ShipmentPricer pricer, boolean capsYield) {
    this.lines = space.lines();
    this.pricer = pricer;
    this.capsYield = capsYield || space.capsYield();
    this.capsYieldByRule = space.capsYield();
  }

  boolean admit(PricedShipment one, PricedShipment other) {
    Departure departure = departure(one);
    boolean sameDay =
        departure
            .slot()
            .map(ShipSlot::shipDay)
            .equals(departure(other).slot().map(ShipSlot::shipDay));
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
    for (PricedShipment shipment : shipments) {
      yields += shipment.way().yields() ? 1 : 0;
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
          case UNITS -> Micros.plusSaturated(units(one), units(other));
        };
    return taken <= departure.warehouseFree();
  }

  private static boolean laneAdmits(Departure departure, PricedShipment one, PricedShipment other) {
    boolean sameLane = one.way().service().lane().id().equals(other.way().service().lane().id());
    return !sameLane || departure.laneFree() >= 2;
  }

  private boolean capsAdmit(CarrierStanding standing) {
    return capsYield ? standing.findStrictlyFull(2).isEmpty() : standing.findFull(2).isEmpty();
  }

  private Departure departure(PricedShipment shipment) {
    return pricer.departure(shipment.way().service(), shipment.load().units());
  }

  private long units(PricedShipment shipment) {
    return Goods.of(lines, shipment.load().units()).units();
  }
}
