package dev.sluice.server.prices;

import java.util.List;

/**
 * What is expected of the rest of the day.
 *
 * @param orders samples, with how many each stands for
 * @param soFar orders of the day until now
 * @param toCome orders of the day from now on
 */
public record Forecast(List<Sample> orders, double soFar, double toCome) {

  /** An order that stands for some that are expected. */
  public record Sample(ArrivedOrder order, double weight) {}

  /** Share of the day's orders that is still to come, 0 to 1. */
  double shareToCome() {
    return toCome <= 0 ? 0 : toCome / (soFar + toCome);
  }
}
