package dev.sluice.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the contract allows calls of one method.
 *
 * @param timeout of a call, repeats included; {@link #NO_TIMEOUT} where there is none
 * @param maxAttempts 1 or more; 1: never repeated
 * @param initialBackoff the longest pause before the first repeat
 * @param maxBackoff the longest pause before any
 * @param backoffMultiplier by which the longest pause grows each time
 */
record CallLimits(
    Duration timeout,
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    double backoffMultiplier) {

  static final Duration NO_TIMEOUT = Duration.ofDays(365);

  /** Of methods that the contract does not name. */
  static final CallLimits NONE =
      new CallLimits(NO_TIMEOUT, 1, Duration.ofMillis(100), Duration.ofSeconds(1), 2);

  /** A pause before a repeat, as gRPC itself draws it: between nothing and the longest. */
  long backoffNanos(int repeat) {
    double longest =
        Math.min(
            initialBackoff.toNanos() * Math.pow(backoffMultiplier, Math.max(0, repeat - 1)),
            (double) maxBackoff.toNanos());
    return (long) (ThreadLocalRandom.current().nextDouble() * longest);
  }
}
