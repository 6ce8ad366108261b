package dev.sluice.server.ledger.counter;

import java.util.Collection;
import java.util.Map;

/** Reads counters where they are kept. */
public interface CounterRepository {

  /**
   * The counters as they stand now. A dated counter nobody has taken from yet answers with the
   * capacity its template gives that day and nothing used; a key that names nothing known is
   * absent.
   */
  Map<CounterKey, Counter> read(Collection<CounterKey> keys);
}
