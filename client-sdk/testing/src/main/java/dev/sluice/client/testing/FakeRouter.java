package dev.sluice.client.testing;

import com.google.protobuf.Message;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanOrderRequest;
import dev.sluice.routing.v1.RerouteOrderRequest;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** From order to plan, step by step as the server goes. */
final class FakeRouter {

  private final OrderIntake intake;
  private final Routes routes;
  private final FakeLedger ledger;

  FakeRouter(OrderIntake intake, Routes routes, FakeLedger ledger) {
    this.intake = intake;
    this.routes = routes;
    this.ledger = ledger;
  }

  RoutingPlan preview(PlanOrderRequest request) {
    OrderContent content = intake.read(request, request.getOrder(), Optional.empty());
    intake.requireKnown(request.getOrder());
    return ledger.preview(content.order(), routes.draft(content.order()));
  }

  /**
   * What the network does not know is refused only if the order was never routed.
   *
   * @param request the whole request, whose field {@code order} is {@code order}
   */
  RoutingPlan route(
      Message request, Order order, Optional<Duration> hold, BooleanSupplier raceLost) {
    OrderContent content = intake.read(request, order, hold);
    Optional<RoutingPlan> routed = ledger.findRouted(content);
    if (routed.isPresent()) {
      return routed.get();
    }
    intake.requireKnown(order);
    return ledger.keep(content, routes.draft(content.order()), raceLost);
  }

  RoutingPlan reroute(RerouteOrderRequest request, BooleanSupplier raceLost) {
    RequestChecks.check(request);
    while (true) {
      Optional<RoutingPlan> made = ledger.findRevision(request);
      if (made.isPresent()) {
        return made.get();
      }
      LedgerEntry seen = ledger.getCurrent(request.getOrderKey());
      intake.requireKept(Times.instant(seen.content().order().getPlacedTime()));
      int expected = request.getExpectedRevision();
      if (expected != 0 && expected != seen.plan().getRevision()) {
        throw Refusal.otherRevision(seen.plan());
      }
      Optional<Order> missing = seen.findMissing();
      if (missing.isEmpty()) {
        return seen.plan();
      }
      Optional<RoutingPlan> replaced =
          ledger.replace(seen, missing.get(), request, routes.draft(missing.get()), raceLost);
      if (replaced.isPresent()) {
        return replaced.get();
      }
    }
  }
}
