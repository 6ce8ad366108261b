package dev.sluice.server.cli;

import picocli.CommandLine.Option;

/** How a command prints its result. */
final class OutputOption {

  @Option(
      names = "--output",
      paramLabel = "table|json",
      descriptionKey = "option.output",
      defaultValue = "table")
  private OutputForm form = OutputForm.TABLE;

  boolean isJson() {
    return form == OutputForm.JSON;
  }
}
