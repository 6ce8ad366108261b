package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.PlanLifeContract;
import dev.sluice.server.ledger.counter.CounterListener;
import org.junit.jupiter.api.AfterEach;

class PostgresLifeIT extends PlanLifeContract {

  private PostgresBench postgres;

  @Override
  protected LedgerBench open(DatabaseClock clock, CounterListener listener) {
    postgres = new PostgresBench(clock, listener);
    return postgres.bench;
  }

  @AfterEach
  void close() {
    postgres.close();
  }
}
