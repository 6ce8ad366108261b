package dev.sluice.server.postgres;

import dev.sluice.server.network.NetworkChangedException;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.NetworkRepository;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Keeps master data in PostgreSQL. The lock of the version's row makes changes follow one another.
 */
public final class PostgresNetwork implements NetworkRepository {
  /** The channel on which a new version is notified, with the version as payload. */
  public static final String CHANNEL = "sluice_network";

  private final DataSource dataSource;

  public PostgresNetwork(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public StoredNetwork load() {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        long version = version(connection, "select version from network_version");
        return new StoredNetwork(version, NetworkReader.read(connection));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The network cannot be read from the database", e);
    }
  }

  @Override
  public long version() {
    try (Connection connection = dataSource.getConnection()) {
      return version(connection, "select version from network_version");
    } catch (SQLException e) {
      throw new IllegalStateException("The network's version cannot be read", e);
    }
  }

  @Override
  public long replace(NetworkData data, long expectedVersion) {
    return replace(data, expectedVersion, connection -> {});
  }

  /** The same, with something else in the same transaction. */
  long replace(NetworkData data, long expectedVersion, Alongside alongside) {
    return change(data, expectedVersion, true, alongside);
  }

  @Override
  public long upsert(NetworkData changes, long expectedVersion) {
    return change(changes, expectedVersion, false, connection -> {});
  }

  /** Work that stands or falls with the change. */
  @FunctionalInterface
  interface Alongside {
    void run(Connection connection) throws SQLException;
  }

  private long change(
      NetworkData changes, long expectedVersion, boolean clear, Alongside alongside) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        long version = version(connection, "select version from network_version for update");
        if (version != expectedVersion) {
          throw new NetworkChangedException(expectedVersion, version);
        }
        if (clear) {
          NetworkTables.clear(connection);
        }
        NetworkTables.upsert(connection, changes);
        OpenDays.adjust(connection, changes);
        alongside.run(connection);
        countUp(connection, version + 1);
        connection.commit();
        return version + 1;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The network cannot be stored in the database", e);
    }
  }

  private static long version(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void countUp(Connection connection, long version) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                "update network_version set version = ?, changed_time = now()");
        PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
      update.setLong(1, version);
      update.executeUpdate();
      notify.setString(1, CHANNEL);
      notify.setString(2, Long.toString(version));
      notify.execute();
    }
  }
}
