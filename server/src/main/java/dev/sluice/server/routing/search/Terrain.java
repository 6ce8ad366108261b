package dev.sluice.server.routing.search;

import dev.sluice.server.routing.cost.Goods;
import java.util.List;

/** What a search keeps asking of its space, worked out once. */
final class Terrain {

  private final SearchSpace space;
  private final boolean capsYield;
  private final Goods[] goods;
  private final int[] readyIndexes;
  private final long[][] takes;
  private final long[] leastMicros;
  private final int[] wayCounts;

  Terrain(SearchSpace space, boolean capsYield) {
    this.space = space;
    this.capsYield = capsYield;
    List<Bundle> bundles = space.bundles();
    this.goods = new Goods[bundles.size()];
    this.readyIndexes = new int[bundles.size()];
    for (int b = 0; b < goods.length; b++) {
      goods[b] = space.goods(bundles.get(b));
      readyIndexes[b] = space.readyIndex(bundles.get(b));
    }
    int warehouses = space.warehouses().size();
    this.takes = new long[warehouses][bundles.size()];
    this.leastMicros = new long[warehouses];
    this.wayCounts = new int[warehouses];
    for (int b = 0; b < goods.length; b++) {
      boolean shippable = space.mayShareShipment(bundles.get(b));
      for (int w = 0; w < warehouses && shippable; w++) {
        takes[w][b] = space.takes(space.warehouses().get(w), bundles.get(b));
      }
    }
    for (int w = 0; w < warehouses; w++) {
      survey(w);
    }
  }

  SearchSpace space() {
    return space;
  }

  boolean capsYield() {
    return capsYield;
  }

  /** All of a bundle. */
  Goods goods(int bundle) {
    return goods[bundle];
  }

  /** Units of the bundle's line. */
  Goods goods(int bundle, long units) {
    return space.lines().get(space.bundles().get(bundle).lines().get(0)).goods(units);
  }

  int readyIndex(int bundle) {
    return readyIndexes[bundle];
  }

  /** As {@link SearchSpace#takes}. */
  long takes(int warehouse, int bundle) {
    return takes[warehouse][bundle];
  }

  /**
   * What any shipment of the warehouse costs at least, without what it costs by units; {@link
   * Way#IMPOSSIBLE}: there is none.
   */
  long leastMicros(int warehouse) {
    return leastMicros[warehouse];
  }

  /** How many ways out of the warehouse may be used. */
  int wayCount(int warehouse) {
    return wayCounts[warehouse];
  }

  /** By goods that are at most as much as anything the warehouse takes. */
  private void survey(int warehouse) {
    boolean takesAny = false;
    long grams = Long.MAX_VALUE;
    long volumeCm3 = Long.MAX_VALUE;
    int readyIndex = Integer.MAX_VALUE;
    for (int b = 0; b < goods.length; b++) {
      if (takes[warehouse][b] > 0) {
        boolean divisible = space.bundles().get(b).divisible();
        Goods least = divisible ? goods(b, 1) : goods[b];
        takesAny = true;
        grams = Math.min(grams, least.grams());
        volumeCm3 = Math.min(volumeCm3, least.volumeCm3());
        readyIndex = Math.min(readyIndex, readyIndexes[b]);
      }
    }
    leastMicros[warehouse] = Way.IMPOSSIBLE;
    if (!takesAny) {
      return;
    }
    Goods least = new Goods(0, grams, volumeCm3, 0);
    List<Way> ways = space.warehouses().get(warehouse).ways();
    for (int i = 0; i < ways.size(); i++) {
      if (capsYield || !ways.get(i).yields()) {
        wayCounts[warehouse]++;
        leastMicros[warehouse] =
            Math.min(leastMicros[warehouse], ways.get(i).leastMicros(least, readyIndex));
      }
    }
  }
}
