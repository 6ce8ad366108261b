package dev.sluice.server.prices;

import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An order of another day as it would come today. */
final class SameOrderToday {

  private SameOrderToday() {}

  /** The same order, with all of its times so much later. */
  static Order of(Order order, Duration later) {
    return new Order(
        order.key(),
        order.store(),
        order.host(),
        order.liveSession(),
        order.tier(),
        order.serviceLevel(),
        order.placedTime().plus(later),
        plus(order.paidTime(), later),
        plus(order.latestShipTime(), later),
        plus(order.latestCollectionTime(), later),
        plus(order.deliverByTime(), later),
        order.delayAccepted(),
        order.regionCode(),
        order.destination(),
        order.lines(),
        order.attributes());
  }

  private static Optional<Instant> plus(Optional<Instant> time, Duration later) {
    return time.map(known -> known.plus(later));
  }
}
