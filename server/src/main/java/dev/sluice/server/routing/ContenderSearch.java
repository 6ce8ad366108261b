package dev.sluice.server.routing;

import dev.sluice.server.network.LaneRanking;
import dev.sluice.server.network.PlaceOrder;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalLanes;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Deals out places in turns: to the cheapest, the nearest, those whose coverage matches best and
 * the soonest, in each turn those first who fill more of the order, and in between to the line that
 * the fewest of those chosen fill. Looks either through those who have a SKU or through the
 * network's order, whichever is shorter.
 */
final class ContenderSearch {

  /** Where a SKU is in more places than this, somebody who fills the order is met soon enough. */
  private static final int LISTED_HOLDERS = 2_048;

  private static final int WALKED_PLACES = 1_024;

  private final List<OrderLine> lines;
  private final String store;
  private final RegionalCoverage coverage;
  private final RegionalLanes lanes;
  private final LaneRanking ranking;
  private final StockView stock;
  private final IntUnaryOperator ordinals;
  private final int width;
  private final Map<Integer, Entry> pool = new HashMap<>();
  private final List<Entry> chosen = new ArrayList<>();
  private final BitSet taken = new BitSet();
  private final int[] rarestFirst;
  private final int[] fillers;
  private final boolean[] cutShort;

  /** A warehouse that was met. */
  private static final class Entry {
    private final int place;
    private final BitSet fills;
    private final int missing;
    private boolean chosen;

    Entry(int place, BitSet fills, int lineCount) {
      this.place = place;
      this.fills = fills;
      this.missing = lineCount - fills.cardinality();
    }
  }

  /** Those in the pool in one order; who was chosen meanwhile is passed over. */
  private static final class Turn {
    private final List<Entry> entries;
    private int next;

    Turn(List<Entry> entries) {
      this.entries = entries;
    }

    boolean isOver() {
      while (next < entries.size() && entries.get(next).chosen) {
        next++;
      }
      return next == entries.size();
    }
  }

  /**
   * @param width how many are chosen at most
   */
  ContenderSearch(
      Order order, RegionalCoverage coverage, LaneRanking ranking, StockView stock, int width) {
    this.lines = bySku(order.lines());
    this.store = order.store();
    this.coverage = coverage;
    this.lanes = coverage.lanes();
    this.ranking = ranking;
    this.stock = stock;
    this.ordinals = lanes.ordinals(stock.warehouses());
    this.width = width;
    this.rarestFirst =
        IntStream.range(0, lines.size())
            .boxed()
            .sorted(Comparator.comparingInt(this::stocked))
            .mapToInt(Integer::intValue)
            .toArray();
    this.fillers = new int[lines.size()];
    this.cutShort = new boolean[lines.size()];
  }

