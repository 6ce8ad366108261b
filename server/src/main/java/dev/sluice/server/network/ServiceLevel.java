package dev.sluice.server.network;

/** The speed promised to the buyer, slowest first. */
public enum ServiceLevel {
  STANDARD,
  NEXT_DAY,
  SAME_DAY,
  HALF_DAY,
  HOURLY
}
