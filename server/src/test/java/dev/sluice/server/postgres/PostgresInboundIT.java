package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.InboundContract;
import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.counter.CounterListener;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** As the contract says, and the books are right afterwards. */
class PostgresInboundIT extends InboundContract {

  private @Nullable PostgresBench postgres;

  @Override
  protected LedgerBench open(DatabaseClock clock, CounterListener listener) {
    PostgresBench opened = new PostgresBench(clock, listener);
    postgres = opened;
    return opened.bench;
  }

  @AfterEach
  void auditAndClose() throws SQLException {
    if (postgres != null) {
      postgres.auditAndClose();
    }
  }
}
