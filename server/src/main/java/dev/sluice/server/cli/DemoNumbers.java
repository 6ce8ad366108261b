package dev.sluice.server.cli;

import java.util.Locale;

/** Numbers as the report writes them, the same in every language. */
final class DemoNumbers {
  private DemoNumbers() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * part);
  }

  static String countOf(long number, long all) {
    return all == 0
        ? count(number)
        : count(number) + "  " + String.format(Locale.ROOT, "%5.1f%%", 100.0 * number / all);
  }

  static String yuan(double yuan) {
    return String.format(Locale.ROOT, "%.2f", yuan);
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
