package dev.sluice.server.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How strongly parcels are led to what share rules want, before a cap is reached.
 *
 * @param edgeMicros what a parcel pays, in micro-yuan, when its carrier's share is as large as it
 *     may be, and what it is given when the share is as small as it may be; 0: nothing is steered
 * @param expectedParcels how many parcels a region group usually has on such a day, by its id
 */
public record ShareSteering(long edgeMicros, Map<String, Long> expectedParcels) {

  /** Two yuan: more than one carrier is cheaper than the next on a usual lane. */
  public static final long DEFAULT_EDGE_MICROS = 2_000_000;

  /** Caps alone rule. */
  public static final ShareSteering OFF = new ShareSteering(0, Map.of());

  /** Parcels of the whole day; as many as there are already where no such day is known. */
  long expected(String regionGroupId, long parcelsSoFar) {
    @Nullable Long usual = expectedParcels.get(regionGroupId);
    return Math.max(parcelsSoFar, usual == null ? 0 : usual);
  }
}
