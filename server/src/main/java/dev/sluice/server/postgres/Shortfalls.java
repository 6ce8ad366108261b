package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** Tells of counters that fell short of what is used, in the transaction that lowered them. */
final class Shortfalls {

  private static final String TELL =
      """
      INSERT INTO outbox (day, kind, counter_id, shipments, given_skus, given_quantities,
          cause, request_id, event_time)
      SELECT (now() AT TIME ZONE 'UTC')::date, 5, id, '{}', '{}', '{}', ?, '', now()
      FROM unnest(?::bigint[]) AS short (id)
      """;

  private Shortfalls() {}

  static void tell(Connection connection, Collection<Long> counterIds, String cause)
      throws SQLException {
    if (counterIds.isEmpty()) {
      return;
    }
    try (Statement open = connection.createStatement();
        PreparedStatement tell = connection.prepareStatement(TELL)) {
      open.execute("SELECT open_ledger_day((now() AT TIME ZONE 'UTC')::date)");
      new Parameters(tell).add(cause).addLongs(counterIds);
      tell.executeUpdate();
    }
  }
}
