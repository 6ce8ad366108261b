package dev.sluice.server.ledger.counter;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Names one counter. Every decision looks up a hundred of them, so a key remembers its hash. */
public final class CounterKey implements Comparable<CounterKey> {

  /** The day of counters that are not dated. */
  public static final LocalDate NO_DAY = LocalDate.EPOCH;

  /** Neither a SKU nor a holder has a control character, so they never run into each other. */
  private static final char SKU_END = '\t';

  private final CounterKind kind;
  private final String subject;
  private final String scope;
  private final LocalDate day;
  private final int hash;

  /**
   * @param subject warehouse, lane or carrier id; empty for all carriers
   * @param scope SKU, SKU and for whom it is kept or when it is expected, or region group id; empty
   *     where the subject says it all
   * @param day the capacity day; {@link #NO_DAY} for what is not dated
   */
  public CounterKey(CounterKind kind, String subject, String scope, LocalDate day) {
    this.kind = kind;
    this.subject = subject;
    this.scope = scope;
    this.day = day;
    this.hash =
        ((kind.code() * 31 + subject.hashCode()) * 31 + scope.hashCode()) * 31
            + (int) day.toEpochDay();
  }

  public CounterKind kind() {
    return kind;
  }

  /** Warehouse, lane or carrier id; empty for all carriers. */
  public String subject() {
    return subject;
  }

  /** What the subject does not say; see the constructor. */
  public String scope() {
    return scope;
  }

  /** The capacity day; {@link #NO_DAY} for what is not dated. */
  public LocalDate day() {
    return day;
  }

  public static CounterKey stock(String warehouseId, String sku) {
    return new CounterKey(CounterKind.STOCK, warehouseId, sku, NO_DAY);
  }

  /**
   * Units kept for somebody.
   *
   * @param holder for whom the units are kept, without control characters
   */
  public static CounterKey earmark(String warehouseId, String sku, String holder) {
    return new CounterKey(CounterKind.EARMARK, warehouseId, sku + SKU_END + holder, NO_DAY);
  }

  /**
   * Units on their way. The key is not dated, since such a counter has no template and is used
   * until what was taken of it has shipped, however late.
   *
   * @param expected the day on which they are expected
   */
  public static CounterKey inbound(String warehouseId, String sku, LocalDate expected) {
    return new CounterKey(CounterKind.INBOUND, warehouseId, sku + SKU_END + expected, NO_DAY);
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

  /** Whether units of a SKU at a warehouse are counted, or on their way to it. */
  public boolean isOfStock() {
    return kind == CounterKind.STOCK || isPartOfStock();
  }

  /** The SKU whose units a counter of stock counts. */
  public String sku() {
    int end = isPartOfStock() ? scope.indexOf(SKU_END) : -1;
    return end < 0 ? scope : scope.substring(0, end);
  }

  /** The day on which a counter of inbound units expects them. */
  public LocalDate expectedDay() {
    if (kind != CounterKind.INBOUND) {
      throw new IllegalArgumentException("Counter " + this + " counts nothing that is expected");
    }
    return LocalDate.parse(scope.substring(scope.indexOf(SKU_END) + 1));
  }

  private boolean isPartOfStock() {
    return kind == CounterKind.EARMARK || kind == CounterKind.INBOUND;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof CounterKey that
            && hash == that.hash
            && kind == that.kind
            && day.equals(that.day)
            && subject.equals(that.subject)
            && scope.equals(that.scope));
  }

  /** The same in every process: records of decisions are checked by it. */
  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "CounterKey[%s, subject=%s, scope=%s, day=%s]".formatted(kind, subject, scope, day);
  }

  @Override
  public int compareTo(CounterKey other) {
    int order = kind.compareTo(other.kind);
    order = order != 0 ? order : subject.compareTo(other.subject);
    order = order != 0 ? order : scope.compareTo(other.scope);
    return order != 0 ? order : day.compareTo(other.day);
  }
}
