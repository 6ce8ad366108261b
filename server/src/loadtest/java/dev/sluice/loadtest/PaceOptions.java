package dev.sluice.loadtest;

import picocli.CommandLine.Option;

/** How load programs that measure rates warm up and keep servers busy. */
final class PaceOptions {

  @Option(names = "--warm-up", defaultValue = "40", description = "seconds (default: 40)")
  private int warmUpSeconds;

  @Option(names = "--in-flight", defaultValue = "256", description = "calls (default: 256)")
  private int inFlight;

  int warmUpSeconds() {
    return warmUpSeconds;
  }

  int inFlight() {
    return inFlight;
  }
}
