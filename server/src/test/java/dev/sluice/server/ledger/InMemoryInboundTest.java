package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterListener;

class InMemoryInboundTest extends InboundContract {

  @Override
  protected LedgerBench open(DatabaseClock clock, CounterListener listener) {
    return InMemoryBench.open(clock, listener);
  }
}
