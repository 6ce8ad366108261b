package dev.sluice.server.routing;

/**
 * How far finder and planner look.
 *
 * @param shortlistSize warehouses that rules and planner look at together; 1 or more
 * @param servicesPerWarehouse carrier services of each that are looked at, where it has more; twice
 *     as many where at most half as many warehouses come into question; 1 or more
 * @param splitLimit most shipments of an order where rules set no lower limit; 1 to 6
 * @param workBound steps of the search before the best plan so far is taken; 1 or more
 */
public record PlannerLimits(
    int shortlistSize, int servicesPerWarehouse, int splitLimit, long workBound) {

  private static final int MOST_SHIPMENTS = 6;

  /** Limits that suit a decision of about a millisecond. */
  public static final PlannerLimits DEFAULT = new PlannerLimits(16, 8, 3, 50_000);

  /** Checks the ranges. */
  public PlannerLimits {
    require(shortlistSize >= 1, "shortlistSize", shortlistSize, "16");
    require(servicesPerWarehouse >= 1, "servicesPerWarehouse", servicesPerWarehouse, "8");
    require(splitLimit >= 1 && splitLimit <= MOST_SHIPMENTS, "splitLimit", splitLimit, "3");
    require(workBound >= 1, "workBound", workBound, "50000");
  }

  /**
   * How many services of a warehouse are looked at.
   *
   * @param width how many warehouses were to come into question at most
   * @param warehouses how many do
   */
  int services(int width, int warehouses) {
    long each = (long) servicesPerWarehouse * width / shortlistSize;
    if (2L * warehouses <= width) {
      each *= 2;
    }
    return (int) Math.min(Integer.MAX_VALUE, each);
  }

  private static void require(boolean holds, String name, long value, String usual) {
    if (!holds) {
      throw new IllegalArgumentException(
          name + " is " + value + ", out of its range\nMaybe " + usual + " was meant.");
    }
  }
}
