package dev.sluice.server.ledger.counter;

import java.time.LocalDate;

/**
 * Names one counter.
 *
 * @param subject warehouse, lane or carrier id; empty for all carriers
 * @param scope SKU or region group id; empty where the subject says it all
 * @param day the capacity day; {@link #NO_DAY} for what is not dated
 */
public record CounterKey(CounterKind kind, String subject, String scope, LocalDate day)
    implements Comparable<CounterKey> {

  /** The day of counters that are not dated. */
  public static final LocalDate NO_DAY = LocalDate.EPOCH;

  public static CounterKey stock(String warehouseId, String sku) {
    return new CounterKey(CounterKind.STOCK, warehouseId, sku, NO_DAY);
  }

  public static CounterKey warehouseDay(String warehouseId, LocalDate day) {
    return new CounterKey(CounterKind.WAREHOUSE_DAY, warehouseId, "", day);
  }

  public static CounterKey laneDay(String laneId, LocalDate day) {
    return new CounterKey(CounterKind.LANE_DAY, laneId, "", day);
  }

  public static CounterKey carrierDay(String carrierId, LocalDate day) {
    return new CounterKey(CounterKind.CARRIER_DAY, carrierId, "", day);
  }

  public static CounterKey carrierShare(String carrierId, String regionGroupId, LocalDate day) {
    return new CounterKey(CounterKind.CARRIER_SHARE, carrierId, regionGroupId, day);
  }

  public static CounterKey allShare(String regionGroupId, LocalDate day) {
    return new CounterKey(CounterKind.ALL_SHARE, "", regionGroupId, day);
  }

  @Override
  public int compareTo(CounterKey other) {
    int order = kind.compareTo(other.kind);
    order = order != 0 ? order : subject.compareTo(other.subject);
    order = order != 0 ? order : scope.compareTo(other.scope);
    return order != 0 ? order : day.compareTo(other.day);
  }
}
