package dev.sluice.server.network;

import java.util.OptionalLong;

/**
 * From a warehouse to a region by a carrier service. Of several lanes of one warehouse and service,
 * the one with the longest region code that covers the destination applies.
 *
 * @param transitHours from collection to delivery
 * @param dailyParcels parcels it takes a day; empty: only the carrier's own limit
 */
public record Lane(
    String warehouseId,
    String carrierServiceId,
    String regionCode,
    String tariffId,
    int transitHours,
    OptionalLong dailyParcels) {

  /** The lane's name in counters and plans: {@code warehouse>service>region}. */
  public String id() {
    return warehouseId + ">" + carrierServiceId + ">" + regionCode;
  }
}
