package dev.sluice.server.prices;

import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.routing.OrderOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of the expected orders gets which of the scarce things: the linear program
 *
 * <pre>
 * minimise    sum over orders s and ways o of  weight(s) x cost(s, o) x part(s, o)
 * such that   sum of weight(s) x amount(s, o, k) x part(s, o)  is at most plannable(k)   for each thing k
 *             the parts of each order add up to 1, not shipping at its penalty being one of them
 * </pre>
 *
 * in yuan. A thing is in it only if the orders could ask for more of it than is free.
 */
final class PriceProblem {

  /** An order without a shortage penalty is worth this many times its dearest way. */
  private static final double LOST_ORDER = 10;

  /**
   * How many standard deviations of what the orders may take (of a Poisson process) are held back
   * in the end. Early there is no need: what comes otherwise than expected is seen in time.
   */
  private static final double HELD_BACK = 0.6;

  /**
   * What fewer of the samples ask for is no forecast: that one of them wanted a SKU does not say
   * that others will.
   */
  private static final int FEWEST_ASKERS = 20;

  private static final double MICROS_PER_YUAN = 1e6;

  private final List<CounterKey> things;
  private final double[] free;
  private final double[] plannable;
  private final double[] capacity;
  private final List<Demand> demands;
  private final List<Stock> stocks;
  private final List<Captives> captives;

  /**
   * A stock position that some expected order could take from.
   *
   * @param free units
   * @param capacity units there were at first, 1 or more
   * @param taken units that an order takes of it in the mean, above 0
   */
  record Stock(CounterKey key, double free, double capacity, double taken) {}

  /** An order, with how many it stands for and what it costs that it does not ship. */
  record Demand(double weight, double missed, List<Way> ways) {

