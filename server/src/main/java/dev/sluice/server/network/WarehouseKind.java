package dev.sluice.server.network;

/** What sort of place ships or takes back. */
public enum WarehouseKind {
  CENTRAL,
  REGIONAL,
  CLOUD,
  FRONT,
  STORE,
  /** Where the goods grow or are made. */
  ORIGIN,
  /** A supplier that ships for us. */
  SUPPLIER,
  /** Takes goods back; never ships. */
  RETURN_CENTER
}
