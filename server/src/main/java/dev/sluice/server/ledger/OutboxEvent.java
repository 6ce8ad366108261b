package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of state as readers of the outbox see it.
 *
 * @param kind such as ROUTED, CONFIRMED, SHIPPED, RELEASED or SHORTFALL
 * @param plan whose state changed; empty for a shortfall
 * @param counter what fell short; empty for a change of a plan
 * @param givenBack units given back, by SKU
 * @param requestId what asked for it, where it had an id
 */
public record OutboxEvent(
    OutboxPosition position,
    String kind,
    Instant time,
    Optional<Plan> plan,
    Optional<CounterKey> counter,
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

  /** Where a shipment leaves and who carries it. */
  public record Shipment(int number, String warehouseId, String carrierId) {}
}
