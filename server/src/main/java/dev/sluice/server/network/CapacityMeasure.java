package dev.sluice.server.network;

/** In what a warehouse counts its day: one per order, one per parcel, or the units in it. */
public enum CapacityMeasure {
  ORDERS,
  PARCELS,
  UNITS
}
