package dev.sluice.server.postgres;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the database answers no longer on connections that look open. As soon as it answers
 * on a new one, the old ones are given up at once: otherwise whoever waits on one of them would
 * find out by its own time limit, which has to be longer than the longest statement.
 */
final class SilenceWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SilenceWatch.class);
  private static final long PERIOD_MILLIS = 500;

  /** Far beyond what a busy database takes for an empty statement. */
  private static final String ANSWER_SECONDS = "2";

  private static final long STOP_MILLIS = 3_000;

  private final RenewedConnection connection;
  private final Consumer<Connection> silenceEnded;
  private final Thread thread;
  private volatile boolean closing;
  private boolean silent;

  /** Opens connections. */
  @FunctionalInterface
  interface Connector {
    Connection connect(Map<String, String> driverProperties) throws SQLException;
  }

  private SilenceWatch(Connector connector, Consumer<Connection> silenceEnded) {
    this.connection =
        new RenewedConnection(
            () ->
                connector.connect(
                    Map.of("connectTimeout", ANSWER_SECONDS, "socketTimeout", ANSWER_SECONDS)));
    this.silenceEnded = silenceEnded;
    this.thread = new Thread(this::watchUntilClosed, "sluice-silence");
    this.thread.setDaemon(true);
  }

  /**
   * Begins to watch.
   *
   * @param silenceEnded hears of the first connection that was answered after a silence
   */
  static SilenceWatch start(Connector connector, Consumer<Connection> silenceEnded) {
    SilenceWatch watch = new SilenceWatch(connector, silenceEnded);
    watch.thread.start();
    return watch;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchUntilClosed() {
    while (!closing) {
      try {
        Thread.sleep(PERIOD_MILLIS);
        ask();
      } catch (InterruptedException e) {
        break;
      } catch (SQLException e) {
        connection.close();
        if (timedOut(e) && !silent) {
          silent = true;
          log.warn("The database has not answered for {} s", ANSWER_SECONDS);
        }
      } catch (RuntimeException e) {
        log.warn("Watching for silence goes on after a failure", e);
      }
    }
    connection.close();
  }

  private void ask() throws SQLException {
    Connection open = connection.get();
    try (Statement statement = open.createStatement()) {
      statement.execute("SELECT 1");
    }
    if (silent) {
      silent = false;
      silenceEnded.accept(open);
    }
  }

  /** A connection that breaks is noticed by everybody; one that is silent is not. */
  private static boolean timedOut(SQLException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }
}
