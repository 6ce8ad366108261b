package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a transaction until its outcome is known. What it runs may run again, also after a commit
 * whose answer was lost: it must find its own traces and answer the same.
 */
final class Transactions {

  private static final Logger log = LoggerFactory.getLogger(Transactions.class);
  private static final int MAX_ATTEMPTS = 10;
  private static final int MAX_LOST_CONNECTIONS = 3;

  private final DataSource dataSource;

  Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** One attempt; throw {@link RollbackException} to leave without a trace. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Undoes the transaction and answers {@code result} nevertheless. */
  static final class RollbackException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Object result;

    RollbackException(Object result) {
      super(null, null, false, false);
      this.result = result;
    }
  }

  /**
   * @param subject what is done, for the message when it cannot be
   */
  <T> T run(String subject, Work<T> work) {
    int lostConnections = 0;
    SQLException last = null;
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      try {
        return runOnce(work);
      } catch (SQLTransientConnectionException e) {
        throw unavailable(subject, e);
      } catch (SQLException e) {
        if (!PassingTrouble.isPassing(e)) {
          throw refused(subject, e);
        }
        last = e;
        boolean lost = PassingTrouble.isConnectionLost(e);
        lostConnections += lost ? 1 : 0;
        if (!PassingTrouble.isConflict(e) && (!lost || lostConnections > MAX_LOST_CONNECTIONS)) {
          throw unavailable(subject, e);
        }
        log.debug("{} is repeated after attempt {}: {}", subject, attempt, e.getMessage());
      }
    }
    throw unavailable(subject, last);
  }

  private <T> T runOnce(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (RollbackException e) {
        connection.rollback();
        @SuppressWarnings("unchecked")
        T result = (T) e.result;
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollbackAfter(e, connection);
        throw e;
      }
    }
  }

  private static void rollbackAfter(Throwable failure, Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Repeating it would end the same way. */
  private static IllegalStateException refused(String subject, SQLException cause) {
    return new IllegalStateException(
        "%s failed: %s. Maybe it holds a character or a number that the database refuses"
            .formatted(subject, cause.getMessage()),
        cause);
  }

  private static LedgerUnavailableException unavailable(
      String subject, @Nullable SQLException cause) {
    return new LedgerUnavailableException(
        "%s failed: %s. Maybe the database is down or overloaded: the same call may be repeated"
            .formatted(subject, cause == null ? "too many conflicts" : cause.getMessage()),
        cause);
  }
}
