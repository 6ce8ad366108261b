package dev.sluice.server.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which row is which counter. A row never changes its key or its id, so what was once read stays
 * true.
 */
final class CounterIds {

  private static final long MAX_CACHED = 200_000;

  private static final String SELECT_IDS =
      """
      SELECT c.counter_id, c.kind, c.subject, c.scope, c.day
      FROM unnest(?::smallint[], ?::text[], ?::text[], ?::date[]) AS k (kind, subject, scope, day)
      JOIN counter c USING (kind, subject, scope, day)
      """;

  private static final String SELECT_KEYS =
      "SELECT counter_id, kind, subject, scope, day FROM counter WHERE counter_id = ANY (?)";

  /**
   * Waits for a change of the network under way, and keeps the next one waiting: it would adjust
   * the days that are open, and must neither miss a row made here nor let it start from old
   * capacity.
   */
  private static final String AWAIT_NETWORK_CHANGES =
      "SELECT version FROM network_version FOR SHARE";

  /** In key order, so that two who insert the same rows do not wait for each other in a circle. */
  private static final String INSERT_DAYS =
      """
      INSERT INTO counter (kind, subject, scope, day, capacity)
      SELECT kind, subject, scope, day, capacity
      FROM (SELECT k.*, counter_template(k.kind, k.subject) AS capacity
            FROM unnest(?::smallint[], ?::text[], ?::text[], ?::date[])
                 AS k (kind, subject, scope, day)) AS templates
      WHERE capacity IS NOT NULL AND day <> DATE '1970-01-01'
      ORDER BY kind, subject, scope, day
      ON CONFLICT DO NOTHING
      """;

  private final Transactions transactions;
  private final Cache<CounterKey, Long> ids =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).recordStats().build();
  private final Cache<Long, CounterKey> keys =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).recordStats().build();

  CounterIds(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The ids of counters. Rows of days that are missing are made first, in a transaction of their
   * own; a key that names nothing known is absent.
   */
  Map<CounterKey, Long> resolve(Collection<CounterKey> wanted) {
    Map<CounterKey, Long> found = new HashMap<>(ids.getAllPresent(wanted));
    if (found.size() == wanted.size()) {
      return found;
    }
    List<CounterKey> missing = without(wanted, found);
    found.putAll(transactions.run("Reading counters", c -> selectIds(c, missing)));
    List<CounterKey> unmade = without(missing, found);
    if (unmade.stream().anyMatch(key -> !key.day().equals(CounterKey.NO_DAY))) {
      transactions.run("Making the counters of a day", c -> insertDays(c, unmade));
      found.putAll(transactions.run("Reading counters", c -> selectIds(c, unmade)));
    }
    return found;
  }

  /** The ids of counters that have rows, within a transaction; makes none. */
  Map<CounterKey, Long> idsOf(Connection connection, Collection<CounterKey> wanted)
      throws SQLException {
    Map<CounterKey, Long> found = new HashMap<>(ids.getAllPresent(wanted));
    if (found.size() < wanted.size()) {
      found.putAll(selectIds(connection, without(wanted, found)));
    }
    return found;
  }

  /** The counters behind ids, each of which must exist. */
  Map<Long, CounterKey> keysOf(Connection connection, Collection<Long> wanted) throws SQLException {
    Map<Long, CounterKey> found = new HashMap<>(keys.getAllPresent(wanted));
    List<Long> missing = wanted.stream().filter(id -> !found.containsKey(id)).distinct().toList();
    if (missing.isEmpty()) {
      return found;
    }
    try (PreparedStatement select = connection.prepareStatement(SELECT_KEYS)) {
      select.setArray(1, SqlArrays.longs(connection, missing));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long id = rows.getLong("counter_id");
          CounterKey key = readKey(rows);
          remember(key, id);
          found.put(id, key);
        }
      }
    }
    return found;
  }

  /** Sets the four parameters from {@code first} on: kind, subject, scope, day. */
  static void setKeys(PreparedStatement statement, int first, Collection<CounterKey> wanted)
      throws SQLException {
    Connection connection = statement.getConnection();
    statement.setArray(
        first,
        SqlArrays.shorts(connection, wanted.stream().map(key -> key.kind().code()).toList()));
    statement.setArray(
        first + 1, SqlArrays.texts(connection, wanted.stream().map(CounterKey::subject).toList()));
    statement.setArray(
        first + 2, SqlArrays.texts(connection, wanted.stream().map(CounterKey::scope).toList()));
    statement.setArray(
        first + 3,
        connection.createArrayOf(
            "date", wanted.stream().map(key -> key.day().toString()).toArray()));
  }

  static CounterKey readKey(ResultSet row) throws SQLException {
    return new CounterKey(
        CounterKind.ofCode(row.getInt("kind")),
        row.getString("subject"),
        row.getString("scope"),
        row.getObject("day", LocalDate.class));
  }

  private Map<CounterKey, Long> selectIds(Connection connection, List<CounterKey> wanted)
      throws SQLException {
    Map<CounterKey, Long> found = new HashMap<>();
    Map<CounterKey, CounterKey> asked = new HashMap<>();
    wanted.forEach(key -> asked.put(key, key));
    try (PreparedStatement select = connection.prepareStatement(SELECT_IDS)) {
      setKeys(select, 1, wanted);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          // The very key that was asked for is found again at a glance.
          CounterKey key = Objects.requireNonNull(asked.get(readKey(rows)));
          remember(key, rows.getLong("counter_id"));
          found.put(key, rows.getLong("counter_id"));
        }
      }
    }
    return found;
  }

  private static int insertDays(Connection connection, List<CounterKey> wanted)
      throws SQLException {
    try (PreparedStatement wait = connection.prepareStatement(AWAIT_NETWORK_CHANGES)) {
      wait.execute();
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT_DAYS)) {
      setKeys(insert, 1, wanted);
      return insert.executeUpdate();
    }
  }

  private void remember(CounterKey key, long id) {
    ids.put(key, id);
    keys.put(id, key);
  }

  private static List<CounterKey> without(
      Collection<CounterKey> wanted, Map<CounterKey, Long> found) {
    List<CounterKey> missing = new ArrayList<>(wanted);
    missing.removeAll(found.keySet());
    return missing;
  }
}
