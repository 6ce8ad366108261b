package dev.sluice.client.testing;

/** What can be asked of a {@link FakeSluice}: the methods of the contract's RoutingService. */
public enum SluiceMethod {
  /** What an order would get; nothing is kept. */
  PLAN_ORDER,
  /** One order. */
  ROUTE_ORDER,
  /** One order of a stream. */
  ROUTE_ORDERS,
  /** HELD to CONFIRMED. */
  CONFIRM_PLAN,
  /** Gives back all of a plan, or some units. */
  CANCEL_PLAN,
  /** CONFIRMED to SHIPPED. */
  MARK_SHIPPED,
  /** Plans anew what is missing. */
  REROUTE_ORDER,
  /** One plan. */
  GET_PLAN,
  /** Many plans. */
  LIST_PLANS
}
