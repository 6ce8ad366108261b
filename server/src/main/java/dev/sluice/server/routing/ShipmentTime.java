package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What it is worth to an order when a shipment leaves and arrives. */
final class ShipmentTime {

  private static final long MILLIS_PER_SECOND = 1_000;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final DecisionInput input;
  private final long valueMicrosPerHour;
  private final long latenessMicrosPerHour;

  ShipmentTime(DecisionInput input, OrderVerdicts verdicts) {
    this.input = input;
    this.valueMicrosPerHour = verdicts.valueOfTimeMicrosPerHour();
    this.latenessMicrosPerHour = verdicts.latenessPenaltyMicrosPerHour();
  }

  /** The sum of {@link #valueMicros} and {@link #latenessMicros}. */
  long micros(Optional<ShipSlot> slot, Instant promiseTime) {
    return valueMicros(promiseTime) + latenessMicros(slot, promiseTime);
  }

  /** Value of time for the hours until the promised arrival. */
  long valueMicros(Instant promiseTime) {
    return valueMicrosPerHour == 0
        ? 0
        : Micros.perHour(valueMicrosPerHour, millisBetween(input.time(), promiseTime));
  }

  long latenessMicros(Optional<ShipSlot> slot, Instant promiseTime) {
    return latenessMicrosPerHour == 0
        ? 0
        : Micros.perHour(
            latenessMicrosPerHour, lateness(input.order(), slot, promiseTime).toMillis());
  }

  /**
   * How far the shipment misses the order's limits: the largest of what it leaves after the latest
   * ship time and the latest collection time, and of what it arrives after the deliver-by time.
   */
  static Duration lateness(Order order, Optional<ShipSlot> slot, Instant promiseTime) {
    if (slot.isEmpty()) {
      return Duration.ZERO;
    }
    Instant leaves = slot.get().shipByTime();
    Duration late = beyond(order.latestShipTime(), leaves);
    late = longer(late, beyond(order.latestCollectionTime(), leaves));
    return longer(late, beyond(order.deliverByTime(), promiseTime));
  }

  /**
   * By how many minutes, begun ones counted, which limit is missed; those that are kept left out.
   */
  static SortedMap<String, Long> minutesLate(
      Order order, Optional<ShipSlot> slot, Instant promiseTime) {
    SortedMap<String, Long> minutes = new TreeMap<>();
    slot.map(ShipSlot::shipByTime)
        .ifPresent(
            leaves -> {
              putLate(minutes, "lateShipMinutes", beyond(order.latestShipTime(), leaves));
              putLate(
                  minutes, "lateCollectionMinutes", beyond(order.latestCollectionTime(), leaves));
              putLate(minutes, "lateDeliveryMinutes", beyond(order.deliverByTime(), promiseTime));
            });
    return minutes;
  }

  private static void putLate(SortedMap<String, Long> minutes, String name, Duration late) {
    if (!late.isZero()) {
      minutes.put(name, late.plusMinutes(1).minusNanos(1).toMinutes());
    }
  }

  /** As of a {@link Duration}, which would be made for every way of every order. */
  private static long millisBetween(Instant from, Instant until) {
    long seconds = until.getEpochSecond() - from.getEpochSecond();
    return seconds * MILLIS_PER_SECOND
        + Math.floorDiv(until.getNano() - from.getNano(), NANOS_PER_MILLI);
  }

  private static Duration beyond(Optional<Instant> limit, Instant time) {
    return limit.isPresent() && time.isAfter(limit.get())
        ? Duration.between(limit.get(), time)
        : Duration.ZERO;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
