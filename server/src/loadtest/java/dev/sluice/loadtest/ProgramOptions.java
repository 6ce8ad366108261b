package dev.sluice.loadtest;

import picocli.CommandLine.Option;

/** What every load program understands, whether it starts servers or not. */
public final class ProgramOptions {

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of orders and whatever else is drawn (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show these options")
  @SuppressWarnings("UnusedVariable") // picocli alone looks at it
  private boolean help;

  public long seed() {
    return seed;
  }
}
