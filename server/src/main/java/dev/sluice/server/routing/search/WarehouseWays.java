package dev.sluice.server.routing.search;

import java.util.List;

/**
 * A warehouse from which rules left any way.
 *
 * @param ways by id, at least one
 * @param available by line: units that some way may take
 */
public record WarehouseWays(List<Way> ways, long[] available) {

  String id() {
    return ways.get(0).warehouse().id();
  }

  /** So many units by line, 0 where no way carries any. */
  public static WarehouseWays of(List<Way> ways, long[] held) {
    long[] available = new long[held.length];
    for (int i = 0; i < held.length; i++) {
      for (int w = 0; w < ways.size() && available[i] == 0; w++) {
        available[i] = ways.get(w).carries(i) ? held[i] : 0;
      }
    }
    return new WarehouseWays(ways, available);
  }
}
