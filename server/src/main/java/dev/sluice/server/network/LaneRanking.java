package dev.sluice.server.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The warehouses that serve some regions, as orders of one kind like them: by what shipping costs
 * at least, by how soon the goods arrive, and by how well their coverage matches; ties by coverage,
 * then by cost, then by id. Immutable.
 */
public final class LaneRanking {

  /** Instead of a cost: the warehouse serves no such order. */
  public static final long UNFIT = Long.MAX_VALUE;

  private final PlaceOrder cheapest;
  private final PlaceOrder soonest;
  private final PlaceOrder closest;

  /**
   * Orders that like warehouses alike.
   *
   * @param channel empty where the channel makes no difference
   * @param grams what such an order weighs about
   * @param units how many units it is of, about
   */
  public record Kind(ServiceLevel level, String channel, long grams, long units) {}

  /** Says what warehouses are ranked by. */
  public interface Scale {

    /** What it costs at least to ship such an order, in micro-yuan; or {@link #UNFIT}. */
    long micros(LaneGroup lanes, Kind kind);

    /** In how many minutes it could arrive at best. */
    long minutes(LaneGroup lanes, Kind kind);
  }

  private record Ranked(int place, int coverageRank, long micros, long minutes) {}

  private LaneRanking(PlaceOrder cheapest, PlaceOrder soonest, PlaceOrder closest) {
    this.cheapest = cheapest;
    this.soonest = soonest;
    this.closest = closest;
  }

  static LaneRanking of(RegionalLanes.Way way, Kind kind, Scale scale) {
    List<LaneGroup> groups = way.groups();
    List<Ranked> ranked = new ArrayList<>(groups.size());
    for (int place = 0; place < groups.size(); place++) {
      long micros = scale.micros(groups.get(place), kind);
      if (micros != UNFIT) {
        long minutes = scale.minutes(groups.get(place), kind);
        ranked.add(new Ranked(place, way.coverageRanks().get(place), micros, minutes));
      }
    }
    Comparator<Ranked> byCoverage =
        Comparator.comparingInt(Ranked::coverageRank)
            .thenComparingLong(Ranked::micros)
            .thenComparingInt(Ranked::place);
    Comparator<Ranked> byCost = Comparator.comparingLong(Ranked::micros).thenComparing(byCoverage);
    Comparator<Ranked> byTime = Comparator.comparingLong(Ranked::minutes).thenComparing(byCoverage);
    PlaceOrder cheapest = order(ranked, byCost, groups.size());
    boolean alike = ranked.stream().mapToInt(Ranked::coverageRank).distinct().count() < 2;
    return new LaneRanking(
        cheapest,
        order(ranked, byTime, groups.size()),
        alike ? cheapest : order(ranked, byCoverage, groups.size()));
  }

  private static PlaceOrder order(List<Ranked> ranked, Comparator<Ranked> by, int count) {
    return new PlaceOrder(ranked.stream().sorted(by).mapToInt(Ranked::place).toArray(), count);
  }

  /** Whether the warehouse at this place serves such orders. */
  public boolean serves(int place) {
    return cheapest.rank(place) != PlaceOrder.NOWHERE;
  }

  /** Those that serve such orders, the cheapest first. */
  public PlaceOrder cheapest() {
    return cheapest;
  }

  /** The same, the soonest first. */
  public PlaceOrder soonest() {
    return soonest;
  }

  /** The same, the most specific coverage first, then the smallest priority. */
  public PlaceOrder closest() {
    return closest;
  }
}
