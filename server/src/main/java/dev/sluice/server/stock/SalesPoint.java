package dev.sluice.server.stock;

import dev.sluice.server.routing.model.Order;

/**
 * Where something is sold: what is kept for its channel, store or host is there for its orders.
 *
 * @param store empty: none
 * @param host empty: none
 */
public record SalesPoint(String channel, String store, String host) {

  /** Nobody in particular: sees only what is kept for nobody. */
  public static final SalesPoint ANY = new SalesPoint("", "", "");

  /** Where the order was sold. */
  public static SalesPoint of(Order order) {
    return new SalesPoint(order.key().channel(), order.store(), order.host());
  }

  /** Where the holder of an earmark sells, and nobody else. */
  public static SalesPoint of(EarmarkHolder holder) {
    return switch (holder.kind()) {
      case CHANNEL -> new SalesPoint(holder.id(), "", "");
      case STORE -> new SalesPoint("", holder.id(), "");
      case HOST -> new SalesPoint("", "", holder.id());
    };
  }
}
