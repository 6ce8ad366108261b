package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells of counters whose shortfall begins, changes or ends, in the transaction that makes it so.
 */
final class Shortfalls {

  private static final String OPEN_DAY =
      "SELECT open_ledger_day((?::timestamptz AT TIME ZONE 'UTC')::date)";

  private static final String TELL =
      """
      INSERT INTO outbox (day, kind, counter_id, shipments, given_skus, given_quantities,
          cause, request_id, event_time, shortfall)
      SELECT (t.time AT TIME ZONE 'UTC')::date, 5, d.counter_id, '{}', '{}', '{}', ?, '', t.time,
          d.shortfall
      FROM unnest(?::bigint[], ?::bigint[]) AS d (counter_id, shortfall),
          (SELECT ?::timestamptz AS time) AS t
      """;

  private Shortfalls() {}

  /**
   * @param shortfalls how far used lies above capacity now, by counter id; 0: it has ended
   * @param now the database's time
   */
  static void tell(Connection connection, Map<Long, Long> shortfalls, Instant now, String cause)
      throws SQLException {
    if (shortfalls.isEmpty()) {
      return;
    }
    try (PreparedStatement open = connection.prepareStatement(OPEN_DAY);
        PreparedStatement tell = connection.prepareStatement(TELL)) {
      new Parameters(open).add(now);
      open.execute();
      new Parameters(tell)
          .add(cause)
          .addLongs(shortfalls.keySet())
          .addLongs(shortfalls.values())
          .add(now);
      tell.executeUpdate();
    }
  }

  /** Tells of those counters whose shortfall is another one after a change than before. */
  static void tell(
      Connection connection,
      Map<CounterKey, Counter> before,
      List<Counter> after,
      Map<CounterKey, Long> ids,
      Instant now,
      String cause)
      throws SQLException {
    Map<Long, Long> changed = new TreeMap<>();
    for (Counter counter : after) {
      @Nullable Counter old = before.get(counter.key());
      @Nullable Long id = ids.get(counter.key());
      if (old != null && id != null && old.shortfall() != counter.shortfall()) {
        changed.put(id, counter.shortfall());
      }
    }
    tell(connection, changed, now, cause);
  }
}
