package dev.sluice.server.routing.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One way to divide a line that nobody holds whole between the shipments of a set.
 *
 * @param units by shipment
 * @param total of all shipments
 */
@SuppressWarnings("ArrayRecordComponent") // never changed nor compared
record Division(long[] units, long total) {

  private static final Comparator<Division> FULLEST =
      Comparator.comparingLong((Division division) -> -division.total());

  /**
   * All divisions in which each shipment holds nothing of the line, all that its warehouse has, or,
   * one of them at most, what is left; shipments of one warehouse do not share the line. The
   * fullest first, at last the one in which nothing ships.
   */
  static List<Division> list(Terrain terrain, WarehouseSet set, int bundle) {
    List<Division> found = new ArrayList<>();
    SearchSpace space = terrain.space();
    long quantity = space.quantity(space.bundles().get(bundle));
    collect(terrain, set, bundle, new long[set.size()], 0, quantity, false, found);
    found.sort(FULLEST);
    return found;
  }

  private static void collect(
      Terrain terrain,
      WarehouseSet set,
      int bundle,
      long[] units,
      int shipment,
      long left,
      boolean restPromised,
      List<Division> found) {
    if (shipment == units.length) {
      add(units, left, found);
      return;
    }
    collect(terrain, set, bundle, units, shipment + 1, left, restPromised, found);
    long held = terrain.takes(set.warehouses()[shipment], bundle);
    if (held == 0 || sharesWarehouse(set, units, shipment)) {
      return;
    }
    if (held <= left) {
      units[shipment] = held;
      collect(terrain, set, bundle, units, shipment + 1, left - held, restPromised, found);
    }
    if (!restPromised) {
      units[shipment] = -held;
      collect(terrain, set, bundle, units, shipment + 1, left, true, found);
    }
    units[shipment] = 0;
  }

  /** The shipment that was promised the rest is marked by what it holds, below 0. */
  private static void add(long[] units, long left, List<Division> found) {
    long[] filled = units.clone();
    long total = 0;
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] < 0) {
        if (left == 0 || left >= -filled[i]) {
          return;
        }
        filled[i] = left;
      }
      total += filled[i];
    }
    found.add(new Division(filled, total));
  }

  private static boolean sharesWarehouse(WarehouseSet set, long[] units, int shipment) {
    for (int i = 0; i < shipment; i++) {
      if (units[i] != 0 && set.warehouses()[i] == set.warehouses()[shipment]) {
        return true;
      }
    }
    return false;
  }
}
