package dev.sluice.server.postgres;

import dev.sluice.server.ledger.Admission;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.LedgerEvent;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Commits one proposal in a transaction of its own. */
final class OrderCommitter {

  private static final String CLAIM =
      """
      INSERT INTO order_key (channel, order_id, fingerprint, plan_id, revision, placed_time)
      VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT DO NOTHING RETURNING plan_id
      """;

  private static final String FIND_CLAIM =
      "SELECT plan_id FROM order_key WHERE channel = ? AND order_id = ?";

  private final Transactions transactions;
  private final CounterIds counterIds;
  private final LedgerDays days;
  private final PlanTable plans;
  private final DatabaseClock clock;
  private final CounterListener listener;

  OrderCommitter(
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
  ReserveResult commit(Proposal proposal) {
    Map<CounterKey, Long> ids = counterIds.resolve(proposal.counterKeys());
    Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
    days.ensure(PlanIds.dayOf(now));
    OrderKey key = proposal.order().key();
    AtomicBoolean triedBefore = new AtomicBoolean();
    Attempt result =
        transactions.run(
            "Reserving order " + key.channel() + "/" + key.orderId(),
            connection -> attempt(connection, proposal, ids, now, triedBefore.getAndSet(true)));
    listener.changed(result.fresh());
    return result.answer();
  }

  /**
   * @param fresh counters as this commit left them
   */
  private record Attempt(ReserveResult answer, List<Counter> fresh) {}

  private Attempt attempt(
      Connection connection,
      Proposal proposal,
      Map<CounterKey, Long> ids,
      Instant now,
      boolean triedBefore)
      throws SQLException {
    String planId = PlanIds.create(proposal.order().key(), 1, now);
    if (!claim(connection, proposal, planId)) {
      return new Attempt(repeat(connection, proposal, triedBefore, planId), List.of());
    }
    Map<CounterKey, Counter> locked = CounterRows.lock(connection, ids);
    Admission admission = new Admission(locked);
    Optional<ProposedPlan> admitted = admission.admit(proposal);
    if (admitted.isEmpty()) {
      List<Counter> fresh = proposal.freshCounters(locked);
      throw new Transactions.RollbackException(
          new Attempt(new ReserveResult.NoLongerFits(fresh), fresh));
    }
    List<Counter> fresh = CounterRows.add(connection, admission.taken(), ids);
    StoredPlan plan = StoredPlan.first(proposal, admitted.get(), now);
    PlanTable.insert(connection, plan, ids);
    PlanTable.tell(connection, LedgerEvent.routed(plan));
    return new Attempt(new ReserveResult.Reserved(plan), fresh);
  }

  /**
   * Whether the key is this proposal's now. Waits for a claim under way elsewhere; takes over when
   * that one is rolled back.
   */
  private static boolean claim(Connection connection, Proposal proposal, String planId)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
      new Parameters(insert)
          .add(proposal.order().key().channel())
          .add(proposal.order().key().orderId())
          .add(proposal.fingerprint())
          .add(planId)
          .add(proposal.order().placedTime());
      try (ResultSet claimed = insert.executeQuery()) {
        return claimed.next();
      }
    }
  }

  /** Somebody was here before: an earlier call, or this one, whose commit was not answered. */
  private ReserveResult repeat(
      Connection connection, Proposal proposal, boolean triedBefore, String planId)
      throws SQLException {
    String storedPlanId;
    try (PreparedStatement select = connection.prepareStatement(FIND_CLAIM)) {
      new Parameters(select)
          .add(proposal.order().key().channel())
          .add(proposal.order().key().orderId());
      try (ResultSet claimed = select.executeQuery()) {
        if (!claimed.next()) {
          throw new SQLException("The claim was deleted meanwhile", Transactions.TRY_AGAIN);
        }
        storedPlanId = claimed.getString("plan_id");
      }
    }
    StoredPlan stored =
        plans
            .find(connection, storedPlanId)
            .map(LedgerEntry::plan)
            .orElseThrow(() -> missing(proposal.order().key(), storedPlanId));
    if (!stored.fingerprint().equals(proposal.fingerprint())) {
      return new ReserveResult.ContentDiffers(stored);
    }
    return triedBefore && storedPlanId.equals(planId)
        ? new ReserveResult.Reserved(stored)
        : new ReserveResult.AlreadyRouted(stored);
  }

  private static IllegalStateException missing(OrderKey key, String planId) {
    return new IllegalStateException(
        "Order %s/%s has plan %s, which is not there. Maybe plans were deleted by hand: run the audit"
            .formatted(key.channel(), key.orderId(), planId));
  }
}
