package dev.sluice.server.network;

import java.util.OptionalLong;

/**
 * A company that transports.
 *
 * @param dailyParcels parcels it takes a day over all lanes; empty: no limit
 * @param onTimeRate share of parcels that arrived in time lately, 0 to 1
 * @param lossRate share of parcels lost or broken lately, 0 to 1
 */
public record Carrier(
    String id,
    String name,
    String nameEn,
    CarrierRole role,
    OperatingState state,
    OptionalLong dailyParcels,
    double onTimeRate,
    double lossRate) {

  /** The same carrier, opened, paused or closed. */
  Carrier inState(OperatingState newState) {
    return new Carrier(id, name, nameEn, role, newState, dailyParcels, onTimeRate, lossRate);
  }
}
