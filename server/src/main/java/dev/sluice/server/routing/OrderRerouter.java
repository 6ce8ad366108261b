package dev.sluice.server.routing;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.Ledger;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.ledger.PlanRepository;
import dev.sluice.server.ledger.PlanTransitions;
import dev.sluice.server.ledger.Replacement;
import dev.sluice.server.ledger.ShipmentState;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Routes orders again: keeps what stands of their plans, and plans what is missing. */
public final class OrderRerouter {

  /** How often somebody else may change a plan between a look at it and the commit. */
  private static final int MAX_LOOKS = 5;

  private final OrderRouter router;
  private final PlanRepository plans;
  private final Ledger ledger;
  private final DatabaseClock clock;
  private final Duration retention;
  private final Executor readers;

  /**
   * @param retention an order placed longer ago is refused
   * @param readers runs what waits for the database
   */
  public OrderRerouter(
      OrderRouter router,
      PlanRepository plans,
      Ledger ledger,
      DatabaseClock clock,
      Duration retention,
      Executor readers) {
    this.router = router;
    this.plans = plans;
    this.ledger = ledger;
    this.clock = clock;
    this.retention = retention;
    this.readers = readers;
  }

  /**
   * Makes the next revision of the order's plan, durable before the stage completes. Where nothing
   * is missing, or nothing more can be planned than the current revision says, it is that one.
   */
  public CompletionStage<RerouteResult> reroute(RerouteRequest request) {
    return look(request, 1);
  }

  private CompletionStage<RerouteResult> look(RerouteRequest request, int looks) {
    if (looks > MAX_LOOKS) {
      return CompletableFuture.failedFuture(
          new LedgerUnavailableException(
              "Order %s/%s changed %d times while it was routed again. Maybe repeat the request"
                  .formatted(request.key().channel(), request.key().orderId(), MAX_LOOKS),
              null));
    }
    return read(request).thenCompose(found -> decide(request, found, looks));
  }

  /** What was found of an order: what the same request made before, and where it stands. */
  private record Found(Optional<StoredPlan> made, Optional<StoredPlan> current) {}

  private CompletionStage<Found> read(RerouteRequest request) {
    try {
      return CompletableFuture.supplyAsync(
          () ->
              new Found(
                  request.requestId().isEmpty()
                      ? Optional.empty()
                      : plans.findRevision(request.key(), request.requestId()),
                  plans.findCurrentPlan(request.key())),
          readers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new OverloadedException(e));
    }
  }

  private CompletionStage<RerouteResult> decide(RerouteRequest request, Found found, int looks) {
    if (found.made().isPresent()) {
      return done(found.made().get());
    }
    if (found.current().isEmpty()) {
      return completed(new RerouteResult.UnknownOrder(request.key()));
    }
    StoredPlan current = found.current().get();
    Instant now = clock.now();
    Instant placedTime = current.order().placedTime();
    if (placedTime.isBefore(now.minus(retention))) {
      return completed(new RerouteResult.TooOld(placedTime, retention));
    }
    if (request.expectedRevision().orElse(current.revision()) != current.revision()) {
      return completed(new RerouteResult.OtherRevision(current));
    }
    if (current.shipmentStates().contains(ShipmentState.HELD)
        && PlanTransitions.holdIsOver(current, now)) {
      return ledger.expire(current.planId()).thenCompose(expired -> look(request, looks + 1));
    }
    Optional<Order> missing = current.findMissing();
    return missing.isEmpty() ? done(current) : replace(request, current, missing.get(), looks);
  }

  private CompletionStage<RerouteResult> replace(
      RerouteRequest request, StoredPlan current, Order missing, int looks) {
    RouteRequest rest =
        new RouteRequest(
            missing,
            current.fingerprint(),
            request.hold(),
            request.deadline(),
            Optional.of(new Replacement(current, request.requestId(), request.cause())));
    return router
        .route(rest)
        .handle(
            (plan, failure) -> {
              if (failure == null) {
                return done(plan);
              }
              return isSuperseded(failure)
                  ? look(request, looks + 1)
                  : CompletableFuture.<RerouteResult>failedFuture(failure);
            })
        .thenCompose(next -> next);
  }

  private static boolean isSuperseded(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof PlanSupersededException;
  }

  private static CompletionStage<RerouteResult> done(StoredPlan plan) {
    return completed(new RerouteResult.Done(plan));
  }

  private static CompletionStage<RerouteResult> completed(RerouteResult result) {
    return CompletableFuture.completedFuture(result);
  }
}
