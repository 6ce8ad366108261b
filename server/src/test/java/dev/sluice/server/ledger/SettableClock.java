package dev.sluice.server.ledger;

import java.time.Duration;
import java.time.Instant;

/** A database clock that stands still until it is told to move. */
public final class SettableClock implements DatabaseClock {

  private volatile Instant now;

  public SettableClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant now() {
    return now;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
