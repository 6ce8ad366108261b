package dev.sluice.server.routing.model;

import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.ServiceLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a buyer asked for, checked and mapped.
 *
 * @param store, host, liveSession empty where not given
 * @param regionCode destination; longest code the caller knows
 * @param lines at least one, no SKU twice, in the order of first mention
 * @param attributes {@code key=value} pairs
 */
public record Order(
    OrderKey key,
    String store,
    String host,
    String liveSession,
    CustomerTier tier,
    ServiceLevel serviceLevel,
    Instant placedTime,
    Optional<Instant> paidTime,
    Optional<Instant> latestShipTime,
    Optional<Instant> latestCollectionTime,
    Optional<Instant> deliverByTime,
    boolean delayAccepted,
    String regionCode,
    Optional<LatLng> destination,
    List<OrderLine> lines,
    SortedSet<String> attributes) {

  /** The same for other lines. */
  public Order withLines(List<OrderLine> otherLines) {
    return new Order(
        key,
        store,
        host,
        liveSession,
        tier,
        serviceLevel,
        placedTime,
        paidTime,
        latestShipTime,
        latestCollectionTime,
        deliverByTime,
        delayAccepted,
        regionCode,
        destination,
        otherLines,
        attributes);
  }
}
