package dev.sluice.server.grpc;

import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.OrderRerouter;
import dev.sluice.server.routing.OrderRouter;
import dev.sluice.server.routing.RerouteRequest;
import dev.sluice.server.routing.RerouteResult;
import dev.sluice.server.routing.RouteRequest;
import dev.sluice.server.routing.model.Order;
import java.util.concurrent.CompletionStage;

/** What the edge asks of the decision. */
public interface OrderDecisions {

  /** Plans, reserves and records. */
  CompletionStage<StoredPlan> route(RouteRequest request);

  /** Plans only. */
  CompletionStage<Decision> plan(Order order);

  /** Keeps what stands of an order's plan, plans and reserves the rest, and records it. */
  CompletionStage<RerouteResult> reroute(RerouteRequest request);

  /** Those of {@code router} and {@code rerouter}. */
  static OrderDecisions of(OrderRouter router, OrderRerouter rerouter) {
    return new OrderDecisions() {
      @Override
      public CompletionStage<StoredPlan> route(RouteRequest request) {
        return router.route(request);
      }

      @Override
      public CompletionStage<RerouteResult> reroute(RerouteRequest request) {
        return rerouter.reroute(request);
      }

      @Override
      public CompletionStage<Decision> plan(Order order) {
        return router.plan(order);
      }
    };
  }
}
