package dev.sluice.loadtest;

import picocli.CommandLine.Option;

/** How fast orders come where something else than speed is measured. */
public final class RateOption {

  @Option(names = "--rate", description = "orders a second (default: ${DEFAULT-VALUE})")
  private double perSecond;

  /** With this default. */
  public RateOption(double perSecond) {
    this.perSecond = perSecond;
  }

  public double perSecond() {
    return perSecond;
  }
}
