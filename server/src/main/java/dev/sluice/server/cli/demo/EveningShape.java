package dev.sluice.server.cli.demo;

import java.time.Duration;
import java.time.Instant;

/** What the orders and the stock of the evening are both made from. */
final class EveningShape {
  /** 2026-11-11, 20:00 in Shanghai. */
  static final Instant START = Instant.parse("2026-11-11T12:00:00Z");

  static final Duration LENGTH = Duration.ofHours(3);

  /** The number of orders for which the capacities in the sample's files are stated. */
  static final int FULL_SCALE_ORDERS = 5_000;

  /** Part of all orders that are bought in a pulse. */
  static final double PULSE_PART = 0.55;

  /** Mean units of the hot SKU in an order of a pulse. */
  static final double PULSE_UNITS = 1.25;

  /**
   * Lines an order outside pulses has, in percent, from one line to six: as in the baskets of the
   * UCI "Online Retail" data set (2010-12 to 2011-02, D. Chen, CC BY 4.0), invoices of at most six
   * goods.
   */
  static final double[] LINES_PERCENT = {33.0, 16.0, 13.1, 13.1, 13.6, 11.2};

  /** Mean lines of an order outside pulses. */
  static final double MEAN_LINES = meanLines();

  private EveningShape() {}

  /** Units of a pulse's SKU that are expected to be sold when this many orders come in all. */
  static double expectedUnits(Pulse pulse, double allWeights, double orders) {
    return orders * PULSE_PART * pulse.weight() / allWeights * PULSE_UNITS;
  }

  private static double meanLines() {
    double sum = 0;
    double percents = 0;
    for (int i = 0; i < LINES_PERCENT.length; i++) {
      sum += (i + 1) * LINES_PERCENT[i];
      percents += LINES_PERCENT[i];
    }
    return sum / percents;
  }
}
