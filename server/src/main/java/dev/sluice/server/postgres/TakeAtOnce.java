package dev.sluice.server.postgres;

import dev.sluice.server.ledger.Admission;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every order what it wanted first, in one statement, which locks each counter as it changes
 * it. Whether that was allowed shows in what it returns.
 */
final class TakeAtOnce implements CounterTaking {

  @Override
  public Set<CounterKey> keysOf(List<Batch.Order> orders) {
    Set<CounterKey> keys = new HashSet<>();
    for (Batch.Order order : orders) {
      order.proposal().plan().collectCounterKeys(keys);
    }
    return keys;
  }

  @Override
  public Taken take(
      Connection connection,
      List<Batch.Order> orders,
      Map<CounterKey, CounterDelta> givenBack,
      Map<CounterKey, Long> ids,
      Instant now)
      throws SQLException {
    Map<CounterKey, CounterDelta> wanted = new HashMap<>();
    for (Batch.Order order : orders) {
      Admission.collectDeltas(order.proposal().plan().takes(), wanted);
    }
    Map<CounterKey, CounterDelta> deltas = new HashMap<>(wanted);
    givenBack.forEach((key, delta) -> deltas.merge(key, delta, CounterDelta::plus));
    List<Counter> fresh = CounterRows.addWhereItFits(connection, deltas, ids);
    if (fresh.size() < deltas.size()) {
      throw new TightException();
    }
    BatchAdmission admission = new BatchAdmission(orders, before(fresh, wanted), now);
    if (!admission.gaveEverybodyTheFirstChoice()) {
      throw new TightException();
    }
    return new Taken(admission, fresh);
  }

  /** How counters stood when all was given back and nothing taken. */
  private static Map<CounterKey, Counter> before(
      List<Counter> fresh, Map<CounterKey, CounterDelta> taken) {
    Map<CounterKey, Counter> before = new HashMap<>();
    for (Counter counter : fresh) {
      CounterDelta delta = taken.get(counter.key());
      before.put(counter.key(), delta == null ? counter : counter.plus(delta.negated()));
    }
    return before;
  }
}
