package dev.sluice.server.routing.search;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Goods on a way with their price: one shipment of a plan that is still sought.
 *
 * @param departure of the line which is ready last
 * @param units of all lines together
 */
public record PricedShipment(Way way, Load load, Departure departure, long units, long micros) {

  static final Comparator<PricedShipment> BY_WAY =
      Comparator.comparing(PricedShipment::way, Way.BY_ID)
          .thenComparing(
              shipment -> shipment.load().units(), (one, other) -> Arrays.compare(other, one));

  static final Comparator<PricedShipment> CHEAPEST =
      Comparator.comparingLong(PricedShipment::micros).thenComparing(BY_WAY);
}
