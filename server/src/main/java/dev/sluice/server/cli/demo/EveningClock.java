package dev.sluice.server.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a replayed evening: it stands where the newest order moved it, and never goes back.
 * Once the evening is over it may be let run on at the pace of a real clock.
 */
final class EveningClock implements InstantSource {
  private final InstantSource real;
  private Instant standing;
  private Instant runningSince = Instant.MAX;

  EveningClock(Instant start, InstantSource real) {
    this.standing = start;
    this.real = real;
  }

  @Override
  public synchronized Instant instant() {
    if (runningSince.equals(Instant.MAX)) {
      return standing;
    }
    Duration passed = Duration.between(runningSince, real.instant());
    return passed.isNegative() ? standing : standing.plus(passed);
  }

  /** Moves the time forward to {@code time}; an earlier time changes nothing. */
  synchronized void advanceTo(Instant time) {
    if (time.isAfter(standing)) {
      standing = time;
    }
  }

  /** From now on time passes by itself. */
  synchronized void letRun() {
    if (runningSince.equals(Instant.MAX)) {
      runningSince = real.instant();
    }
  }
}
