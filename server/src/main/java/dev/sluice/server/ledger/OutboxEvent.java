package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A change of state as readers of the outbox see it.
 *
 * @param kind such as ROUTED, CONFIRMED, SHIPPED, RELEASED or SHORTFALL
 * @param plan whose state changed; empty for a shortfall
 * @param shortfall of a counter; empty for a change of a plan
 * @param givenBack units given back, by SKU
 * @param requestId what asked for it, where it had an id
 */
public record OutboxEvent(
    OutboxPosition position,
    String kind,
    Instant time,
    Optional<Plan> plan,
    Optional<Shortfall> shortfall,
    List<ShippedLine> givenBack,
    String cause,
    String requestId) {

  /**
   * The plan an event is about.
   *
   * @param key whose order it answers; empty when the plan is not kept any more, as are the places
   *     of its shipments then
   * @param shipments those whose state changed
   */
  public record Plan(
      String planId, Optional<OrderKey> key, int revision, List<Shipment> shipments) {}

  /**
   * How far what is used of a counter lies above its capacity.
   *
   * @param amount from now on; 0: the shortfall is over; empty: an event of before it was told
   */
  public record Shortfall(CounterKey counter, OptionalLong amount) {}

  /** Where a shipment leaves and who carries it. */
  public record Shipment(int number, String warehouseId, String carrierId) {}
}
