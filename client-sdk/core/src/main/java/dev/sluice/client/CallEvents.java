package dev.sluice.client;

import java.time.Duration;

/** What happens to one call; all but {@link #ended} may happen any number of times, or never. */
public interface CallEvents {

  /**
   * An attempt failed, or a stream broke; whether it is repeated shows later.
   *
   * @param attempt which, from 1
   * @param statusCode such as {@code UNAVAILABLE}
   * @param message one line; may be empty
   */
  default void attemptFailed(int attempt, String statusCode, String message) {}

  /**
   * One order of a stream has its answer.
   *
   * @param statusCode {@code OK} when that is a plan
   * @param took from when it was handed over, repeats included
   */
  default void orderAnswered(String statusCode, Duration took) {}

  /** The call ended; nothing follows. */
  void ended(CallOutcome outcome);
}
