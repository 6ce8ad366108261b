package dev.sluice.server.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of a replayed evening: it stands where the newest order moved it, and never goes back.
 * Once the evening is over it may be let run on at the pace of a real clock.
 */
final class EveningClock implements InstantSource {
  private final InstantSource real;
  private final AtomicReference<Instant> standing;
  private final AtomicReference<Instant> runningSince = new AtomicReference<>(Instant.MAX);

  EveningClock(Instant start, InstantSource real) {
    this.standing = new AtomicReference<>(start);
    this.real = real;
  }

  @Override
  public Instant instant() {
    Instant since = runningSince.get();
    Instant base = standing.get();
    if (since.equals(Instant.MAX)) {
      return base;
    }
    Duration passed = Duration.between(since, real.instant());
    return passed.isNegative() ? base : base.plus(passed);
  }

  /** Moves the time forward to {@code time}; an earlier time changes nothing. */
  void advanceTo(Instant time) {
    standing.accumulateAndGet(time, (now, wanted) -> wanted.isAfter(now) ? wanted : now);
  }

  /** From now on time passes by itself. */
  void letRun() {
    runningSince.compareAndSet(Instant.MAX, real.instant());
  }
}
