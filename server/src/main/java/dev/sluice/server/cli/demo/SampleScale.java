package dev.sluice.server.cli.demo;

import java.util.OptionalLong;

/**
 * Brings the sample's daily numbers to the number of orders, so that every evening is as scarce.
 */
record SampleScale(double factor) {

  static SampleScale ofOrders(int orders) {
    return new SampleScale((double) orders / EveningShape.FULL_SCALE_ORDERS);
  }

  long daily(long atFullScale) {
    return Math.max(1, Math.round(atFullScale * factor));
  }

  OptionalLong optional(OptionalLong atFullScale) {
    return atFullScale.isPresent()
        ? OptionalLong.of(daily(atFullScale.getAsLong()))
        : OptionalLong.empty();
  }

  double orders() {
    return EveningShape.FULL_SCALE_ORDERS * factor;
  }
}
