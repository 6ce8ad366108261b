package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Place;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import dev.sluice.server.network.LatLng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Baskets of a day, sent to prefectures, and seven warehouses with just enough for them.
 *
 * <p>A warehouse's market are the people to whom it is the nearest. What there is of a SKU is 1.15
 * times what is ordered. By how many baskets have it: the first tenth of the SKUs is everywhere, in
 * proportion to the markets; the next three tenths in three warehouses; of the rest what is in more
 * than one basket in two, the others in one. Which ones is drawn, each as likely as its market is
 * large, and they get lots as large as the SKU's largest line, in proportion to their markets. A
 * parcel costs 4 yuan and 0.4 fen a km. The warehouses together pack so many parcels an order, each
 * in proportion to its market.
 *
 * @param warehouses prefectures where they are
 * @param stock by SKU, then by warehouse
 * @param parcels by warehouse: most of the day
 * @param most shipments of one order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BasketInstance(
    List<Place> places,
    List<Place> warehouses,
    List<Basket> baskets,
    Map<String, long[]> stock,
    long[] parcels,
    int most) {

  /** What an order costs that is lost. */
  static final long LOST_YUAN = 300;

  static final long LOST_FEN = 100 * LOST_YUAN;

  /** Beijing, Shenyang, Shanghai, Wuhan, Guangzhou, Chengdu, Xi'an. */
  private static final List<String> CITIES =
      List.of("1101", "2101", "3101", "4201", "4401", "5101", "6101");

  private static final double COVER = 1.15;
  private static final double EVERYWHERE = 0.1;
  private static final double IN_THREE = 0.4;
  private static final double EARTH_KM = 6371;
  private static final double FEN_OF_PARCEL = 400;
  private static final double FEN_OF_KM = 0.4;

  /** How often a SKU is ordered. */
  private record Demand(String sku, int baskets, long units, long largest) {}

  static BasketInstance create(BasketData data, int orders, double parcelsAnOrder, int most) {
    List<Basket> baskets = data.baskets().subList(0, Math.min(orders, data.baskets().size()));
    List<Place> warehouses =
        CITIES.stream()
            .map(
                code ->
                    data.places().stream()
                        .filter(place -> place.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No prefecture " + code)))
            .toList();
    double[] markets = markets(data.places(), warehouses);
    long[] parcels = new long[markets.length];
    for (int w = 0; w < parcels.length; w++) {
      parcels[w] = Math.round(parcelsAnOrder * baskets.size() * markets[w]);
    }
    return new BasketInstance(
        data.places(), warehouses, baskets, stock(baskets, markets), parcels, most);
  }

  /** The same baskets in another arrival order. */
  BasketInstance shuffled(long seed) {
    List<Basket> others = new ArrayList<>(baskets);
    Collections.shuffle(others, new Random(seed));
    return new BasketInstance(places, warehouses, others, stock, parcels, most);
  }

  long fen(int warehouse, Place to) {
    return Math.round(
        FEN_OF_PARCEL + FEN_OF_KM * km(warehouses.get(warehouse).center(), to.center()));
  }

  double km(int warehouse, Place to) {
    return km(warehouses.get(warehouse).center(), to.center());
  }

  /** By SKU and warehouse what is there in the morning; the caller's own. */
  Map<String, long[]> copyOfStock() {
    Map<String, long[]> copy = new HashMap<>();
    stock.forEach((sku, units) -> copy.put(sku, units.clone()));
    return copy;
  }

  private static double[] markets(List<Place> places, List<Place> warehouses) {
    double[] people = new double[warehouses.size()];
    double all = 0;
    for (Place place : places) {
      int nearest = 0;
      for (int w = 1; w < people.length; w++) {
        if (km(warehouses.get(w).center(), place.center())
            < km(warehouses.get(nearest).center(), place.center())) {
          nearest = w;
        }
      }
      people[nearest] += place.population();
      all += place.population();
    }
    for (int w = 0; w < people.length; w++) {
      people[w] /= all;
    }
    return people;
  }

  private static Map<String, long[]> stock(List<Basket> baskets, double[] markets) {
    List<Demand> ranked = ranked(baskets);
    Map<String, long[]> stock = new TreeMap<>();
    for (int rank = 0; rank < ranked.size(); rank++) {
      Demand demand = ranked.get(rank);
      boolean everywhere = rank < EVERYWHERE * ranked.size();
      int places =
          everywhere
              ? markets.length
              : rank < IN_THREE * ranked.size() ? 3 : demand.baskets > 1 ? 2 : 1;
      long lot = everywhere ? 1 : demand.largest;
      stock.put(demand.sku, dealt(demand, drawn(demand.sku, places, markets), lot, markets));
    }
    return stock;
  }

  private static List<Demand> ranked(List<Basket> baskets) {
    Map<String, Demand> demands = new TreeMap<>();
    for (Basket basket : baskets) {
      for (Wish wish : basket.wishes()) {
        demands.merge(
            wish.sku(),
            new Demand(wish.sku(), 1, wish.units(), wish.units()),
            (one, other) ->
                new Demand(
                    one.sku,
                    one.baskets + 1,
                    one.units + other.units,
                    Math.max(one.largest, other.largest)));
      }
    }
    return demands.values().stream()
        .sorted(
            Comparator.comparingInt(Demand::baskets)
                .thenComparingLong(Demand::units)
                .reversed()
                .thenComparing(Demand::sku))
        .toList();
  }

  /** Without putting back (Efraimidis and Spirakis 2006). */
  private static List<Integer> drawn(String sku, int places, double[] markets) {
    List<Integer> drawn = new ArrayList<>();
    double[] keys = new double[markets.length];
    for (int w = 0; w < keys.length; w++) {
      drawn.add(w);
      keys[w] = Math.log(Draw.part("place " + sku + " " + CITIES.get(w))) / markets[w];
    }
    drawn.sort(Comparator.comparingDouble(w -> -keys[w]));
    return drawn.subList(0, places);
  }

  /** Who has least of it for its market gets the next lot; who begins is drawn. */
  private static long[] dealt(Demand demand, List<Integer> places, long lot, double[] markets) {
    long[] units = new long[markets.length];
    double[] handicap = new double[markets.length];
    for (int w : places) {
      handicap[w] = Draw.part("lot " + demand.sku + " " + CITIES.get(w));
    }
    long left = (long) Math.ceil(COVER * demand.units);
    while (left > 0) {
      int next = places.get(0);
      double least = Double.POSITIVE_INFINITY;
      for (int w : places) {
        double has = ((double) units[w] / lot + handicap[w]) / markets[w];
        if (has < least) {
          next = w;
          least = has;
        }
      }
      long given = Math.min(lot, left);
      units[next] += given;
      left -= given;
    }
    return units;
  }

  /** On a globe. */
  private static double km(LatLng from, LatLng to) {
    double north = Math.toRadians(to.latitude() - from.latitude());
    double east = Math.toRadians(to.longitude() - from.longitude());
    double haversine =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(from.latitude()))
                * Math.cos(Math.toRadians(to.latitude()))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_KM * Math.asin(Math.sqrt(haversine));
  }
}
