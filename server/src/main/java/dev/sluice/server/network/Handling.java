package dev.sluice.server.network;

/** What goods need on their way. */
public enum Handling {
  FRAGILE,
  HIGH_VALUE,
  CHILLED,
  FROZEN,
  LIQUID,
  BATTERY,
  OVERSIZE
}
