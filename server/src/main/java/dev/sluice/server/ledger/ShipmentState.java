package dev.sluice.server.ledger;

/** The life of a planned shipment. The codes are stored: never change or reuse one. */
public enum ShipmentState {
  /** Takes what it needs until it expires. */
  HELD(1),
  CONFIRMED(2),
  SHIPPED(3),
  /** Gave back what it held. */
  RELEASED(4);

  private final short code;

  ShipmentState(int code) {
    this.code = (short) code;
  }

  /** The stored code. */
  public short code() {
    return code;
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
