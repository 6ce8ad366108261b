package dev.sluice.server.prices;

/** Works out what one more unit of each scarce thing would save. */
@FunctionalInterface
interface PriceSolver {

  /**
   * The shadow prices.
   *
   * @param start prices to begin with, such as those of the last refresh; one for each thing
   * @return one for each of {@link PriceProblem#things()}, 0 or more
   * @throws NoPricesException when it found none, or not in time
   */
  double[] solve(PriceProblem problem, double[] start) throws NoPricesException;

  /** Why there are no prices. */
  final class NoPricesException extends Exception {
    private static final long serialVersionUID = 1L;

    NoPricesException(String message) {
      super(message);
    }
  }
}
