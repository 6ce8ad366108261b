package dev.sluice.server.postgres;

import java.time.Duration;

/**
 * How orders are gathered and how long their commit is tried.
 *
 * @param maxBatch a batch that has this many is closed at once
 * @param linger how long a batch stays open after its first
 * @param maxWaiting further ones are turned away
 * @param patienceInDoubt how long a batch is sent again when a commit was not answered
 */
record CommitLimits(int maxBatch, Duration linger, int maxWaiting, Duration patienceInDoubt) {

  /** Patience is longer than a database takes to recover; callers gave up long before. */
  static final CommitLimits DEFAULT =
      new CommitLimits(256, Duration.ofMillis(2), 8_192, Duration.ofSeconds(60));
}
