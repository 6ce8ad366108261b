package dev.sluice.server.cli.demo;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.InMemoryWorld;
import dev.sluice.server.routing.OrderRouter;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.RouteRequest;
import dev.sluice.server.routing.TollSource;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShippedLine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Routes an evening by the real router and the shipped rules, without gRPC and database. */
final class InMemoryEvening {
  private static final Path CATALOG = Path.of("../rules/catalog");

  private final CurrentNetwork network;
  private final EveningClock clock = new EveningClock(EveningShape.START, InstantSource.system());
  private final OrderRouter router;

  InMemoryEvening(SampleNetwork sample) {
    this(sample, new RuleSetCompiler().compile(RuleSources.read(CATALOG)), input -> {});
  }

  /**
   * @param seen told what each decision was made from
   */
  InMemoryEvening(SampleNetwork sample, RuleSet rules, Consumer<DecisionInput> seen) {
    CapacityDays days = new CapacityDays(ZoneId.of("Asia/Shanghai"), 4);
    InMemoryWorld world =
        InMemoryWorld.of(sample.folder().network(), sample.folder().stock(), days, clock::instant);
    network = world.network();
    LivePolicy policy = LivePolicy.activate(rules, network, world.ledger(), days, clock::instant);
    router =
        new OrderRouter(
            world.networks(),
            world.stocks(),
            policy,
            TollSource.NONE,
            clock::instant,
            new Decider(PlannerLimits.DEFAULT),
            world.ledger(),
            world.news(),
            (input, decision) -> {
              seen.accept(input);
              return plan -> {};
            },
            Runnable::run,
            2);
  }

  EveningFigures route(List<Order> orders) {
    EveningTally tally = new EveningTally(network.get());
    orders.forEach(order -> tally.add(outcome(order, plan(order))));
    return tally.figures();
  }

  private RoutingPlan plan(Order order) {
    clock.advanceTo(order.placedTime());
    StoredPlan stored =
        router
            .route(new RouteRequest(order, order.key().orderId(), Optional.empty(), Instant.MAX))
            .toCompletableFuture()
            .join();
    return stored.plan();
  }

  private static OrderOutcome outcome(Order order, RoutingPlan plan) {
    return new OrderOutcome(
        order,
        plan.shipments().stream().map(InMemoryEvening::parcel).toList(),
        plan.unfulfilledLines().stream()
            .map(
                line ->
                    new OrderOutcome.Missed(
                        line.sku(),
                        line.quantity(),
                        line.reasons().stream().map(reason -> reason.reason().name()).toList()))
            .toList());
  }

  private static OrderOutcome.Parcel parcel(PlannedShipment shipment) {
    return new OrderOutcome.Parcel(
        shipment.warehouseId(),
        shipment.carrierId(),
        shipment.shipDay(),
        shipment.promiseTime(),
        shipment.lines().stream().mapToLong(ShippedLine::quantity).sum(),
        shipment.cost().stream()
            .filter(term -> term.kind() == CostTerm.Kind.CASH)
            .mapToLong(CostTerm::micros)
            .sum());
  }
}
