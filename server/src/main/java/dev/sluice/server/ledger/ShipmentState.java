package dev.sluice.server.ledger;

/**
 * The life of a planned shipment. The codes are stored: never change or reuse one. That of a state
 * is that of the event which tells of entering it; 5 tells of no shipment.
 */
public enum ShipmentState {
  /** Takes what it needs until it expires. */
  HELD(1),
  CONFIRMED(2),
  SHIPPED(3),
  /** Gave back what it held. */
  RELEASED(4),
  /** Stands in the next revision, which holds what it took; here it is history. */
  CARRIED(6);

  private final short code;

  ShipmentState(int code) {
    this.code = (short) code;
  }

  /** The stored code. */
  public short code() {
    return code;
  }

  /** Whether units are still to be shipped. */
  public boolean isOpen() {
    return this == HELD || this == CONFIRMED;
  }

  /** The state with this stored code. */
  public static ShipmentState ofCode(int code) {
    for (ShipmentState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("Shipment state code " + code + " is not known");
  }
}
