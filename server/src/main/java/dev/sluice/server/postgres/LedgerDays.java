package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens the partitions of a day before anything is stored on it. */
final class LedgerDays {

  private final Transactions transactions;
  private final Set<LocalDate> open = ConcurrentHashMap.newKeySet();

  LedgerDays(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Opens the day and the one after it, in a transaction of their own. */
  void ensure(LocalDate day) {
    if (open.contains(day)) {
      return;
    }
    transactions.run("Opening ledger day " + day, c -> open(c, day));
    transactions.run("Opening ledger day " + day.plusDays(1), c -> open(c, day.plusDays(1)));
    open.removeIf(old -> old.isBefore(day.minusDays(2)));
    open.add(day);
  }

  private static boolean open(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement("SELECT open_ledger_day(?)")) {
      call.setObject(1, day);
      return call.execute();
    }
  }
}
