package dev.sluice.server.routing;

import java.util.BitSet;
import java.util.Comparator;

/**
 * A warehouse and a carrier service together, as rules left them.
 *
 * @param carries lines of which any may go this way
 * @param adjustmentMicros sum of what rules add and take off
 * @param yields whether its carrier is at a cap, so that it is taken only where an order has no
 *     other way
 */
record Way(
    WarehouseCandidate warehouse,
    ServiceCandidate service,
    BitSet carries,
    long adjustmentMicros,
    boolean yields) {

  /** By ids. */
  static final Comparator<Way> BY_ID =
      Comparator.comparing((Way way) -> way.warehouse().id())
          .thenComparing(way -> way.service().service().id());

  boolean carries(int lineIndex) {
    return carries.get(lineIndex);
  }

  /** Whether everything of which there are units may go this way. */
  boolean carriesAll(long[] units) {
    for (int i = 0; i < units.length; i++) {
      if (units[i] > 0 && !carries.get(i)) {
        return false;
      }
    }
    return true;
  }

  String carrierId() {
    return service.carrier().id();
  }
}
