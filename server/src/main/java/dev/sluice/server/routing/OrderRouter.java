package dev.sluice.server.routing;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.Ledger;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.Replacement;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.stock.StockViews;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Turns an order into a routing plan that is reserved, durable and explained.
 *
 * <p>Deciding runs on the given executor; waiting for the ledger holds no thread.
 */
public final class OrderRouter {

  private final DecisionCapture captures;
  private final PolicySource policies;
  private final TollSource tolls;
  private final DatabaseClock clock;
  private final WideningDecider decider;
  private final Ledger ledger;
  private final CounterListener counters;
  private final DecisionListener listener;
  private final Executor deciders;
  private final int maxReplans;

  /**
   * @param tolls asked once a decision
   * @param counters told of the numbers that made a plan no longer fit
   * @param deciders runs decisions; rejects them when too many wait
   * @param maxReplans how often an order is planned again after a lost race, 0 or more
   */
  public OrderRouter(
      NetworkViews networks,
      StockViews stocks,
      PolicySource policies,
      TollSource tolls,
      DatabaseClock clock,
      Decider decider,
      Ledger ledger,
      CounterListener counters,
      DecisionListener listener,
      Executor deciders,
      int maxReplans) {
    this.captures = new DecisionCapture(networks, stocks, decider.limits());
    this.policies = policies;
    this.tolls = tolls;
    this.clock = clock;
    this.decider = new WideningDecider(new FallbackDecider(decider, policies), captures::wider);
    this.ledger = ledger;
    this.counters = counters;
    this.listener = listener;
    this.deciders = deciders;
    this.maxReplans = maxReplans;
  }

  /** Decides an order as it would be decided now. Reserves and stores nothing. */
  public CompletionStage<Decision> plan(Order order) {
    return decideNext(() -> completed(decider.decide(capture(order)).decision()));
  }

  /**
   * Decides an order, reserves the plan and records it; durable before the stage completes. The
   * same content again gets the stored plan. A request that replaces a plan gets the next revision,
   * or that plan where there is nothing to add to what it says.
   *
   * @return fails with {@link OrderContentDiffersException} when the order key was routed before
   *     with other content, with {@link OverloadedException} when too many orders wait
   */
  public CompletionStage<StoredPlan> route(RouteRequest request) {
    return decideNext(() -> attempt(request, capture(request.order()), 0));
  }

  private CompletionStage<StoredPlan> attempt(
      RouteRequest request, DecisionInput input, int replans) {
    WideningDecider.Outcome outcome = decider.decide(input);
    Decision decision = outcome.decision();
    DecisionInput seen = outcome.seen();
    // When nothing is left to take, the numbers say why better than the lost race does.
    if (replans > maxReplans && !decision.result().plan().takes().isEmpty()) {
      outcome = decider.decide(seen.withRaceLost());
      decision = outcome.decision();
      seen = outcome.seen();
    }
    Optional<StoredPlan> standing = findAnswered(request, decision);
    if (standing.isPresent()) {
      return completed(standing.get());
    }
    Consumer<StoredPlan> told = listener.decided(seen, decision);
    List<Counter> readLate = seen.readLate();
    return ledger
        .reserve(proposal(request, decision.result()))
        .thenCompose(result -> settle(request, readLate, told, result, replans));
  }

  private CompletionStage<StoredPlan> settle(
      RouteRequest request,
      List<Counter> readLate,
      Consumer<StoredPlan> told,
      ReserveResult result,
      int replans) {
    if (result instanceof ReserveResult.Reserved reserved) {
      told.accept(reserved.plan());
      return completed(reserved.plan());
    }
    if (result instanceof ReserveResult.AlreadyRouted repeated) {
      return completed(repeated.plan());
    }
    if (result instanceof ReserveResult.NoLongerFits lost) {
      return planAgain(request, readLate, lost.freshCounters(), replans + 1);
    }
    if (result instanceof ReserveResult.Superseded superseded) {
      return CompletableFuture.failedFuture(
          new PlanSupersededException(superseded.current().planId()));
    }
    ReserveResult.ContentDiffers other = (ReserveResult.ContentDiffers) result;
    return CompletableFuture.failedFuture(
        new OrderContentDiffersException(request.order().key(), other.existing().planId()));
  }

  /** The plan that would be replaced, where the decision says no more than that one. */
  private static Optional<StoredPlan> findAnswered(RouteRequest request, Decision decision) {
    return request
        .replaces()
        .filter(replacement -> replacement.isAnsweredBy(decision.result().plan().plan()))
        .map(Replacement::seen);
  }

  /** What a decision about an order sees now. */
  public DecisionInput capture(Order order) {
    return captures.capture(order, clock.now(), policies.forOrder(order.key()), tolls.current());
  }

  /** Everything is looked at anew: whoever was faster changed more than what this plan wanted. */
  private CompletionStage<StoredPlan> planAgain(
      RouteRequest request, List<Counter> before, List<Counter> fresh, int replans) {
    counters.changed(fresh);
    return decideNext(
        () -> attempt(request, capture(request.order()).withLate(before, fresh), replans));
  }

  /** Never on the caller's thread, nor on the one that a commit was waited for with. */
  private <T> CompletionStage<T> decideNext(Supplier<CompletionStage<T>> step) {
    try {
      return CompletableFuture.supplyAsync(step, deciders).thenCompose(stage -> stage);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new OverloadedException(e));
    }
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static Proposal proposal(RouteRequest request, PlanningResult result) {
    return new Proposal(
        request.replaces().map(replaced -> replaced.seen().order()).orElse(request.order()),
        request.fingerprint(),
        result.plan(),
        result.alternatives(),
        result.priority(),
        request.deadline(),
        request.hold(),
        request.replaces());
  }
}
