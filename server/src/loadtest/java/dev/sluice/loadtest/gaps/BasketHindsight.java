package dev.sluice.loadtest.gaps;

import java.util.List;

/**
 * What somebody could do who knew all baskets before, by OR-Tools; may divide lines as it likes.
 *
 * @param totalYuan with what lost orders cost
 * @param boundYuan nobody could have less
 */
record BasketHindsight(BasketOutcome outcome, double totalYuan, double boundYuan) {

  /**
   * Solves the linear program over all plans, which is the bound, and makes a whole one of it.
   *
   * @param begin ways to deal them out to begin with
   * @param seconds most for the bound; about as many follow
   */
  static BasketHindsight search(
      BasketInstance instance, List<BasketOutcome> begin, double seconds) {
    BasketColumns program = new BasketColumns(instance);
    begin.forEach(program::add);
    program.solve(seconds);
    BasketOutcome outcome = program.settle(seconds);
    for (BasketOutcome other : begin) {
      outcome = other.totalYuan() < outcome.totalYuan() ? other : outcome;
    }
    return new BasketHindsight(outcome, outcome.totalYuan(), program.boundFen() / 100);
  }

  /** How far it may be from the optimum, of what it costs. */
  double gap() {
    return (totalYuan - boundYuan) / totalYuan;
  }
}
