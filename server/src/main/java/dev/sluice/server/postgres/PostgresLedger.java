package dev.sluice.server.postgres;

import dev.sluice.server.ledger.Admission;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.Ledger;
import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.PlanTransitions;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.Replacement;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The ledger in PostgreSQL: what it answers is committed. Orders are committed in batches, on one
 * thread and one connection.
 */
public final class PostgresLedger implements Ledger, AutoCloseable {

  private static final int EXPIRED_PER_TRANSACTION = 100;

  private final Transactions transactions;
  private final CounterIds counterIds;
  private final LedgerDays days;
  private final PlanTable plans;
  private final GroupCommitter committer;
  private final RevisionCommitter revisions;
  private final CommitStats stats = new CommitStats();
  private final DatabaseClock clock;
  private final CounterListener listener;
  private final Executor executor;

  private PostgresLedger(
      DataSource dataSource, CommitSurroundings surroundings, CommitLimits limits) {
    this.transactions = new Transactions(dataSource);
    this.counterIds = new CounterIds(transactions);
    this.days = new LedgerDays(transactions);
    this.plans = new PlanTable(counterIds);
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
    return submit(() -> change("Confirming plan ", planId, PlanTransitions::confirm));
  }

  @Override
  public CompletionStage<TransitionResult> release(Release release) {
    return submit(
        () ->
            change(
                "Releasing plan ",
                release.planId(),
                (entry, now) -> PlanTransitions.release(entry, release, now)));
  }

  @Override
  public CompletionStage<TransitionResult> ship(
      String planId, Collection<Integer> shipmentNumbers) {
    return submit(
        () ->
            change(
                "Shipping plan ",
                planId,
                (entry, now) -> PlanTransitions.ship(entry, shipmentNumbers, now)));
  }

  @Override
  public CompletionStage<TransitionResult> expire(String planId) {
    return submit(() -> change("Expiring plan ", planId, PlanTransitions::expire));
  }

  @Override
  public CompletionStage<Integer> expireHolds() {
    return submit(this::expireAll);
  }

  private TransitionResult change(
      String doing,
      String planId,
      BiFunction<LedgerEntry, Instant, PlanTransitions.Outcome> transition) {
    Instant now = now();
    days.ensure(PlanIds.dayOf(now));
    List<Counter> fresh = new ArrayList<>();
    TransitionResult result =
        transactions.run(
            doing + planId,
            connection -> {
              fresh.clear();
              return changeLocked(connection, planId, now, transition, fresh);
            });
    listener.changed(fresh);
    return result;
  }

  private TransitionResult changeLocked(
      Connection connection,
      String planId,
      Instant now,
      BiFunction<LedgerEntry, Instant, PlanTransitions.Outcome> transition,
      List<Counter> fresh)
      throws SQLException {
    Optional<LedgerEntry> found = plans.lock(connection, planId);
    if (found.isEmpty()) {
      return new TransitionResult.UnknownPlan(planId);
    }
    LedgerEntry entry = found.get();
    PlanTransitions.Outcome outcome = transition.apply(entry, now);
    if (outcome instanceof PlanTransitions.Outcome.Refused refused) {
      return new TransitionResult.Forbidden(entry.plan(), refused.why());
    }
    if (outcome instanceof PlanTransitions.Outcome.Changed changed) {
      fresh.addAll(store(connection, List.of(changed)));
      return new TransitionResult.Done(changed.entry().plan());
    }
    return new TransitionResult.Done(entry.plan());
  }

  private int expireAll() {
    Instant now = now();
    days.ensure(PlanIds.dayOf(now));
    int expired = 0;
    int more;
    do {
      List<Counter> fresh = new ArrayList<>();
      more =
          transactions.run(
              "Expiring holds",
              connection -> {
                fresh.clear();
                return expireSome(connection, now, fresh);
              });
      listener.changed(fresh);
      expired += more;
    } while (more == EXPIRED_PER_TRANSACTION);
    return expired;
  }

  private int expireSome(Connection connection, Instant now, List<Counter> fresh)
      throws SQLException {
    List<PlanTransitions.Outcome.Changed> changes = new ArrayList<>();
    for (LedgerEntry entry : plans.lockExpired(connection, now, EXPIRED_PER_TRANSACTION)) {
      if (PlanTransitions.expire(entry, now) instanceof PlanTransitions.Outcome.Changed changed) {
        changes.add(changed);
      }
    }
    fresh.addAll(store(connection, changes));
    return changes.size();
  }

  /** Plans are locked already; their counters follow, those of all plans together. */
  private List<Counter> store(Connection connection, List<PlanTransitions.Outcome.Changed> changes)
      throws SQLException {
    SortedMap<CounterKey, CounterDelta> deltas = new TreeMap<>();
    SortedMap<CounterKey, Long> departed = new TreeMap<>();
    for (PlanTransitions.Outcome.Changed change : changes) {
      change.departed().forEach((key, units) -> departed.merge(key, units, Long::sum));
      change.deltas().forEach((key, delta) -> deltas.merge(key, delta, CounterDelta::plus));
    }
    Map<CounterKey, Long> ids = counterIds.idsOf(connection, keysOf(changes));
    Map<CounterKey, Long> changed = new TreeMap<>(ids);
    changed.keySet().retainAll(deltas.keySet());
    CounterRows.lock(connection, changed);
    List<Counter> fresh = new ArrayList<>(CounterRows.add(connection, deltas, ids));
    fresh.removeIf(counter -> departed.containsKey(counter.key()));
    fresh.addAll(Departures.ship(connection, departed, ids));
    for (PlanTransitions.Outcome.Changed change : changes) {
      PlanTable.update(connection, change.entry(), ids);
      PlanTable.tell(connection, change.event());
    }
    return fresh;
  }

  /** What the changes give back and what the plans still hold. */
  private static Set<CounterKey> keysOf(List<PlanTransitions.Outcome.Changed> changes) {
    Set<CounterKey> keys = new TreeSet<>();
    for (PlanTransitions.Outcome.Changed change : changes) {
      keys.addAll(change.deltas().keySet());
      keys.addAll(Admission.deltasOf(change.entry().plan().takes()).keySet());
    }
    return keys;
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
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
