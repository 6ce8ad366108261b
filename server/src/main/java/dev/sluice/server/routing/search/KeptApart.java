package dev.sluice.server.routing.search;

import java.util.BitSet;
import java.util.List;

/**
 * Which lines never share a shipment.
 *
 * @param enemies of each line; empty: nothing is kept apart
 */
public record KeptApart(List<BitSet> enemies) {

  /** Everything may travel with everything. */
  public static final KeptApart NOTHING = new KeptApart(List.of());

  boolean allows(int line, long[] units) {
    if (enemies.isEmpty()) {
      return true;
    }
    BitSet others = enemies.get(line);
    for (int i = others.nextSetBit(0); i >= 0; i = others.nextSetBit(i + 1)) {
      if (units[i] > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of which there are units may share a shipment. */
  public boolean allows(long[] units) {
    for (int i = 0; i < units.length && !enemies.isEmpty(); i++) {
      if (units[i] > 0 && !allows(i, units)) {
        return false;
      }
    }
    return true;
  }
}
