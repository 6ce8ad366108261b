package dev.sluice.server.routing;

import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.Take;
import java.util.List;

/**
 * The ways an order could go, as the shadow prices weigh them against those of other orders.
 *
 * @param ways none where nobody could ship it
 * @param missedMicros what it costs that nothing of it ships; {@link Long#MAX_VALUE}: infinitely
 *     much
 */
public record OrderOptions(List<Option> ways, long missedMicros) {

  /** It may not ship at all. */
  static final OrderOptions NONE = new OrderOptions(List.of(), 0);

  /**
   * One plan that the order could get.
   *
   * @param micros all that it costs but tolls
   */
  public record Option(long micros, List<Take> takes) {

    static Option of(long micros, List<ShipmentTakes> shipments) {
      return new Option(micros, shipments.stream().flatMap(one -> one.takes().stream()).toList());
    }
  }
}
