package dev.sluice.server.prices;

import dev.sluice.server.ledger.counter.CounterKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the last units of a thing are worth to the expected orders that cannot go without it. As
 * many come as in a Poisson process, not as many as in the mean: the n-th unit from the last is
 * worth what the n-th best of them loses, times the chance that so many come (Littlewood 1972,
 * generalized to many losses).
 */
final class Captives {

  /** Of more units the mean says enough; a program knows it. */
  private static final int MOST_UNITS = 200;

  private final CounterKey key;
  private final double free;
  private final double capacity;
  private final List<Lot> lots = new ArrayList<>();

  /** Expected units whose taker loses so many yuan for each that is missing. */
  private record Lot(double units, double loss) {}

  /**
   * Nobody yet.
   *
   * @param free units
   * @param capacity units there were at first, 1 or more
   */
  Captives(CounterKey key, double free, double capacity) {
    this.key = key;
    this.free = free;
    this.capacity = capacity;
  }

  /** Some more of them; a lot that loses nothing counts for nothing. */
  void add(double units, double loss) {
    if (loss > 0) {
      lots.add(new Lot(units, loss));
    }
  }

  CounterKey key() {
    return key;
  }

  double shareFree() {
    return free / capacity;
  }

  double capacity() {
    return capacity;
  }

  /** What the unit that would be taken next is worth to them, in yuan. */
  double worth() {
    return worthOf((int) Math.floor(free));
  }

  /** How much more the one after it is worth. */
  double slope() {
    int next = (int) Math.floor(free);
    return next <= 1 ? 0 : worthOf(next - 1) - worthOf(next);
  }

  /** The mean of the n-th greatest loss of those that come, 0 where fewer do. */
  private double worthOf(int nth) {
    if (nth > MOST_UNITS || lots.isEmpty()) {
      return 0;
    }
    lots.sort(Comparator.comparingDouble(Lot::loss).reversed());
    double worth = 0;
    double units = 0;
    for (int i = 0; i < lots.size(); i++) {
      units += lots.get(i).units;
      double lower = i + 1 < lots.size() ? lots.get(i + 1).loss : 0;
      double step = lots.get(i).loss - lower;
      worth += step <= 0 ? 0 : step * chanceOf(Math.max(1, nth), units);
    }
    return worth;
  }

  /** That at least so many come of a Poisson distribution with that mean. */
  private static double chanceOf(int atLeast, double mean) {
    double chance = Math.exp(-mean);
    double fewer = 0;
    for (int count = 0; count < atLeast; count++) {
      fewer += chance;
      chance *= mean / (count + 1);
    }
    return Math.max(0, 1 - fewer);
  }
}
