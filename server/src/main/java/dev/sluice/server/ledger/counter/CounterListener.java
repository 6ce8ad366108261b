package dev.sluice.server.ledger.counter;

import java.util.Collection;

/** Hears how counters stand after each commit of this replica, on the committing thread. */
@FunctionalInterface
public interface CounterListener {

  /** Hears nothing. */
  CounterListener NONE = fresh -> {};

  /** Must be quick; what it throws is logged and dropped, for the commit already stands. */
  void changed(Collection<Counter> fresh);
}
