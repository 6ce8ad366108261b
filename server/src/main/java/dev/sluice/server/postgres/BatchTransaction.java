package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.OrderKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commits a batch in one transaction. */
final class BatchTransaction implements BatchSender.Transaction {

  private final HeldConnection connection;
  private final CounterIds counterIds;
  private final LedgerDays days;
  private final PlanTable plans;

  BatchTransaction(
      HeldConnection connection, CounterIds counterIds, LedgerDays days, PlanTable plans) {
    this.connection = connection;
    this.counterIds = counterIds;
    this.days = days;
    this.plans = plans;
  }

  @Override
  public BatchResult run(Batch batch, boolean mayStand) throws SQLException {
    days.ensure(PlanIds.dayOf(batch.now()));
    Map<CounterKey, Long> ids = counterIds.resolve(keysOf(batch.orders()));
    return connection.run(c -> commit(c, batch, ids, mayStand));
  }

  /** The order of the locks is the same everywhere: order keys, plans, counters. */
  private HeldConnection.Result<BatchResult> commit(
      Connection connection, Batch batch, Map<CounterKey, Long> ids, boolean mayStand)
      throws SQLException {
    List<Batch.Order> claimed = OrderKeys.claim(connection, batch.orders());
    Map<Batch.Order, ReserveResult> answers = answerRepeats(connection, batch, claimed, mayStand);
    Map<CounterKey, Counter> locked = CounterRows.lock(connection, idsOf(claimed, ids));
    BatchAdmission admission = new BatchAdmission(claimed, locked, batch.now());
    OrderKeys.release(connection, admission.refused());
    List<Counter> changed = CounterRows.add(connection, admission.taken(), ids);
    PlanTable.insert(connection, admission.plans(), ids);
    PlanTable.tell(connection, admission.events());
    answers.putAll(admission.answers());
    return new HeldConnection.Result<>(
        new BatchResult(batch.size(), answers, admission.freshWith(changed)),
        !admission.plans().isEmpty());
  }

  /** Somebody was here before: an earlier call, or this one, whose commit was not answered. */
  private Map<Batch.Order, ReserveResult> answerRepeats(
      Connection connection, Batch batch, List<Batch.Order> claimed, boolean mayStand)
      throws SQLException {
    Map<Batch.Order, ReserveResult> answers = new HashMap<>();
    if (claimed.size() == batch.size()) {
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

  private static Set<CounterKey> keysOf(Collection<Batch.Order> orders) {
    Set<CounterKey> keys = new HashSet<>();
    for (Batch.Order order : orders) {
      order.proposal().collectCounterKeys(keys);
    }
    return keys;
  }

  private static Map<CounterKey, Long> idsOf(
      Collection<Batch.Order> orders, Map<CounterKey, Long> ids) {
    Map<CounterKey, Long> some = new HashMap<>();
    for (CounterKey key : keysOf(orders)) {
      Long id = ids.get(key);
      if (id != null) {
        some.put(key, id);
      }
    }
    return some;
  }
}
