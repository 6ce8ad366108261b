package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Micros;
import java.util.List;

/**
 * A warehouse from which rules left any way.
 *
 * @param ways by id, at least one
 * @param available by line: units that some way may take
 * @param unitTolls by line: what a unit pays because the SKU is scarce there, 0 or more; empty:
 *     none pays
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WarehouseWays(List<Way> ways, long[] available, long[] unitTolls) {

  /** So many units by line, 0 where no way carries any. */
  public static WarehouseWays of(List<Way> ways, long[] held, long[] unitTolls) {
    long[] available = new long[held.length];
    for (int i = 0; i < held.length; i++) {
      for (int w = 0; w < ways.size() && available[i] == 0; w++) {
        available[i] = ways.get(w).carries(i) ? held[i] : 0;
      }
    }
    return new WarehouseWays(ways, available, unitTolls);
  }

  /**
   * What so many units pay of each of the bundle's lines; all of them where it is not divisible.
   */
  long tollMicros(SearchSpace space, Bundle bundle, long units) {
    if (unitTolls.length == 0) {
      return 0;
    }
    long micros = 0;
    for (int i = 0; i < bundle.lines().size(); i++) {
      int line = bundle.lines().get(i);
      long count = bundle.divisible() ? units : space.lines().get(line).quantity();
      micros += Micros.times(unitTolls[line], count);
    }
    return Micros.clamp(micros);
  }
}
