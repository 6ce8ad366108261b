package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.stock.InMemoryStock;

/** The in-memory ledger over the network of {@link LedgerSamples}. */
public final class InMemoryBench {

  private InMemoryBench() {}

  public static LedgerBench open(DatabaseClock clock, CounterListener listener) {
    return open(clock, listener, new InMemoryLedger(clock, LedgerSamples::capacityOf, listener));
  }

  /** The same over a ledger whose days have other capacities. */
  public static LedgerBench open(
      DatabaseClock clock, CounterListener listener, InMemoryLedger ledger) {
    InMemoryStock stock = new InMemoryStock(ledger.counters(), clock, listener);
    return new LedgerBench(ledger, ledger, ledger, stock, stock);
  }
}
