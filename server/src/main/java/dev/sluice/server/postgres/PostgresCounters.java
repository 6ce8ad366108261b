package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.CounterRepository;
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
import javax.sql.DataSource;

/** Reads counters in bulk, and lets open days follow the network. */
public final class PostgresCounters implements CounterRepository {

  private static final String READ =
      """
      SELECT k.kind, k.subject, k.scope, k.day,
             coalesce(c.capacity, CASE WHEN k.day <> DATE '1970-01-01'
                 THEN counter_template(k.kind, k.subject) END) AS capacity,
             coalesce(c.used, 0) AS used,
             coalesce(c.exempt, 0) AS exempt
      FROM unnest(?::smallint[], ?::text[], ?::text[], ?::date[]) AS k (kind, subject, scope, day)
      LEFT JOIN counter c USING (kind, subject, scope, day)
      """;

  /** A subject the network no longer knows keeps its days as they are. */
  private static final String FOLLOW =
      """
      UPDATE counter c
      SET capacity = t.template, shortfall = greatest(0, c.used - t.template)
      FROM (SELECT counter_id, counter_template(kind, subject) AS template
            FROM counter
            WHERE kind IN (3, 4, 5) AND day >= ?
              AND counter_template(kind, subject) <> capacity
            ORDER BY counter_id FOR UPDATE) AS t
      WHERE c.counter_id = t.counter_id
      RETURNING c.kind, c.subject, c.scope, c.day, c.capacity, c.used, c.exempt
      """;

  private final Transactions transactions;
  private final CounterListener listener;

  public PostgresCounters(DataSource dataSource, CounterListener listener) {
    this.transactions = new Transactions(dataSource);
    this.listener = new SafeCounterListener(listener);
  }

  @Override
  public Map<CounterKey, Counter> read(Collection<CounterKey> keys) {
    Map<CounterKey, Counter> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    for (Counter counter : transactions.run("Reading counters", c -> select(c, keys))) {
      found.put(counter.key(), counter);
    }
    return found;
  }

  /**
   * Gives days from {@code first} on that exist already the capacity the network has now; call it
   * after the network changed. Answers how many counters changed.
   */
  public int followNetwork(LocalDate first) {
    List<Counter> fresh =
        transactions.run("Following the network's capacities", c -> follow(c, first));
    listener.changed(fresh);
    return fresh.size();
  }

  private static List<Counter> select(Connection connection, Collection<CounterKey> keys)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      CounterIds.setKeys(select, 1, keys);
      return readAll(select);
    }
  }

  private static List<Counter> follow(Connection connection, LocalDate first) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FOLLOW)) {
      update.setObject(1, first);
      return readAll(update);
    }
  }

  private static List<Counter> readAll(PreparedStatement statement) throws SQLException {
    List<Counter> counters = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long capacity = rows.getLong("capacity");
        if (!rows.wasNull()) {
          counters.add(
              new Counter(
                  CounterIds.readKey(rows),
                  capacity,
                  rows.getLong("used"),
                  rows.getLong("exempt")));
        }
      }
    }
    return counters;
  }
}
