package dev.sluice.client;

import dev.sluice.routing.v1.CancelPlanRequest;
import dev.sluice.routing.v1.ConfirmPlanRequest;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.MarkShippedRequest;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.PlanView;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderRequest;
import java.time.Duration;
import java.util.List;

/** Requests from what callers give, with what is null named. */
final class Requests {

  private Requests() {}

  static RouteOrderRequest routeOrder(Order order) {
    return RouteOrderRequest.newBuilder().setOrder(Calls.require(order, "order")).build();
  }

  static PlanOrderRequest planOrder(Order order) {
    return PlanOrderRequest.newBuilder().setOrder(Calls.require(order, "order")).build();
  }

  static RouteOrderRequest routeOrder(Order order, Duration hold) {
    return RouteOrderRequest.newBuilder()
        .setOrder(Calls.require(order, "order"))
        .setHoldDuration(Times.duration(Calls.require(hold, "hold")))
        .build();
  }

  static ConfirmPlanRequest confirmPlan(String planId) {
    return ConfirmPlanRequest.newBuilder().setPlanId(Calls.require(planId, "planId")).build();
  }

  static CancelPlanRequest cancelPlan(String planId, String cause) {
    return CancelPlanRequest.newBuilder()
        .setPlanId(Calls.require(planId, "planId"))
        .setCause(Calls.require(cause, "cause"))
        .build();
  }

  static MarkShippedRequest markShipped(String planId, Integer... shipmentNumbers) {
    return MarkShippedRequest.newBuilder()
        .setPlanId(Calls.require(planId, "planId"))
        .addAllShipmentNumbers(List.of(shipmentNumbers))
        .build();
  }

  static RerouteOrderRequest rerouteOrder(
      String channel, String orderId, String requestId, String cause) {
    return RerouteOrderRequest.newBuilder()
        .setOrderKey(orderKey(channel, orderId))
        .setRequestId(Calls.require(requestId, "requestId"))
        .setCause(Calls.require(cause, "cause"))
        .build();
  }

  static GetPlanRequest get(String planId, PlanView view) {
    return GetPlanRequest.newBuilder()
        .setPlanId(Calls.require(planId, "planId"))
        .setView(view)
        .build();
  }

  static GetPlanRequest get(String channel, String orderId, PlanView view) {
    return GetPlanRequest.newBuilder()
        .setOrderKey(orderKey(channel, orderId))
        .setView(view)
        .build();
  }

  private static OrderKey orderKey(String channel, String orderId) {
    return OrderKey.newBuilder()
        .setChannel(Calls.require(channel, "channel"))
        .setOrderId(Calls.require(orderId, "orderId"))
        .build();
  }
}
