package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Locks and changes counters inside a transaction; always in id order. */
final class CounterRows {

  private static final String LOCK =
      """
      SELECT counter_id, capacity, used, exempt FROM counter
      WHERE counter_id = ANY (?) ORDER BY counter_id FOR UPDATE
      """;

  /** Capacity that was checked under a lock is checked again, so a mistake above is harmless. */
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
    List<Counter> fresh = addWhereItFits(connection, deltas, ids);
    if (fresh.size() != deltas.size()) {
      throw new IllegalStateException(
          "%d of %d counters could be changed: %s. Maybe they were not locked before"
              .formatted(fresh.size(), deltas.size(), deltas));
    }
    return fresh;
  }

  /**
   * Adds to rows, locked or not, by ascending id; leaves out those that would rise above their
   * capacity or are not there. Answers how the others stand then.
   */
  static List<Counter> addWhereItFits(
      Connection connection, Map<CounterKey, CounterDelta> deltas, Map<CounterKey, Long> ids)
      throws SQLException {
    List<Counter> fresh = new ArrayList<>(deltas.size());
    SortedMap<Long, CounterKey> keys = new TreeMap<>();
    for (CounterKey key : deltas.keySet()) {
      Long id = ids.get(key);
      if (id != null) {
        keys.put(id, key);
      }
    }
    if (keys.isEmpty()) {
      return fresh;
    }
    List<Long> used = new ArrayList<>(keys.size());
    List<Long> exempt = new ArrayList<>(keys.size());
    for (CounterKey key : keys.values()) {
      CounterDelta delta = Objects.requireNonNull(deltas.get(key));
      used.add(delta.used());
      exempt.add(delta.exempt());
    }
    try (PreparedStatement update = connection.prepareStatement(ADD)) {
      update.setArray(1, SqlArrays.longs(connection, keys.keySet()));
      update.setArray(2, SqlArrays.longs(connection, used));
      update.setArray(3, SqlArrays.longs(connection, exempt));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          fresh.add(read(rows, keys));
        }
      }
    }
    return fresh;
  }

  private static Counter read(ResultSet row, Map<Long, CounterKey> keys) throws SQLException {
    return new Counter(
        Objects.requireNonNull(keys.get(row.getLong(1))),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4));
  }

  private static Map<Long, CounterKey> inverse(Map<CounterKey, Long> ids) {
    Map<Long, CounterKey> keys = new HashMap<>();
    ids.forEach((key, id) -> keys.put(id, key));
    return keys;
  }
}
