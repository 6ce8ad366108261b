package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
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
 * Keeps master data in PostgreSQL. The lock of the version's row makes changes follow one another;
 * a change that is repeated because its commit went unanswered finds the version counted up.
 */
public final class PostgresNetwork implements NetworkRepository {
  /** The channel on which a new version is notified, with the version as payload. */
  public static final String CHANNEL = "sluice_network";

  private final Transactions transactions;
  private final DatabaseClock clock;

  /**
   * @param clock says which capacity days are not over yet
   */
  public PostgresNetwork(DataSource dataSource, DatabaseClock clock) {
    this.transactions = new Transactions(dataSource);
    this.clock = clock;
  }

  @Override
  public StoredNetwork load() {
    return transactions.run("Reading the network", PostgresNetwork::load);
  }

  @Override
  public long version() {
    return transactions.run(
        "Reading the network's version",
        connection -> version(connection, "select version from network_version"));
  }

  @Override
  public long replace(NetworkData data, long expectedVersion) {
    return replace(data, expectedVersion, connection -> {});
  }

  /** The same, with something else in the same transaction; it may run several times. */
  long replace(NetworkData data, long expectedVersion, Alongside alongside) {
    return transactions.run(
        "Replacing the network",
        connection -> {
          lockVersion(connection, expectedVersion);
          NetworkTables.clear(connection);
          write(connection, data);
          alongside.run(connection);
          return countUp(connection, expectedVersion + 1);
        });
  }

  @Override
  public long upsert(NetworkData changes, long expectedVersion) {
    return transactions.run(
        "Changing the network",
        connection -> {
          lockVersion(connection, expectedVersion);
          write(connection, changes);
          return countUp(connection, expectedVersion + 1);
        });
  }

  /** Work that stands or falls with the change. */
  @FunctionalInterface
  interface Alongside {
    void run(Connection connection) throws SQLException;
  }

  private static StoredNetwork load(Connection connection) throws SQLException {
    try (Statement oneSnapshot = connection.createStatement()) {
      oneSnapshot.execute("set transaction isolation level repeatable read, read only");
    }
    long version = version(connection, "select version from network_version");
    return new StoredNetwork(version, NetworkReader.read(connection));
  }

  private static void lockVersion(Connection connection, long expectedVersion) throws SQLException {
    long version = version(connection, "select version from network_version for update");
    if (version != expectedVersion) {
      throw new NetworkChangedException(expectedVersion, version);
    }
  }

  private void write(Connection connection, NetworkData data) throws SQLException {
    NetworkTables.upsert(connection, data);
    OpenDays.adjust(connection, data, clock.now());
  }

  private static long version(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long countUp(Connection connection, long version) throws SQLException {
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
    return version;
  }
}
