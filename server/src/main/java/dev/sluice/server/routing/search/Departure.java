package dev.sluice.server.routing.search;

import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.time.Instant;
import java.util.Optional;

/**
 * When a carrier service would take goods that may be worked on from one ready time.
 *
 * @param slot empty when nothing leaves within the calendar's horizon
 * @param promiseTime when they would arrive; the ready time where there is no slot
 * @param movedDays how many full days the warehouse moved them past
 * @param warehouseFree what the warehouse can still take on that day, in its own measure
 * @param laneFree parcels the lane can still take on that day
 * @param carrierFree parcels the carrier can still take on that day
 * @param timeMicros value of the time until they arrive, and what it costs that they are late
 * @param parcelTollMicros what a parcel pays for the scarce things it takes on that day, and for
 *     its carrier's share; negative where the carrier lacks parcels
 * @param unitTollMicros what each unit in it adds to that; 0 or more
 * @param rejection why nothing leaves this way; empty: it does
 */
public record Departure(
    Optional<ShipSlot> slot,
    Instant promiseTime,
    int movedDays,
    long warehouseFree,
    long laneFree,
    long carrierFree,
    long timeMicros,
    long parcelTollMicros,
    long unitTollMicros,
    Optional<RejectionNote> rejection) {

  /** What it costs that so many units leave then, beside what the way costs on any day. */
  public long micros(long units) {
    long micros = timeMicros + parcelTollMicros;
    return unitTollMicros == 0 ? micros : micros + Micros.times(unitTollMicros, units);
  }

  /** Whether nothing more leaves because the day is full, of the warehouse or of the carrier. */
  public boolean isFull() {
    return rejection
        .filter(
            note ->
                note.reason() == UnfulfilledReason.WAREHOUSE_FULL
                    || note.reason() == UnfulfilledReason.CARRIER_FULL)
        .isPresent();
  }

  /** Whether both leave on the same day, or neither leaves. */
  boolean sameDay(Departure other) {
    return slot.isPresent()
        ? other.slot.isPresent() && slot.get().shipDay().equals(other.slot.get().shipDay())
        : other.slot.isEmpty();
  }
}
