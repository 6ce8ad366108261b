package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures of the database that pass, such as a restart, from defects. */
public final class PassingTrouble {

  /** The state of an exception that asks for one more attempt. */
  static final String TRY_AGAIN = "40001";

  /**
   * Connection lost, transaction rolled back by the server, resources short, locks not to be had,
   * shut down, disk trouble.
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

  /** Connected to a standby, as in the middle of a failover; idle for too long. */
  private static final Set<String> PASSING = Set.of("25006", "25P03");

  /** Serialization failure, deadlock, lock not available (which a lock timeout is). */
  private static final Set<String> CONFLICTS = Set.of(TRY_AGAIN, "40P01", "55P03");

  /** The server was told to stop, crashed, is starting, or ended an idle transaction. */
  private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "25P03");

  private PassingTrouble() {}

  /** Whether the same request may succeed a little later. */
  public static boolean isPassing(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LedgerUnavailableException
          || cause instanceof SQLTransientException
          || (cause instanceof SQLException sql && isPassing(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether somebody else was in the way: the same transaction may succeed at once. */
  static boolean isConflict(SQLException e) {
    return e.getSQLState() != null && CONFLICTS.contains(e.getSQLState());
  }

  /** Whether the connection is of no more use. */
  static boolean isConnectionLost(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("08") || SERVER_GONE.contains(state));
  }

  private static boolean isPassing(@Nullable String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && (PASSING.contains(sqlState) || PASSING_CLASSES.contains(sqlState.substring(0, 2)));
  }
}
