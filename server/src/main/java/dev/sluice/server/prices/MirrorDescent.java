package dev.sluice.server.prices;

import dev.sluice.server.prices.PriceProblem.Demand;
import dev.sluice.server.prices.PriceProblem.Way;
import org.jspecify.annotations.Nullable;

/**
 * Follows demand without solving anything: where the expected orders would take more than is free
 * at the prices so far, the price rises by a factor, elsewhere it falls (mirror descent on the
 * dual, with the entropy of prices above a small floor). Cannot fail and takes a fixed number of
 * passes.
 */
final class MirrorDescent implements PriceSolver {

  private static final int PASSES = 40;

  /** By which power of e a price changes at most in the first pass. */
  private static final double FIRST_STEP = 1.0;

  /** Of a typical order's cost, what a price is counted from, so that it may begin at 0. */
  private static final double FLOOR = 0.1;

  @Override
  public double[] solve(PriceProblem problem, double[] start) {
    double[] prices = start.clone();
    double[] mean = new double[prices.length];
    double floor = Math.max(1e-6, FLOOR * problem.typicalCost());
    for (int pass = 0; pass < PASSES; pass++) {
      double[] taken = taken(problem, prices);
      double step = FIRST_STEP / Math.sqrt(1 + pass);
      for (int i = 0; i < prices.length; i++) {
        double free = Math.max(1, problem.plannable()[i]);
        double excess = Math.max(-1, Math.min(1, (taken[i] - problem.plannable()[i]) / free));
        prices[i] = Math.max(0, (prices[i] + floor) * Math.exp(step * excess) - floor);
        if (pass >= PASSES / 2) {
          mean[i] += prices[i] / (PASSES - PASSES / 2);
        }
      }
    }
    return mean;
  }

  private static double[] taken(PriceProblem problem, double[] prices) {
    double[] taken = new double[prices.length];
    for (Demand demand : problem.demands()) {
      @Nullable Way way = PriceProblem.cheapest(demand, prices);
      if (way != null) {
        for (int t = 0; t < way.things().length; t++) {
          taken[way.things()[t]] += demand.weight() * way.amounts()[t];
        }
      }
    }
    return taken;
  }
}
