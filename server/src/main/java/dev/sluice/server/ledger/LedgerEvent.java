package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a plan, told to the world exactly once.
 *
 * @param shipmentNumbers the shipments whose state changed, ascending
 * @param givenBack units given back, by SKU; only of {@link Kind#RELEASED}
 * @param requestId what asked for it, where it had an id
 */
public record LedgerEvent(
    Kind kind,
    String planId,
    List<Integer> shipmentNumbers,
    List<ShippedLine> givenBack,
    String cause,
    String requestId,
    Instant time) {

  /** A plan was stored. */
  public static LedgerEvent routed(StoredPlan plan) {
    List<Integer> numbers = plan.takes().stream().map(ShipmentTakes::shipmentNumber).toList();
    return new LedgerEvent(
        Kind.ROUTED,
        plan.planId(),
        numbers,
        List.of(),
        plan.lineage().cause(),
        plan.lineage().requestId(),
        plan.storedTime());
  }

  /** What happened. The codes are stored: never change or reuse one. */
  public enum Kind {
    /** Stored; every shipment entered its first state. */
    ROUTED(1),
    CONFIRMED(2),
    SHIPPED(3),
    /** Units were given back; the shipments named are released as a whole. */
    RELEASED(4),
    /** More is used of a counter than it now has. */
    SHORTFALL(5),
    /** The shipments named stand in the next revision. */
    CARRIED(6);

    private final short code;

    Kind(int code) {
      this.code = (short) code;
    }

    /** The stored code. */
    public short code() {
      return code;
    }
  }
}
