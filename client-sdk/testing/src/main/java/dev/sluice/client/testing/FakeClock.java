package dev.sluice.client.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Stands still until a test moves it, and knows microseconds as the server's does. */
final class FakeClock implements InstantSource {

  static final Duration MAX_STEP = Duration.ofDays(366);

  private final InstantSource start;
  private volatile Instant now;

  /**
   * @param start asked at first and for every {@link #reset}
   */
  FakeClock(InstantSource start) {
    this.start = start;
    this.now = begin();
  }

  @Override
  public Instant instant() {
    return now;
  }

  synchronized void advance(Duration by) {
    if (by.isNegative() || by.compareTo(MAX_STEP) > 0) {
      throw new IllegalArgumentException(
          "The clock cannot move by %s\nMaybe forward, and up to %s at once."
              .formatted(by, MAX_STEP));
    }
    now = now.plus(by);
  }

  void reset() {
    now = begin();
  }

  private Instant begin() {
    return start.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
