package dev.sluice.server.prices;

import dev.sluice.server.prices.PriceProblem.Demand;
import dev.sluice.server.prices.PriceProblem.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;
import org.ojalgo.structure.Access1D;

/**
 * Solves the linear program by columns (Dantzig and Wolfe 1960): at the prices so far every group
 * of orders says what it would take and pay, and a small program over what was said gives the next
 * prices, until what they promise is what it costs. A few rounds of some milliseconds where the
 * whole program at once takes half a second.
 */
final class LinearPrices implements PriceSolver {

  private static final String SILENCE = "shut.up.ojAlgo";
  private static final int GROUPS = 24;
  private static final int MOST_ROUNDS = 60;
  private static final double TOLERANCE = 1e-5;

  static {
    // Otherwise it prints its thoughts on the hardware to standard output.
    if (System.getProperty(SILENCE) == null) {
      System.setProperty(SILENCE, "true");
    }
  }

  private final Duration budget;
  private final LongSupplier nanoTime;

  /** What a group of orders would take and pay at some prices. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Column(int group, double cost, double[] taken) {}

  /** Prices with what the small program costs at them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Next(double[] prices, double cost) {}

  /**
   * @param budget how long it may take
   * @param nanoTime measures that
   */
  LinearPrices(Duration budget, LongSupplier nanoTime) {
    this.budget = budget;
    this.nanoTime = nanoTime;
  }

  @Override
  public double[] solve(PriceProblem problem, double[] start) throws NoPricesException {
    long end = nanoTime.getAsLong() + budget.toNanos();
    int groups = Math.max(1, Math.min(GROUPS, problem.demands().size()));
    List<Column> columns = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      columns.add(column(problem, group, groups, null));
    }
    double[] prices = start;
    double[] best = start;
    double bestBound = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double bound = -valueOf(problem.plannable(), prices);
      for (int group = 0; group < groups; group++) {
        Column column = column(problem, group, groups, prices);
        columns.add(column);
        bound += column.cost + valueOf(column.taken, prices);
      }
      if (bound > bestBound) {
        bestBound = bound;
        best = prices;
      }
      if (nanoTime.getAsLong() - end > 0) {
        throw new NoPricesException(
            "no prices after %d ms and %d rounds for %d orders and %d things"
                .formatted(
                    budget.toMillis(), round, problem.demands().size(), problem.things().size()));
      }
      Next next = next(problem, columns, groups, within(end - nanoTime.getAsLong()));
      if (next.cost - bestBound <= TOLERANCE * Math.abs(next.cost)) {
        return best;
      }
      prices = next.prices;
    }
    return best;
  }

  /** What every n-th order would take; nothing at all where there are no prices. */
  private static Column column(
      PriceProblem problem, int group, int groups, double @Nullable [] prices) {
    double[] taken = new double[problem.things().size()];
    double cost = 0;
    for (int i = group; i < problem.demands().size(); i += groups) {
      Demand demand = problem.demands().get(i);
      @Nullable Way way = prices == null ? null : PriceProblem.cheapest(demand, prices);
      if (way == null) {
        cost += demand.weight() * demand.missed();
      } else {
        cost += demand.weight() * way.cost();
        for (int t = 0; t < way.things().length; t++) {
          taken[way.things()[t]] += demand.weight() * way.amounts()[t];
        }
      }
    }
    return new Column(group, cost, taken);
  }

  /** The cheapest mix of what the groups said that fits, and what one more of each thing saves. */
  private static Next next(
      PriceProblem problem, List<Column> columns, int groups, Optimisation.Options options)
      throws NoPricesException {
    int things = problem.things().size();
    int width = columns.size() + things;
    double[] costs = new double[width];
    R064Store left = R064Store.FACTORY.make(things + groups, width);
    R064Store right = R064Store.FACTORY.make(things + groups, 1);
    for (int c = 0; c < columns.size(); c++) {
      Column column = columns.get(c);
      costs[c] = column.cost;
      for (int thing = 0; thing < things; thing++) {
        left.set(thing, c, column.taken[thing]);
      }
      left.set(things + column.group, c, 1.0);
    }
    for (int thing = 0; thing < things; thing++) {
      left.set(thing, columns.size() + thing, 1.0);
      right.set(thing, 0, problem.plannable()[thing]);
    }
    for (int group = 0; group < groups; group++) {
      right.set(things + group, 0, 1.0);
    }
    Optimisation.Result result =
        LinearSolver.newStandardBuilder(costs).equalities(left, right).build(options).solve();
    Optional<Access1D<?>> multipliers = result.getMultipliers();
    if (!result.getState().isOptimal() || multipliers.isEmpty()) {
      throw new NoPricesException("the solver says " + result.getState());
    }
    double[] prices = new double[things];
    Arrays.setAll(prices, thing -> Math.max(0, multipliers.get().doubleValue(thing)));
    return new Next(prices, result.getValue());
  }

  /** One program alone may not take longer than what is left. */
  private static Optimisation.Options within(long nanos) {
    Optimisation.Options options = new Optimisation.Options();
    options.time_abort = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    return options;
  }

  private static double valueOf(double[] amounts, double[] prices) {
    double value = 0;
    for (int i = 0; i < amounts.length; i++) {
      value += amounts[i] * prices[i];
    }
    return value;
  }
}
