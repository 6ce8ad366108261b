package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection for transaction after transaction, replaced after a loss. Not for two threads. */
final class HeldConnection implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HeldConnection.class);

  /**
   * Batches are looked up row by row, by keys that are given: whatever the statistics say, scanning
   * a table is wrong, and so is planning anew each time.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "enable_seqscan", "off",
          "enable_hashjoin", "off",
          "enable_mergejoin", "off",
          "plan_cache_mode", "force_generic_plan");

  private final DataSource dataSource;
  private @Nullable Connection held;

  HeldConnection(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The commit was sent and not answered: whether it stands is not known. */
  static final class InDoubtException extends SQLException {
    private static final long serialVersionUID = 1L;

    InDoubtException(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause);
    }
  }

  /** What one transaction does. */
  @FunctionalInterface
  interface Work<T> {
    /** Answers what to tell, and whether there is anything to commit. */
    Result<T> run(Connection connection) throws SQLException;
  }

  /**
   * @param commit false: the transaction leaves no trace
   */
  record Result<T>(T value, boolean commit) {}

  /**
   * Runs one transaction.
   *
   * @throws InDoubtException when it may stand
   * @throws SQLException when it does not
   */
  <T> T run(Work<T> work) throws SQLException {
    Connection connection = get();
    Result<T> result;
    try {
      result = work.run(connection);
      if (!result.commit()) {
        connection.rollback();
      }
    } catch (SQLException | RuntimeException | Error e) {
      undo(connection);
      throw e;
    }
    if (result.commit()) {
      commit(connection);
    }
    return result.value();
  }

  /** Gives the connection up; the next transaction takes another. */
  @Override
  public void close() {
    Connection connection = held;
    held = null;
    if (connection != null) {
      try (connection) {
        connection.rollback();
        connection.setAutoCommit(true);
        execute(connection, SETTINGS.keySet().stream().map(name -> "RESET " + name));
      } catch (SQLException e) {
        log.debug("A connection did not close cleanly: {}", e.getMessage());
      }
    }
  }

  private Connection get() throws SQLException {
    Connection connection = held;
    if (connection == null) {
      connection = dataSource.getConnection();
      try {
        execute(
            connection,
            SETTINGS.entrySet().stream().map(one -> "SET " + one.getKey() + "=" + one.getValue()));
        connection.setAutoCommit(false);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      held = connection;
    }
    return connection;
  }

  private static void execute(Connection connection, Stream<String> statements)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements.collect(Collectors.joining(";")));
    }
  }

  private void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (PassingTrouble.isConnectionLost(e)) {
        close();
        throw new InDoubtException(e);
      }
      undo(connection);
      throw e;
    }
  }

  private void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      log.debug("A connection is given up: {}", e.getMessage());
      close();
    }
  }
}
