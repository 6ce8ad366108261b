package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** For how long the oldest event that readers may not see yet has waited for a slow transaction. */
public final class OutboxLag {

  private static final String OLDEST_HIDDEN =
      """
      SELECT coalesce(extract(epoch FROM now() - min(event_time)), 0)::float8 AS seconds
      FROM outbox WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())
      """;

  private final DataSource dataSource;
  private volatile double seconds;

  public OutboxLag(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** As last measured. */
  public double seconds() {
    return seconds;
  }

  /** Measures. */
  public void refresh() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OLDEST_HIDDEN);
        ResultSet row = select.executeQuery()) {
      row.next();
      seconds = row.getDouble("seconds");
    }
  }
}
