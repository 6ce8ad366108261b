package dev.sluice.server.routing.model;

/** What happens to what nobody takes now. */
public enum Disposition {
  BACKORDER,
  PRESALE,
  DEFER,
  REFUSE
}
