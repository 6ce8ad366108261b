package dev.sluice.server.journal;

import java.util.List;

/**
 * What other rules would have done to past orders.
 *
 * @param orders how many were decided again
 * @param worse of them those with a line unfulfilled that have none today
 * @param better of them those with none that have one today
 * @param otherWay of the rest those that would ship otherwise
 * @param failed of them those on which the other rules fail
 * @param examples a few of the worse and the failed, for people
 */
public record Impact(
    int orders, int worse, int better, int otherWay, int failed, List<String> examples) {

  /** Of no orders. */
  public static final Impact NONE = new Impact(0, 0, 0, 0, 0, List.of());

  private static final int HARMLESS_ORDERS = 5;
  private static final int HARMLESS_PERCENT = 1;

  /**
   * Whether it needs an explicit word: many more orders would miss something, or any would fail.
   */
  public boolean isGrave() {
    int harmless = Math.max(HARMLESS_ORDERS, orders * HARMLESS_PERCENT / 100);
    return failed > 0 || worse - better > harmless;
  }
}
