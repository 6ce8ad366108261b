package dev.sluice.loadtest;

import picocli.CommandLine.Option;

/** How load programs that measure rates warm up and keep servers busy. */
public final class PaceOptions {

  @Option(names = "--warm-up", description = "seconds (default: ${DEFAULT-VALUE})")
  private int warmUpSeconds;

  @Option(
      names = "--in-flight",
      description = "calls that wait for their answers at a time (default: ${DEFAULT-VALUE})")
  private int inFlight;

  /** With what is usual for a server under full load. */
  PaceOptions() {
    this(40, 256);
  }

  /** With these defaults. */
  public PaceOptions(int warmUpSeconds, int inFlight) {
    this.warmUpSeconds = warmUpSeconds;
    this.inFlight = inFlight;
  }

  public int warmUpSeconds() {
    return warmUpSeconds;
  }

  public int inFlight() {
    return inFlight;
  }
}
