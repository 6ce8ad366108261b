package dev.sluice.server.routing;

/**
 * How far finder and planner look.
 *
 * @param shortlistSize warehouses that rules and planner look at together; 1 or more
 * @param splitLimit most shipments of an order where rules set no lower limit; 1 to 6
 * @param workBound steps of the search before the best plan so far is taken; 1 or more
 */
public record PlannerLimits(int shortlistSize, int splitLimit, long workBound) {

  private static final int MOST_SHIPMENTS = 6;

  /** Limits that suit a decision of about a millisecond. */
  public static final PlannerLimits DEFAULT = new PlannerLimits(16, 3, 50_000);

  /** Checks the ranges. */
  public PlannerLimits {
    require(shortlistSize >= 1, "shortlistSize", shortlistSize, "16");
    require(splitLimit >= 1 && splitLimit <= MOST_SHIPMENTS, "splitLimit", splitLimit, "3");
    require(workBound >= 1, "workBound", workBound, "50000");
  }

  private static void require(boolean holds, String name, long value, String usual) {
    if (!holds) {
      throw new IllegalArgumentException(
          name + " is " + value + ", out of its range\nMaybe " + usual + " was meant.");
    }
  }
}
