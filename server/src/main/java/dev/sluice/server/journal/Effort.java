package dev.sluice.server.journal;

import java.time.Duration;

/**
 * What looking at past orders may take of the machine that decides new ones.
 *
 * @param atMost as many orders are looked at as fit into this time
 * @param restsPerOrder after each order nothing is done for so many times as long as it took; 0
 *     never rests
 */
public record Effort(Duration atMost, int restsPerOrder) {

  /** Without a rest. */
  public static Effort whole(Duration atMost) {
    return new Effort(atMost, 0);
  }
}
