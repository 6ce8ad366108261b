package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.CounterKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The names of one thing's counters, one a day, made once: lookups by the same name are cheap. Safe
 * for use by many threads.
 */
final class DayKeys {
  /** More days than decisions of one moment ask for. */
  private static final int KEPT = 4;

  private final Function<LocalDate, CounterKey> namer;
  private volatile CounterKey[] known = {};

  DayKeys(Function<LocalDate, CounterKey> namer) {
    this.namer = namer;
  }

  CounterKey of(LocalDate day) {
    CounterKey[] seen = known;
    for (CounterKey key : seen) {
      if (key.day().equals(day)) {
        return key;
      }
    }
    CounterKey made = namer.apply(day);
    CounterKey[] more = Arrays.copyOf(seen, Math.min(KEPT, seen.length + 1));
    System.arraycopy(more, 0, more, 1, more.length - 1);
    more[0] = made;
    known = more;
    return made;
  }
}
