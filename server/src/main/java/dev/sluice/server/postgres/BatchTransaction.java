package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.LedgerEvent;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Commits a batch in one transaction. */
final class BatchTransaction implements BatchSender.Transaction {

  /** How many batches lock first after one that had to. */
  private static final int CAREFUL_BATCHES = 20;

  private final HeldConnection connection;
  private final CounterIds counterIds;
  private final LedgerDays days;
  private final PlanTable plans;
  private int careful;

  BatchTransaction(
      HeldConnection connection, CounterIds counterIds, LedgerDays days, PlanTable plans) {
    this.connection = connection;
    this.counterIds = counterIds;
    this.days = days;
    this.plans = plans;
  }

  /**
   * Counters are changed without being locked first, as long as that goes well: where there is
   * plenty it nearly always does, and costs half.
   */
  @Override
  public BatchResult run(Batch batch, boolean mayStand) throws SQLException {
    days.ensure(PlanIds.dayOf(batch.now()));
    if (careful == 0) {
      try {
        return commit(batch, mayStand, new TakeAtOnce());
      } catch (CounterTaking.TightException e) {
        careful = CAREFUL_BATCHES;
      }
    }
    careful--;
    return commit(batch, mayStand, new LockAndTake());
  }

  private BatchResult commit(Batch batch, boolean mayStand, CounterTaking taking)
      throws SQLException {
    Map<CounterKey, Long> ids = counterIds.resolve(taking.keysOf(batch.orders()));
    return connection.run(c -> commit(c, batch, mayStand, taking, ids));
  }

  /** The order of the locks is the same everywhere: order keys, plans, counters. */
  private HeldConnection.Result<BatchResult> commit(
      Connection connection,
      Batch batch,
      boolean mayStand,
      CounterTaking taking,
      Map<CounterKey, Long> ids)
      throws SQLException {
    List<Batch.Order> claimed = OrderKeys.claim(connection, batch.orders());
    Map<Batch.Order, ReserveResult> answers = answerRepeats(connection, batch, claimed, mayStand);
    PlanChanges changes = changePlans(connection, batch);
    ids.putAll(counterIds.idsOf(connection, changes.counterKeys()));
    CounterTaking.Taken taken =
        taking.take(connection, claimed, changes.deltas(), ids, batch.now());
    List<Counter> fresh = Departures.ship(connection, changes.departed(), ids, taken.fresh());
    Shortfalls.tell(
        connection, before(taken, changes), fresh, ids, batch.now(), "units were given back");
    OrderKeys.release(connection, taken.admission().refused());
    List<StoredPlan> admitted = taken.admission().plans();
    PlanTable.insert(connection, admitted, ids);
    PlanTable.update(connection, changes.entries(), ids);
    PlanTable.tell(connection, events(changes, admitted));
    answers.putAll(taken.admission().answers());
    return new HeldConnection.Result<>(
        new BatchResult(answers, changes.answers(), fresh),
        !admitted.isEmpty() || !changes.entries().isEmpty());
  }

  /** How the counters stood that plans gave back to. */
  private static Map<CounterKey, Counter> before(CounterTaking.Taken taken, PlanChanges changes) {
    Map<CounterKey, Counter> before = new HashMap<>();
    for (Counter counter : taken.fresh()) {
      CounterDelta givenBack = changes.deltas().get(counter.key());
      if (givenBack != null) {
        CounterDelta added =
            taken
                .admission()
                .taken()
                .getOrDefault(counter.key(), CounterDelta.ofUsed(0))
                .plus(givenBack);
        before.put(counter.key(), counter.plus(added.negated()));
      }
    }
    return before;
  }

  private PlanChanges changePlans(Connection connection, Batch batch) throws SQLException {
    Set<String> planIds = new TreeSet<>();
    batch.changes().forEach(change -> planIds.add(change.planId()));
    return new PlanChanges(plans.lock(connection, planIds), batch.changes(), batch.now());
  }

  private static List<LedgerEvent> events(PlanChanges changes, List<StoredPlan> admitted) {
    List<LedgerEvent> events = new ArrayList<>(changes.events());
    admitted.forEach(plan -> events.add(LedgerEvent.routed(plan)));
    return events;
  }

  /** Somebody was here before: an earlier call, or this one, whose commit was not answered. */
  private Map<Batch.Order, ReserveResult> answerRepeats(
      Connection connection, Batch batch, List<Batch.Order> claimed, boolean mayStand)
      throws SQLException {
    Map<Batch.Order, ReserveResult> answers = new HashMap<>();
    if (claimed.size() == batch.orders().size()) {
      return answers;
    }
    Set<Batch.Order> lost = new HashSet<>(batch.orders());
    claimed.forEach(lost::remove);
    Map<OrderKey, String> planIds = OrderKeys.findPlanIds(connection, lost);
    Map<String, LedgerEntry> stored = plans.find(connection, planIds.values());
    for (Batch.Order order : lost) {
      StoredPlan plan = storedPlan(order.key(), planIds, stored);
      boolean own = mayStand && plan.planId().equals(order.planId());
      answers.put(
          order,
          own
              ? new ReserveResult.Reserved(plan)
              : ReserveResult.repeat(plan, order.proposal().fingerprint()));
    }
    return answers;
  }

  private static StoredPlan storedPlan(
      OrderKey key, Map<OrderKey, String> planIds, Map<String, LedgerEntry> stored) {
    String planId = planIds.get(key);
    LedgerEntry entry = stored.get(planId);
    if (entry == null) {
      throw new IllegalStateException(
          "Order %s/%s has plan %s, which is not there. Maybe plans were deleted by hand: run the audit"
              .formatted(key.channel(), key.orderId(), planId));
    }
    return entry.plan();
  }
}
