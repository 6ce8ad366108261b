package dev.sluice.loadtest;

import picocli.CommandLine.Option;

/** Makes a load program say which options it has. */
public final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show these options")
  @SuppressWarnings("UnusedVariable") // picocli alone looks at it
  private boolean help;
}
