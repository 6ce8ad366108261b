package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is opened when it is asked for, and again after a loss. Not for two threads.
 */
final class RenewedConnection implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RenewedConnection.class);

  private final Opening opening;
  private @Nullable Connection open;

  /** Opens the next one. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  RenewedConnection(Opening opening) {
    this.opening = opening;
  }

  Connection get() throws SQLException {
    Connection connection = open;
    if (connection == null) {
      connection = opening.open();
      open = connection;
    }
    return connection;
  }

  /** Gives it up, broken or not; whoever asks again gets another. */
  @Override
  public void close() {
    Connection last = open;
    open = null;
    if (last != null) {
      try {
        last.close();
      } catch (SQLException e) {
        log.debug("Closing a broken connection: {}", e.getMessage());
      }
    }
  }
}
