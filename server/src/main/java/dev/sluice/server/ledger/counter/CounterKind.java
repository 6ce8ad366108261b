package dev.sluice.server.ledger.counter;

/** What a counter counts. The codes are stored: never change or reuse one. */
public enum CounterKind {
  /** Units of a SKU at a warehouse; capacity is on-hand less safety stock and earmarks. */
  STOCK(1),
  /** Units of a SKU at a warehouse that are kept for one channel, store or host. */
  EARMARK(2),
  /** A warehouse's capacity day, in its own measure. */
  WAREHOUSE_DAY(3),
  /** Parcels of a lane on a day. */
  LANE_DAY(4),
  /** Parcels of a carrier on a day, over all lanes. */
  CARRIER_DAY(5),
  /** Parcels of one carrier in a region group on a share day. */
  CARRIER_SHARE(6),
  /** Parcels of all carriers in a region group on a share day. */
  ALL_SHARE(7),
  /**
   * Units of a SKU that are expected at a warehouse on one day, with those that have come since and
   * that plans hold.
   */
  INBOUND(8);

  private final short code;

  CounterKind(int code) {
    this.code = (short) code;
  }

  /** The stored code. */
  public short code() {
    return code;
  }

  /** The kind with this stored code. */
  public static CounterKind ofCode(int code) {
    for (CounterKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("Counter kind code " + code + " is not known");
  }
}
