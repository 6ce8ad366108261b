package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which plans an audit looks at: all of them, or the open window, which is what was stored since
 * yesterday began (UTC, by the database's clock) and the events of those plans.
 *
 * <p>Over the window a counter may count more than its plans hold, for older ones hold of it too,
 * but never less; and a key's older revisions may lie before it.
 *
 * @param firstDay of the open window; empty: everything
 */
record AuditScope(Optional<LocalDate> firstDay) {

  static AuditScope everything() {
    return new AuditScope(Optional.empty());
  }

  static AuditScope openWindow(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT (now() AT TIME ZONE 'UTC')::date - 1 AS yesterday")) {
      row.next();
      return new AuditScope(Optional.of(row.getObject("yesterday", LocalDate.class)));
    }
  }

  boolean isEverything() {
    return firstDay.isEmpty();
  }

  /** Makes the names plan and outbox stand for what is in scope, for this connection alone. */
  void enter(Connection connection) throws SQLException {
    if (firstDay.isEmpty()) {
      return;
    }
    String day = "DATE '" + firstDay.get() + "'";
    String firstId = "'" + firstDay.get().toString().replace("-", "") + "'";
    String schema = connection.getSchema();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TEMPORARY VIEW plan AS SELECT * FROM %s.plan WHERE day >= %s"
              .formatted(schema, day));
      statement.execute(
          ("CREATE OR REPLACE TEMPORARY VIEW outbox AS SELECT * FROM %s.outbox"
                  + " WHERE day >= %s AND plan_id >= %s")
              .formatted(schema, day, firstId));
    }
  }
}
