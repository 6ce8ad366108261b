package dev.sluice.server.postgres;

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

/** Locks every counter that an order might take from, then gives each order what fits best. */
final class LockAndTake implements CounterTaking {

  @Override
  public Set<CounterKey> keysOf(List<Batch.Order> orders) {
    Set<CounterKey> keys = new HashSet<>();
    for (Batch.Order order : orders) {
      order.proposal().collectCounterKeys(keys);
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
    Set<CounterKey> keys = keysOf(orders);
    keys.addAll(givenBack.keySet());
    Map<CounterKey, Long> lockable = new HashMap<>(ids);
    lockable.keySet().retainAll(keys);
    Map<CounterKey, Counter> standing = CounterRows.lock(connection, lockable);
    givenBack.forEach(
        (key, delta) -> standing.computeIfPresent(key, (same, counter) -> counter.plus(delta)));
    BatchAdmission admission = new BatchAdmission(orders, standing, now);
    Map<CounterKey, CounterDelta> deltas = new HashMap<>(admission.taken());
    givenBack.forEach((key, delta) -> deltas.merge(key, delta, CounterDelta::plus));
    List<Counter> changed = CounterRows.add(connection, deltas, ids);
    return new Taken(admission, admission.freshWith(changed));
  }
}
