package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.RevisionContract;
import dev.sluice.server.ledger.counter.CounterListener;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class PostgresRevisionIT extends RevisionContract {

  private @Nullable PostgresBench postgres;

  @Override
  protected LedgerBench open(DatabaseClock clock, CounterListener listener) {
    PostgresBench opened = new PostgresBench(clock, listener);
    postgres = opened;
    return opened.bench;
  }

  /** Whatever a test was about: in the end the books must be right. */
  @AfterEach
  void close() throws SQLException {
    if (postgres == null) {
      return;
    }
    try (Connection connection = postgres.database.dataSource().getConnection()) {
      assertThat(new Audit(connection).run())
          .allSatisfy(finding -> assertThat(finding.holds()).as("%s", finding).isTrue());
    } finally {
      postgres.close();
    }
  }
}
