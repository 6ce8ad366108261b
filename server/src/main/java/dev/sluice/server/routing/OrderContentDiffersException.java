package dev.sluice.server.routing;

import dev.sluice.server.routing.model.OrderKey;

/** The order key was routed before with other content. */
public final class OrderContentDiffersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient OrderKey key;
  private final String planId;

  public OrderContentDiffersException(OrderKey key, String planId) {
    super(
        "Order "
            + key.orderId()
            + " of channel "
            + key.channel()
            + " was routed before with other content, as plan "
            + planId
            + "\nMaybe the order was changed: send the change under a new order id, or cancel the plan.");
    this.key = key;
    this.planId = planId;
  }

  /** The key that was sent twice. */
  public OrderKey key() {
    return key;
  }

  /** The plan that stands for it. */
  public String planId() {
    return planId;
  }
}
