package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.Ledger;
import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.ledger.PlanTransitions;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.Replacement;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.ledger.counter.CounterListener;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The ledger in PostgreSQL: what it answers is committed. Orders and steps in the life of plans are
 * committed in batches, on one thread and one connection.
 */
public final class PostgresLedger implements Ledger, AutoCloseable {

  private static final int EXPIRED_AT_ONCE = 256;

  private final Transactions transactions;
  private final GroupCommitter committer;
  private final RevisionCommitter revisions;
  private final CommitStats stats = new CommitStats();
  private final DatabaseClock clock;
  private final CounterListener listener;
  private final Executor executor;

  private PostgresLedger(
      DataSource dataSource, CommitSurroundings surroundings, CommitLimits limits) {
    this.transactions = new Transactions(dataSource);
    CounterIds counterIds = new CounterIds(transactions);
    LedgerDays days = new LedgerDays(transactions);
    PlanTable plans = new PlanTable(counterIds);
    this.clock = surroundings.clock();
    this.listener = new SafeCounterListener(surroundings.listener());
    this.executor = surroundings.executor();
    HeldConnection connection = new HeldConnection(dataSource);
    this.committer =
        new GroupCommitter(
            limits,
            connection,
            new BatchTransaction(connection, counterIds, days, plans),
            new CommitSurroundings(clock, surroundings.callersClock(), listener, executor),
            stats);
    this.revisions =
        new RevisionCommitter(transactions, counterIds, days, plans, clock, this.listener);
  }

  /**
   * Begins to commit. Holds one connection until it is closed.
   *
   * @param surroundings its executor answers callers and runs the transactions of what is not
   *     batched; no more threads than there are connections. When it rejects such work, the call
   *     fails with {@link LedgerUnavailableException}
   */
  public static PostgresLedger start(DataSource dataSource, CommitSurroundings surroundings) {
    return start(dataSource, surroundings, CommitLimits.DEFAULT);
  }

  static PostgresLedger start(
      DataSource dataSource, CommitSurroundings surroundings, CommitLimits limits) {
    PostgresLedger ledger = new PostgresLedger(dataSource, surroundings, limits);
    ledger.committer.start();
    return ledger;
  }

  /** What was committed since the start, and in how many batches. */
  public CommitStats stats() {
    return stats;
  }

  /** Finishes what waits, for a bounded time. */
  @Override
  public void close() {
    committer.close();
  }

  @Override
  public CompletionStage<ReserveResult> reserve(Proposal proposal) {
    if (proposal.replaces().isPresent()) {
      Replacement replacement = proposal.replaces().get();
      return submit(() -> revisions.commit(proposal, replacement));
    }
    return committer.commit(proposal);
  }

  @Override
  public CompletionStage<TransitionResult> confirm(String planId) {
    return committer.commit(new Batch.Change(planId, PlanTransitions::confirm));
  }

  @Override
  public CompletionStage<TransitionResult> release(Release release) {
    return committer.commit(
        new Batch.Change(
            release.planId(), (entry, now) -> PlanTransitions.release(entry, release, now)));
  }

  @Override
  public CompletionStage<TransitionResult> ship(
      String planId, Collection<Integer> shipmentNumbers) {
    return committer.commit(
        new Batch.Change(
            planId, (entry, now) -> PlanTransitions.ship(entry, shipmentNumbers, now)));
  }

  @Override
  public CompletionStage<TransitionResult> expire(String planId) {
    return committer.commit(new Batch.Change(planId, PlanTransitions::expire));
  }

  @Override
  public CompletionStage<Integer> expireHolds() {
    return submit(this::listExpired).thenCompose(this::expireAll);
  }

  private List<String> listExpired() {
    Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
    return transactions.run(
        "Looking for holds that are over", c -> PlanTable.listExpired(c, now, EXPIRED_AT_ONCE));
  }

  /** Answers how many this replica released; another one may be at the same plans. */
  private CompletionStage<Integer> expireAll(List<String> planIds) {
    Set<String> released = ConcurrentHashMap.newKeySet();
    CompletableFuture<?>[] changes =
        planIds.stream()
            .map(planId -> new Batch.Change(planId, counting(released)))
            .map(change -> committer.commit(change).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(changes)
        .thenCompose(
            done ->
                released.size() < EXPIRED_AT_ONCE
                    ? CompletableFuture.completedStage(released.size())
                    : expireHolds().thenApply(more -> released.size() + more));
  }

  private static BiFunction<LedgerEntry, Instant, PlanTransitions.Outcome> counting(
      Set<String> released) {
    return (entry, now) -> {
      PlanTransitions.Outcome outcome = PlanTransitions.expire(entry, now);
      if (outcome instanceof PlanTransitions.Outcome.Changed) {
        released.add(entry.plan().planId());
      }
      return outcome;
    };
  }

  private <T> CompletionStage<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(
          new LedgerUnavailableException(
              "Too many orders wait for the ledger. Maybe try again in a moment", e));
    }
  }
}
