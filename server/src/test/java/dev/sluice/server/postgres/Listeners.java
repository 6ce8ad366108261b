package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The connections on which servers hear of one another. */
public final class Listeners {

  private Listeners() {}

  /** Cuts them all; answers how many there were. */
  public static int cut(DatabaseAddress address) throws SQLException {
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE application_name = 'sluice-listen' AND datname = current_database()
                """)) {
      row.next();
      return row.getInt(1);
    }
  }
}
