package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A way to take what orders want from the counters, inside a transaction. */
interface CounterTaking {

  /** Every counter that the orders might take from this way. */
  Set<CounterKey> keysOf(List<Batch.Order> orders);

  /**
   * Gives back, then decides who gets what, and changes the counters.
   *
   * @param givenBack what is added before anybody takes
   * @param ids of the counters of both, as far as they are known
   * @throws TightException when somebody cannot have what this way could give; then the transaction
   *     must be undone
   */
  Taken take(
      Connection connection,
      List<Batch.Order> orders,
      Map<CounterKey, CounterDelta> givenBack,
      Map<CounterKey, Long> ids,
      Instant now)
      throws SQLException;

  /**
   * What was taken.
   *
   * @param admission who got what
   * @param fresh counters that were changed or that refused an order, as they stand now
   */
  record Taken(BatchAdmission admission, List<Counter> fresh) {}

  /** Not everybody can have what was wanted first. */
  final class TightException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TightException() {
      super(null, null, false, false);
    }
  }
}
