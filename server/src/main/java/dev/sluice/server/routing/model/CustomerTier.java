package dev.sluice.server.routing.model;

/** The buyer's standing with the seller, lowest first. */
public enum CustomerTier {
  STANDARD,
  SILVER,
  GOLD,
  VIP
}
