package dev.sluice.server.bench;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.cli.demo.EveningOrders;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionCapture;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.InMemoryWorld;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.PlanningResult;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.stock.StockViews;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The demo's evening some way in, by the real decision above a ledger in memory: what was routed so
 * far filled counters and caches.
 */
public final class SampleEvening {
  private static final int ORDERS = 5_000;
  private static final int ROUTED = 800;
  private static final int TO_COME = 1_000;
  private static final long SEED = 7;
  private static final Path CATALOG = Path.of("../rules/catalog");

  private final InMemoryWorld world;
  private final DecisionCapture captures;
  private final LivePolicy policy;
  private final Decider decider = new Decider(PlannerLimits.DEFAULT);
  private final List<Order> orders;
  private final List<StoredPlan> plans = new ArrayList<>();
  private Instant now;

  private SampleEvening() {
    SampleNetwork sample = SampleNetwork.create(ORDERS);
    List<Order> evening = EveningOrders.create(sample, ORDERS, SEED);
    now = evening.get(0).placedTime();
    CapacityDays days = new CapacityDays(ZoneId.of("Asia/Shanghai"), 4);
    world = InMemoryWorld.of(sample.folder().network(), sample.folder().stock(), days, () -> now);
    captures = new DecisionCapture(world.networks(), world.stocks(), PlannerLimits.DEFAULT);
    policy =
        LivePolicy.activate(
            new RuleSetCompiler().compile(RuleSources.read(CATALOG)),
            world.network(),
            world.ledger(),
            days,
            () -> now);
    evening.subList(0, ROUTED).forEach(this::route);
    orders = evening.subList(ROUTED, ROUTED + TO_COME);
  }

  /** The evening after its first orders were routed. */
  public static SampleEvening begin() {
    return new SampleEvening();
  }

  /** What was routed so far. */
  public List<StoredPlan> plans() {
    return plans;
  }

  /** The orders that come next. */
  public List<Order> orders() {
    return orders;
  }

  public CurrentNetwork network() {
    return world.network();
  }

  public NetworkViews networks() {
    return world.networks();
  }

  public StockViews stocks() {
    return world.stocks();
  }

  /** When the {@code n}-th decision of a measurement is made: one each millisecond. */
  public Instant time(int n) {
    return now.plusMillis(n);
  }

  /** What the decision on the order sees. */
  public DecisionInput capture(Order order, Instant time) {
    return captures.capture(order, time, policy.current(), Tolls.none());
  }

  /** What a decision within these limits sees. */
  public DecisionInput capture(Order order, Instant time, PlannerLimits limits) {
    return new DecisionCapture(world.networks(), world.stocks(), limits)
        .capture(order, time, policy.current(), Tolls.none());
  }

  /** Routes the order as of its placed time. */
  private void route(Order order) {
    now = order.placedTime();
    PlanningResult result = decider.decide(capture(order, now)).result();
    Proposal proposal =
        new Proposal(
            order,
            order.key().orderId(),
            result.plan(),
            result.alternatives(),
            result.priority(),
            Instant.MAX,
            Optional.empty());
    ReserveResult reserved = world.ledger().reserve(proposal).toCompletableFuture().join();
    if (reserved instanceof ReserveResult.Reserved done) {
      plans.add(done.plan());
    }
  }
}
