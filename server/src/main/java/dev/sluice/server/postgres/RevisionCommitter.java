package dev.sluice.server.postgres;

import dev.sluice.server.ledger.Admission;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.NextRevision;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.Replacement;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Commits the next revision of one order's plan in a transaction of its own. */
final class RevisionCommitter {

  private final Transactions transactions;
  private final CounterIds counterIds;
  private final LedgerDays days;
  private final PlanTable plans;
  private final DatabaseClock clock;
  private final CounterListener listener;

  RevisionCommitter(
      Transactions transactions,
      CounterIds counterIds,
      LedgerDays days,
      PlanTable plans,
      DatabaseClock clock,
      CounterListener listener) {
    this.transactions = transactions;
    this.counterIds = counterIds;
    this.days = days;
    this.plans = plans;
    this.clock = clock;
    this.listener = listener;
  }

  /** Answers once the outcome is durable. */
  ReserveResult commit(Proposal proposal, Replacement replacement) {
    Map<CounterKey, Long> ids = counterIds.resolve(proposal.counterKeys());
    Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
    days.ensure(PlanIds.dayOf(now));
    OrderKey key = proposal.order().key();
    List<Counter> fresh = new ArrayList<>();
    AtomicBoolean triedBefore = new AtomicBoolean();
    ReserveResult result =
        transactions.run(
            "Routing order " + key.channel() + "/" + key.orderId() + " again",
            connection -> {
              fresh.clear();
              return attempt(
                  connection, proposal, replacement, ids, now, fresh, triedBefore.getAndSet(true));
            });
    listener.changed(fresh);
    return result;
  }

  /** Locks key, plan and counters, in this order, as everybody does. */
  private ReserveResult attempt(
      Connection connection,
      Proposal proposal,
      Replacement replacement,
      Map<CounterKey, Long> ids,
      Instant now,
      List<Counter> fresh,
      boolean triedBefore)
      throws SQLException {
    OrderKey key = proposal.order().key();
    OrderRevisions revisions =
        OrderRevisions.lock(connection, key)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Order %s/%s has a plan but no key"
                            .formatted(key.channel(), key.orderId())));
    String planId = PlanIds.create(key, replacement.seen().revision() + 1, now);
    if (triedBefore && revisions.planId().equals(planId)) {
      // The earlier attempt was committed, and only its answer was lost.
      return new ReserveResult.Reserved(stored(connection, planId));
    }
    Optional<String> made = revisions.findMadeBy(replacement.requestId());
    if (made.isPresent()) {
      return new ReserveResult.AlreadyRouted(stored(connection, made.get()));
    }
    LedgerEntry current =
        plans.lock(connection, revisions.planId()).orElseThrow(() -> notStored(revisions.planId()));
    if (!replacement.standsAsSeen(current.plan())) {
      return new ReserveResult.Superseded(current.plan());
    }
    Map<CounterKey, Counter> locked = CounterRows.lock(connection, ids);
    Admission admission = new Admission(locked);
    Optional<ProposedPlan> admitted = admission.admit(proposal);
    if (admitted.isEmpty()) {
      fresh.addAll(proposal.freshCounters(locked));
      throw new Transactions.RollbackException(new ReserveResult.NoLongerFits(List.copyOf(fresh)));
    }
    fresh.addAll(CounterRows.add(connection, admission.taken(), ids));
    NextRevision next = NextRevision.of(current, proposal, admitted.get(), now);
    store(connection, next);
    return new ReserveResult.Reserved(next.plan());
  }

  private void store(Connection connection, NextRevision next) throws SQLException {
    StoredPlan plan = next.plan();
    PlanTable.update(
        connection, List.of(next.replaced()), idsOfTakes(connection, next.replaced().plan()));
    PlanTable.insertRevision(connection, plan, idsOfTakes(connection, plan));
    OrderRevisions.advance(
        connection, plan.order().key(), plan.planId(), plan.lineage().requestId());
    PlanTable.tell(connection, next.events());
  }

  private Map<CounterKey, Long> idsOfTakes(Connection connection, StoredPlan plan)
      throws SQLException {
    return counterIds.idsOf(connection, Admission.deltasOf(plan.takes()).keySet());
  }

  private StoredPlan stored(Connection connection, String planId) throws SQLException {
    return plans
        .find(connection, planId)
        .map(LedgerEntry::plan)
        .orElseThrow(() -> notStored(planId));
  }

  private static IllegalStateException notStored(String planId) {
    return new IllegalStateException(
        "Plan %s is not there, yet an order names it. Maybe plans were deleted by hand: run the audit"
            .formatted(planId));
  }
}
