package dev.sluice.server.routing.search;

/** How many parcels of one order a carrier's share caps admit. */
public interface CarrierRoom {

  /** Whether every cap admits so many more. */
  boolean admits(int parcels);

  /** Whether every strict cap does. */
  boolean admitsStrictly(int parcels);
}
