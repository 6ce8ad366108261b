package dev.sluice.rules.fact;

/** Keeps numbers out of facts on which comparisons disagree. */
final class Numbers {
  private Numbers() {}

  /** The value, with one zero instead of two; refuses what is no number. */
  static double plain(String property, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "The %s is not a number. Maybe it was divided by nothing?".formatted(property));
    }
    return value + 0.0;
  }
}
