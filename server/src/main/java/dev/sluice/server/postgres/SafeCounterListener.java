package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterListener;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a failing listener from turning a commit that stands into an error. */
final class SafeCounterListener implements CounterListener {

  private static final Logger log = LoggerFactory.getLogger(SafeCounterListener.class);

  private final CounterListener listener;

  SafeCounterListener(CounterListener listener) {
    this.listener = listener;
  }

  @Override
  public void changed(Collection<Counter> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    try {
      listener.changed(fresh);
    } catch (RuntimeException e) {
      log.error("A listener failed on {} fresh counters", fresh.size(), e);
    }
  }
}
