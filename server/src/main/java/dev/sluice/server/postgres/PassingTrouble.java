package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures of the database that pass, such as a restart, from defects. */
public final class PassingTrouble {

  /**
   * Connection lost, transaction rolled back by the server, resources short, locks not to be had,
   * shut down.
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57");

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

  private static boolean isPassing(@Nullable String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && PASSING_CLASSES.contains(sqlState.substring(0, 2));
  }
}
