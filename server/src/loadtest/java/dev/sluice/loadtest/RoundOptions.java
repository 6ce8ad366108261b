package dev.sluice.loadtest;

import picocli.CommandLine.Option;

/** How often, and each time for how long, programs measure what they compare. */
public final class RoundOptions {

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "for which each is measured in a round (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "in which all take turns (default: ${DEFAULT-VALUE})")
  private int count;

  public int seconds() {
    return seconds;
  }

  public int count() {
    return count;
  }
}