  private static List<OrderLine> bySku(List<OrderLine> lines) {
    List<OrderLine> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparing(OrderLine::sku));
    return sorted;
  }

  /** Their ids, by id. */
  List<String> choose() {
    if (lines.size() == 1) {
      dealSingle();
    } else {
      gather();
      deal();
    }
    List<String> ids = new ArrayList<>(chosen.size());
    chosen.forEach(entry -> ids.add(id(entry.place)));
    ids.sort(null);
    return ids;
  }

  /** SKUs that some have who were not chosen. */
  Set<String> passedOver() {
    Set<String> skus = new HashSet<>();
    for (int line = 0; line < lines.size(); line++) {
      int at = line;
      if (cutShort[line]
          || pool.values().stream().anyMatch(entry -> !entry.chosen && holdsAny(entry.place, at))) {
        skus.add(lines.get(line).sku());
      }
    }
    return skus;
  }

  /** Whether the warehouse serves such orders at all, and has any of the goods. */
  boolean mayShip(int place) {
    if (!admits(place)) {
      return false;
    }
    for (int line = 0; line < lines.size(); line++) {
      if (holdsAny(place, line)) {
        return true;
      }
    }
    return false;
  }

  private void gather() {
    gatherWhole();
    int limit = Math.max(2, 2 * width / lines.size());
    for (int line = 0; line < lines.size(); line++) {
      int met = gatherFillers(line, limit);
      if (met < limit && lines.get(line).quantity() > 1) {
        met += gatherMost(line, limit - met);
      }
      cutShort[line] = met >= limit;
    }
  }

  /** Goes no farther along each order than it has to. */
  private void dealSingle() {
    int[] holders = listsHolders(0, 2 * width) ? holders(0) : null;
    Walk cheapest = new Walk(ranking.cheapest(), holders);
    Walk closest = coverageDiffers() ? new Walk(ranking.closest(), holders) : cheapest;
    Walk soonest = new Walk(ranking.soonest(), holders);
    List<Walk> turns = List.of(cheapest, new Walk(coverage.nearest(), holders), closest, soonest);
    for (int turn = 0; chosen.size() < width && !cheapest.isOver(); turn++) {
      turns.get(turn % turns.size()).choose();
    }
    if (chosen.size() < width && lines.get(0).quantity() > 1) {
      gatherMost(0, width - chosen.size());
      pool.values().forEach(this::choose);
    }
    cutShort[0] = chosen.size() >= width;
  }

  /** One order of those who fill the only line. */
  private final class Walk {
    private final PlaceOrder order;
    private final int @Nullable [] ranks;
    private int next;

    Walk(PlaceOrder order, int @Nullable [] holders) {
      this.order = order;
      this.ranks = holders == null ? null : sortedRanks(order, holders);
    }

    /** Whether everybody was chosen. */
    boolean isOver() {
      int count = ranks == null ? order.size() : ranks.length;
      while (next < count && !isFree(place())) {
        next++;
      }
      return next == count;
    }

    void choose() {
      if (!isOver()) {
        int place = place();
        taken.set(place);
        ContenderSearch.this.choose(entry(place));
      }
    }

    private int place() {
      return order.place(ranks == null ? next : ranks[next]);
    }

    private boolean isFree(int place) {
      return !taken.get(place) && (ranks != null || (admits(place) && fills(place, 0)));
    }
  }

  private static int[] sortedRanks(PlaceOrder order, int[] holders) {
    int[] ranks = new int[holders.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = order.rank(holders[i]);
    }
    Arrays.sort(ranks);
    return ranks;
  }

  private int gatherFillers(int line, int limit) {
    IntPredicate fills = place -> fills(place, line);
    int[] holders = listsHolders(line, limit) ? holders(line) : null;
    return gather(ranking.cheapest(), holders, fills, limit, Integer.MAX_VALUE);
  }

  /** Those who fill the whole order, as far as they are met with bounded work. */
  private void gatherWhole() {
    int limit = Math.max(1, width / 2);
    IntPredicate fills = this::fillsAll;
    int[] holders = listsWhole() ? wholeHolders() : null;
    gather(ranking.cheapest(), holders, fills, limit, WALKED_PLACES);
    gather(coverage.nearest(), holders, fills, limit, WALKED_PLACES);
    if (coverageDiffers()) {
      gather(ranking.closest(), holders, fills, limit, WALKED_PLACES);
    }
    gather(ranking.soonest(), holders, fills, limit, WALKED_PLACES);
  }

  /**
   * Takes the first of an order into the pool.
   *
   * @param holders all that fill, where they were listed; else the order is walked through
   * @return how many were met
   */
  private int gather(
      PlaceOrder order, int @Nullable [] holders, IntPredicate fills, int limit, int steps) {
    if (holders != null) {
      return gather(order, holders, limit);
    }
    int met = 0;
    for (int rank = 0; rank < Math.min(steps, order.size()) && met < limit; rank++) {
      int place = order.place(rank);
      if (admits(place) && fills.test(place)) {
        meet(place);
        met++;
      }
    }
    return met;
  }

  private int gather(PlaceOrder order, int[] holders, int limit) {
    int[] ranks = sortedRanks(order, holders);
    int met = Math.min(limit, ranks.length);
    for (int i = 0; i < met; i++) {
      meet(order.place(ranks[i]));
    }
    return met;
  }

  /** Where few have the line in full: of the others those who have most of it. */
  private int gatherMost(int line, int limit) {
    List<long[]> found = new ArrayList<>();
    stock.forEachHolder(
        sku(line),
        (id, available) -> {
          int place = lanes.place(id);
          if (place != PlaceOrder.NOWHERE
              && available < lines.get(line).quantity()
              && admits(place)) {
            found.add(new long[] {-available, ranking.cheapest().rank(place), place});
          }
        });
    found.sort(Comparator.<long[]>comparingLong(one -> one[0]).thenComparingLong(one -> one[1]));
    int met = Math.min(limit, found.size());
    for (int i = 0; i < met; i++) {
      meet((int) found.get(i)[2]);
    }
    return met;
  }

  /**
   * Whether listing those who have the rarest line is less work than meeting enough who fill all.
   */
  private boolean listsWhole() {
    int fewest = stocked(rarestFirst[0]);
    double met = 1;
    for (int line = 0; line < lines.size(); line++) {
      met *= Math.min(1, (double) stocked(line) / lanes.size());
    }
    return fewest <= LISTED_HOLDERS && fewest * met <= 2.0 * width;
  }

  @SuppressWarnings("ReferenceEquality") // one order where coverage is the same for all
  private boolean coverageDiffers() {
    return ranking.closest() != ranking.cheapest();
  }

  /** Whether there are so few of them that listing all is less work than meeting enough. */
  private boolean listsHolders(int line, int limit) {
    long stocked = stocked(line);
    return stocked * stocked <= (long) limit * lanes.size();
  }

  private int[] wholeHolders() {
    IntStream.Builder places = IntStream.builder();
    stock.forEachHolderOfAll(
        lines.stream().map(OrderLine::sku).toList(),
        id -> {
          int place = lanes.place(id);
          if (place != PlaceOrder.NOWHERE && admits(place) && fillsAll(place)) {
            places.add(place);
          }
        });
    return places.build().toArray();
  }

  private int[] holders(int line) {
    IntStream.Builder places = IntStream.builder();
    stock.forEachHolder(
        sku(line),
        (id, available) -> {
          int place = lanes.place(id);
          if (place != PlaceOrder.NOWHERE
              && available >= lines.get(line).quantity()
              && admits(place)) {
            places.add(place);
          }
        });
    return places.build().toArray();
  }

  private void deal() {
    List<Entry> all = List.copyOf(pool.values());
    List<Turn> turns =
        List.of(
            turn(all, ranking.cheapest()),
            turn(all, coverage.nearest()),
            turn(all, ranking.closest()),
            turn(all, ranking.soonest()));
    List<Turn> ofLines = turnsOfLines(all);
    for (int n = 0; chosen.size() < Math.min(width, all.size()); n++) {
      choose(turns.get(n % turns.size()));
      @Nullable Turn neediest = neediest(ofLines);
      if (neediest != null && chosen.size() < width) {
        choose(neediest);
      }
    }
  }

  private List<Turn> turnsOfLines(List<Entry> all) {
    List<Turn> turns = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      int line = i;
      List<Entry> filling = all.stream().filter(entry -> entry.fills.get(line)).toList();
      turns.add(
          filling.isEmpty()
              ? new Turn(sorted(all, Comparator.comparingLong(one -> -available(one.place, line))))
              : turn(filling, ranking.cheapest()));
    }
    return turns;
  }

  /** The turn of the line that the fewest of those chosen fill, of those whose turn is not over. */
  private @Nullable Turn neediest(List<Turn> ofLines) {
    int neediest = -1;
    for (int line = 0; line < ofLines.size(); line++) {
      if ((neediest < 0 || fillers[line] < fillers[neediest]) && !ofLines.get(line).isOver()) {
        neediest = line;
      }
    }
    return neediest < 0 ? null : ofLines.get(neediest);
  }

  private void choose(Turn turn) {
    if (!turn.isOver()) {
      choose(turn.entries.get(turn.next));
    }
  }

  private void choose(Entry entry) {
    entry.chosen = true;
    chosen.add(entry);
    entry.fills.stream().forEach(line -> fillers[line]++);
  }

  private Turn turn(List<Entry> entries, PlaceOrder order) {
    return new Turn(
        sorted(
            entries,
            Comparator.<Entry>comparingInt(one -> one.missing)
                .thenComparingInt(one -> order.rank(one.place))));
  }

  private List<Entry> sorted(List<Entry> entries, Comparator<Entry> by) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(by.thenComparingInt(one -> ranking.cheapest().rank(one.place)));
    return sorted;
  }

  private void meet(int place) {
    if (!pool.containsKey(place)) {
      pool.put(place, entry(place));
    }
  }

  private Entry entry(int place) {
    BitSet fills = new BitSet(lines.size());
    for (int line = 0; line < lines.size(); line++) {
      fills.set(line, fills(place, line));
    }
    return new Entry(place, fills, lines.size());
  }

  /** Whether it serves such orders, and this store's. */
  private boolean admits(int place) {
    return ranking.serves(place) && lanes.shipsFor(place, store);
  }

  private boolean fillsAll(int place) {
    for (int line : rarestFirst) {
      if (!fills(place, line)) {
        return false;
      }
    }
    return true;
  }

  private boolean fills(int place, int line) {
    return available(place, line) >= lines.get(line).quantity();
  }

  private boolean holdsAny(int place, int line) {
    return available(place, line) > 0;
  }

  private long available(int place, int line) {
    return stock.availableToPromise(ordinals.applyAsInt(place), sku(line));
  }

  private int stocked(int line) {
    return stock.countStocked(sku(line));
  }

  private String sku(int line) {
    return lines.get(line).sku();
  }

  private String id(int place) {
    return lanes.group(place).warehouse().id();
  }
}
