package dev.sluice.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;

/**
 * A call under way, with what it may still do.
 *
 * @param options with the deadline of the call and all its repeats
 * @param maxAttempts in all
 */
record BegunCall(
    Channel channel,
    CallOptions options,
    Attempts attempts,
    ObservedCall observed,
    ErrorMapping errors,
    int maxAttempts) {

  /**
   * Whether to send it once more: gRPC itself repeats what is UNAVAILABLE, but a connection may
   * also break in other words, or in the middle of an answer.
   */
  boolean repeats(Status status) {
    return attempts.count() < maxAttempts && attempts.brokeBeyondRetry(status);
  }

  void succeeded() {
    observed.ended(null, attempts.count(), attempts.server());
  }

  /** Answers what the caller is told. */
  SluiceException failed(Throwable failure) {
    SluiceException mapped = errors.of(failure, attempts);
    observed.ended(mapped, attempts.count(), attempts.server());
    return mapped;
  }
}
