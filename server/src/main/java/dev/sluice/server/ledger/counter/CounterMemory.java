package dev.sluice.server.ledger.counter;

import java.util.Collection;

/** Remembers counters that others may change too. */
public interface CounterMemory {

  /** Reads those of {@code keys} again that are remembered: somebody else changed them. */
  void refresh(Collection<CounterKey> keys);

  /** Forgets every counter: changes by others may have been missed. */
  void forget();
}
