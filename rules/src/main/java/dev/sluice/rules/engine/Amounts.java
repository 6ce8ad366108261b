package dev.sluice.rules.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Turns what a rule wrote into whole millionths. */
final class Amounts {
  private static final double MAX = 1e9;

  private Amounts() {}

  /** Millionths of a number from 0 to a thousand million, half even from its decimal form. */
  static long millionths(String what, double value) {
    if (!(value >= 0 && value <= MAX)) {
      throw new IllegalArgumentException(
          "The %s is %s. Maybe it should be a number from 0 to %.0f?".formatted(what, value, MAX));
    }
    return BigDecimal.valueOf(value)
        .movePointRight(6)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** Millionths of the whole that this percentage is. */
  static long partsPerMillion(String what, double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "The %s is %s percent. Maybe it should be from 0 to 100?".formatted(what, percent));
    }
    return BigDecimal.valueOf(percent)
        .movePointRight(4)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
