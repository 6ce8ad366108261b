package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Locks and changes counters inside a transaction; always in id order. */
final class CounterRows {

  private static final String LOCK =
      """
      SELECT counter_id, capacity, used, exempt FROM counter
      WHERE counter_id = ANY (?) ORDER BY counter_id FOR UPDATE
      """;

  /** Capacity was checked under the lock; checking again here makes a mistake above harmless. */
  private static final String ADD =
      """
      UPDATE counter c
      SET used = c.used + d.used,
          exempt = c.exempt + d.exempt,
          shortfall = CASE WHEN d.used < 0
              THEN greatest(0, c.used + d.used - c.capacity) ELSE c.shortfall END
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS d (counter_id, used, exempt)
      WHERE c.counter_id = d.counter_id AND (d.used <= 0 OR c.used + d.used <= c.capacity)
      RETURNING c.counter_id, c.capacity, c.used, c.exempt
      """;

  private CounterRows() {}

  /** Locks the rows; answers how they stand under the lock. */
  static Map<CounterKey, Counter> lock(Connection connection, Map<CounterKey, Long> ids)
      throws SQLException {
    Map<CounterKey, Counter> locked = new HashMap<>();
    if (ids.isEmpty()) {
      return locked;
    }
    Map<Long, CounterKey> keys = inverse(ids);
    try (PreparedStatement select = connection.prepareStatement(LOCK)) {
      select.setArray(1, SqlArrays.longs(connection, keys.keySet()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Counter counter = read(rows, keys);
          locked.put(counter.key(), counter);
        }
      }
    }
    return locked;
  }

  /**
   * Adds to rows that are locked; answers how they stand then.
   *
   * @throws IllegalStateException when a row would rise above its capacity or is not there
   */
  static List<Counter> add(
      Connection connection, Map<CounterKey, CounterDelta> deltas, Map<CounterKey, Long> ids)
      throws SQLException {
    List<Counter> fresh = new ArrayList<>();
    if (deltas.isEmpty()) {
      return fresh;
    }
    Map<Long, CounterKey> keys = inverse(ids);
    Collection<CounterKey> changed = deltas.keySet();
    try (PreparedStatement update = connection.prepareStatement(ADD)) {
      update.setArray(1, SqlArrays.longs(connection, changed.stream().map(ids::get).toList()));
      update.setArray(
          2,
          SqlArrays.longs(connection, deltas.values().stream().map(CounterDelta::used).toList()));
      update.setArray(
          3,
          SqlArrays.longs(connection, deltas.values().stream().map(CounterDelta::exempt).toList()));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          fresh.add(read(rows, keys));
        }
      }
    }
    if (fresh.size() != deltas.size()) {
      throw new IllegalStateException(
          "%d of %d counters could be changed: %s. Maybe they were not locked before"
              .formatted(fresh.size(), deltas.size(), deltas));
    }
    return fresh;
  }

  private static Counter read(ResultSet row, Map<Long, CounterKey> keys) throws SQLException {
    return new Counter(
        Objects.requireNonNull(keys.get(row.getLong("counter_id"))),
        row.getLong("capacity"),
        row.getLong("used"),
        row.getLong("exempt"));
  }

  private static Map<Long, CounterKey> inverse(Map<CounterKey, Long> ids) {
    Map<Long, CounterKey> keys = new HashMap<>();
    ids.forEach((key, id) -> keys.put(id, key));
    return keys;
  }
}