    /** Whether it cannot go at all without that thing. */
    boolean isCaptiveOf(int thing) {
      for (int i = 0; i < ways.size(); i++) {
        if (!ways.get(i).takes(thing)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A way it could go.
   *
   * @param things indices into {@link #things()}, with the amount taken of each
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Way(double cost, int[] things, double[] amounts) {

    double costWith(double[] prices) {
      double sum = cost;
      for (int i = 0; i < things.length; i++) {
        sum += prices[things[i]] * amounts[i];
      }
      return sum;
    }

    boolean takes(int thing) {
      for (int one : things) {
        if (one == thing) {
          return true;
        }
      }
      return false;
    }
  }

  private PriceProblem(
      List<CounterKey> things,
      double[] free,
      double[] plannable,
      double[] capacity,
      List<Demand> demands,
      List<Stock> stocks,
      List<Captives> captives) {
    this.things = things;
    this.free = free;
    this.plannable = plannable;
    this.capacity = capacity;
    this.demands = demands;
    this.stocks = stocks;
    this.captives = captives;
  }

  /**
   * The problem of these orders.
   *
   * @param shareToCome share of the window's orders that they are
   * @param read reads counters; those it does not know limit nothing
   * @param kinds of which things may have a price
   */
  static PriceProblem of(
      List<ExpectedOrder> orders,
      double shareToCome,
      Function<Collection<CounterKey>, Map<CounterKey, Counter>> read,
      Set<CounterKind> kinds) {
    double toCome = orders.stream().mapToDouble(ExpectedOrder::weight).sum();
    Asked asked = Asked.of(orders, kinds);
    Map<CounterKey, Counter> counters = read.apply(asked.most.keySet());
    List<CounterKey> things = new ArrayList<>();
    List<Double> free = new ArrayList<>();
    List<Double> plannable = new ArrayList<>();
    List<Double> capacity = new ArrayList<>();
    List<Stock> stocks = new ArrayList<>();
    asked.most.forEach(
        (key, most) -> {
          double limit = limit(counters, key);
          double left = Math.max(0, limit - used(counters, key));
          int askers = asked.askers.getOrDefault(key, 0);
          boolean ofStock = key.kind() == CounterKind.STOCK;
          if (ofStock && limit > 0 && limit < Double.POSITIVE_INFINITY) {
            stocks.add(new Stock(key, left, limit, asked.units.getOrDefault(key, 1.0) / askers));
          }
          if (most > left && !(ofStock && askers < FEWEST_ASKERS)) {
            things.add(key);
            free.add(left);
            double deviation = Math.sqrt(Math.min(left, toCome));
            plannable.add(Math.max(0, left - HELD_BACK * (1 - shareToCome) * deviation));
            capacity.add(Math.max(1, limit));
          }
        });
    Map<CounterKey, Integer> index = new HashMap<>();
    for (int i = 0; i < things.size(); i++) {
      index.put(things.get(i), i);
    }
    List<Demand> demands = new ArrayList<>();
    for (ExpectedOrder order : orders) {
      demands.add(demand(order, index));
    }
    return new PriceProblem(
        List.copyOf(things),
        toArray(free),
        toArray(plannable),
        toArray(capacity),
        demands,
        stocks,
        captives(orders, demands, asked, counters));
  }

  /** Of what is limited but stock: to whom a SKU in one place could be left has no choice, too. */
  private static List<Captives> captives(
      List<ExpectedOrder> orders,
      List<Demand> demands,
      Asked asked,
      Map<CounterKey, Counter> counters) {
    Map<CounterKey, Captives> captives = new TreeMap<>();
    for (int i = 0; i < orders.size(); i++) {
      Demand demand = demands.get(i);
      double cheapest = demand.ways.stream().mapToDouble(Way::cost).min().orElse(demand.missed);
      needed(orders.get(i).options())
          .forEach(
              (key, amount) -> {
                double limit = limit(counters, key);
                if (!key.isOfStock()
                    && asked.most.containsKey(key)
                    && limit < Double.POSITIVE_INFINITY) {
                  double free = Math.max(0, limit - used(counters, key));
                  captives
                      .computeIfAbsent(key, same -> new Captives(key, free, Math.max(1, limit)))
                      .add(demand.weight * amount, (demand.missed - cheapest) / amount);
                }
              });
    }
    return List.copyOf(captives.values());
  }

  /**
   * What all of its ways take, and how much at least; nothing where it wants several SKUs, which
   * could be split in more ways than are listed.
   */
  private static Map<CounterKey, Long> needed(OrderOptions options) {
    Map<CounterKey, Long> needed = new HashMap<>();
    if (skus(options) > 1) {
      return needed;
    }
    for (int i = 0; i < options.ways().size(); i++) {
      Map<CounterKey, Long> taken = new HashMap<>();
      options.ways().get(i).takes().forEach(t -> taken.merge(t.counter(), t.amount(), Long::sum));
      if (i == 0) {
        needed.putAll(taken);
      } else {
        needed.keySet().retainAll(taken.keySet());
        needed.replaceAll((key, amount) -> Math.min(amount, taken.getOrDefault(key, amount)));
      }
    }
    return needed;
  }

  private static long skus(OrderOptions options) {
    return options.ways().stream()
        .flatMap(way -> way.takes().stream())
        .map(Take::counter)
        .filter(CounterKey::isOfStock)
        .map(CounterKey::sku)
        .distinct()
        .count();
  }

  /** Whether there is nothing that anybody could pay for. */
  boolean isEmpty() {
    return things.isEmpty() && stocks.isEmpty() && captives.isEmpty();
  }

  /** What may get scarce, by key. */
  List<CounterKey> things() {
    return things;
  }

  List<Demand> demands() {
    return demands;
  }

  /** The stock positions that expected orders could take from, scarce or not. */
  List<Stock> stocks() {
    return stocks;
  }

  /** Who cannot go without a thing, for each such thing that is limited, scarce or not. */
  List<Captives> captives() {
    return captives;
  }

  /** What is free of each thing; shared, not to be written to. */
  double[] free() {
    return free;
  }

  /** What may be planned for of each thing: a little less; shared, not to be written to. */
  double[] plannable() {
    return plannable;
  }

  /** What there was of each thing at first, 1 or more; shared, not to be written to. */
  double[] capacity() {
    return capacity;
  }

  /** The cheapest way of each order without prices; the middle one of them all. */
  double typicalCost() {
    return typicalCost(new double[things.size()]);
  }

  /** The cheapest way of each order at these prices; the middle one of them all. */
  double typicalCost(double[] prices) {
    double[] cheapest =
        demands.stream()
            .filter(demand -> !demand.ways.isEmpty())
            .mapToDouble(
                demand ->
                    demand.ways.stream().mapToDouble(way -> way.costWith(prices)).min().orElse(0))
            .sorted()
            .toArray();
    return cheapest.length == 0 ? 0 : Math.max(0, cheapest[cheapest.length / 2]);
  }

  /**
   * What orders lose in the mean for each unit of a thing that is missing, of those that would take
   * it at these prices: an order all of whose ways need it is missed, which costs so much more than
   * its way, before what the thing itself costs. One for each thing, 0 where all takers have
   * another way.
   */
  double[] lossesWithout(double[] prices) {
    double[] losses = new double[things.size()];
    double[] takers = new double[things.size()];
    for (Demand demand : demands) {
      @Nullable Way way = cheapest(demand, prices);
      if (way == null) {
        continue;
      }
      for (int t = 0; t < way.things.length; t++) {
        int thing = way.things[t];
        takers[thing] += demand.weight * way.amounts[t];
        if (demand.isCaptiveOf(thing)) {
          double cost = way.costWith(prices) - prices[thing] * way.amounts[t];
          losses[thing] += demand.weight * (demand.missed - cost);
        }
      }
    }
    for (int i = 0; i < losses.length; i++) {
      losses[i] = takers[i] <= 0 ? 0 : losses[i] / takers[i];
    }
    return losses;
  }

  /** The cheapest way at these prices; null where it is cheaper not to ship. */
  static @Nullable Way cheapest(Demand demand, double[] prices) {
    @Nullable Way best = null;
    double bestCost = demand.missed;
    for (int i = 0; i < demand.ways.size(); i++) {
      Way way = demand.ways.get(i);
      double cost = way.costWith(prices);
      if (cost < bestCost) {
        best = way;
        bestCost = cost;
      }
    }
    return best;
  }

  private static Demand demand(ExpectedOrder order, Map<CounterKey, Integer> index) {
    List<Way> ways = new ArrayList<>();
    double dearest = 0;
    for (OrderOptions.Option option : order.options().ways()) {
      Map<Integer, Double> amounts = new TreeMap<>();
      for (Take take : option.takes()) {
        @Nullable Integer thing = index.get(take.counter());
        if (thing != null) {
          amounts.merge(thing, (double) take.amount(), Double::sum);
        }
      }
      double cost = option.micros() / MICROS_PER_YUAN;
      dearest = Math.max(dearest, cost);
      ways.add(
          new Way(
              cost,
              amounts.keySet().stream().mapToInt(Integer::intValue).toArray(),
              amounts.values().stream().mapToDouble(Double::doubleValue).toArray()));
    }
    long missedMicros = order.options().missedMicros();
    double missed =
        missedMicros == Long.MAX_VALUE ? LOST_ORDER * dearest : missedMicros / MICROS_PER_YUAN;
    return new Demand(order.weight(), missed, ways);
  }

  /** How much of it there was at first. */
  private static double limit(Map<CounterKey, Counter> counters, CounterKey key) {
    @Nullable Counter counter = counters.get(key);
    return counter == null || counter.capacity() == Counter.UNLIMITED
        ? Double.POSITIVE_INFINITY
        : counter.capacity();
  }

  private static double used(Map<CounterKey, Counter> counters, CounterKey key) {
    @Nullable Counter counter = counters.get(key);
    return counter == null ? 0 : counter.used();
  }

  private static double[] toArray(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** What the orders could ask for. */
  private static final class Asked {
    /** The most they could take of a thing. */
    private final Map<CounterKey, Double> most = new TreeMap<>();

    /** How many of the samples could take it, and how much they would together. */
    private final Map<CounterKey, Integer> askers = new HashMap<>();

    private final Map<CounterKey, Double> units = new HashMap<>();

    static Asked of(List<ExpectedOrder> orders, Set<CounterKind> kinds) {
      Asked asked = new Asked();
      for (ExpectedOrder order : orders) {
        Map<CounterKey, Double> ofOrder = new HashMap<>();
        for (OrderOptions.Option option : order.options().ways()) {
          for (Take take : option.takes()) {
            if (kinds.contains(take.counter().kind())) {
              ofOrder.merge(take.counter(), (double) take.amount(), Math::max);
            }
          }
        }
        ofOrder.forEach(
            (key, amount) -> {
              asked.most.merge(key, amount * order.weight(), Double::sum);
              asked.askers.merge(key, 1, Integer::sum);
              asked.units.merge(key, amount, Double::sum);
            });
      }
      return asked;
    }
  }

  @Override
  public String toString() {
    return "PriceProblem[%d orders, %s, free %s]"
        .formatted(demands.size(), things, Arrays.toString(free));
  }
}
