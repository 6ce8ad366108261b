package dev.sluice.loadtest;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What load programs understand that draw orders, whether they start servers or not. */
public final class ProgramOptions {

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli alone looks at it
  private final HelpOption help = new HelpOption();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of orders and whatever else is drawn (default: ${DEFAULT-VALUE})")
  private long seed;

  public long seed() {
    return seed;
  }
}
