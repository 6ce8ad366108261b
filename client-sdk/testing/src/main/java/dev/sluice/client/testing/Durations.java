package dev.sluice.client.testing;

import java.time.Duration;
import java.util.Optional;

/** Durations of the contract, read. */
final class Durations {

  private Durations() {}

  static Duration of(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  static Optional<Duration> find(boolean set, com.google.protobuf.Duration duration) {
    return set ? Optional.of(of(duration)) : Optional.empty();
  }
}
