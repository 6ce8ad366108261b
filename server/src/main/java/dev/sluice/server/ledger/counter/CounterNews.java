package dev.sluice.server.ledger.counter;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes the news of commits on to everybody who keeps numbers of them. */
public final class CounterNews implements CounterListener {

  private final List<CounterListener> listeners = new CopyOnWriteArrayList<>();

  /** Passes news on to {@code listener} from now on. */
  public void subscribe(CounterListener listener) {
    listeners.add(listener);
  }

  @Override
  public void changed(Collection<Counter> fresh) {
    listeners.forEach(listener -> listener.changed(fresh));
  }
}
