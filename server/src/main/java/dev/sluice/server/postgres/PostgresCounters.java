package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterRepository;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads counters in bulk. */
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

  private final Transactions transactions;

  public PostgresCounters(DataSource dataSource) {
    this.transactions = new Transactions(dataSource);
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

  private static List<Counter> select(Connection connection, Collection<CounterKey> keys)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      CounterIds.setKeys(select, 1, keys);
      return readAll(select);
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
