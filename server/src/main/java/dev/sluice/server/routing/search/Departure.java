package dev.sluice.server.routing.search;

import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import java.time.Instant;
import java.util.Optional;

/**
 * When a carrier service would take goods that may be worked on from one ready time.
 *
 * @param slot empty when nothing leaves within the calendar's horizon
 * @param promiseTime when they would arrive; the ready time where there is no slot
 * @param warehouseFree what the warehouse can still take on that day, in its own measure
 * @param laneFree parcels the lane can still take on that day
 * @param carrierFree parcels the carrier can still take on that day
 * @param timeMicros value of the time until they arrive, and what it costs that they are late
 * @param rejection why nothing leaves this way; empty: it does
 */
public record Departure(
    Optional<ShipSlot> slot,
    Instant promiseTime,
    long warehouseFree,
    long laneFree,
    long carrierFree,
    long timeMicros,
    Optional<RejectionNote> rejection) {

  /** Whether both leave on the same day, or neither leaves. */
  boolean sameDay(Departure other) {
    return slot.isPresent()
        ? other.slot.isPresent() && slot.get().shipDay().equals(other.slot.get().shipDay())
        : other.slot.isEmpty();
  }
}
