package dev.sluice.server.routing.model;

/**
 * Why nobody takes a line now, in order of precedence: a candidate is rejected for the first that
 * applies.
 */
public enum UnfulfilledReason {
  OUT_OF_COVERAGE,
  CARRIER_DOES_NOT_SERVE,
  OUT_OF_STOCK,
  SAFETY_STOCK,
  EARMARKED,
  WAREHOUSE_CLOSED,
  AFTER_CUT_OFF,
  WAREHOUSE_FULL,
  CARRIER_FULL,
  CARRIER_SHARE_CAP,
  CARRIER_SUSPENDED,
  WEIGHT_LIMIT,
  HANDLING,
  KEEP_TOGETHER,
  SPLIT_LIMIT,
  RULE,
  NOT_WORTH_COST,
  LOST_RACE,
  WORK_LIMIT
}
