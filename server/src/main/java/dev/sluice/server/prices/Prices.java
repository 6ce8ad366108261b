package dev.sluice.server.prices;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.prices.PriceSolver.NoPricesException;
import dev.sluice.server.routing.OrderOptions;
import dev.sluice.server.routing.Toll;
import dev.sluice.server.routing.TollSource;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tolls of the moment. Every tick asks which orders are expected, what they could choose
 * from and what is left, and publishes new tolls by one write; whoever decides only reads them.
 */
public final class Prices implements TollSource {

  private static final Logger log = LoggerFactory.getLogger(Prices.class);

  /** The part of an order's typical cost that pace weighs by itself; breaks ties between ways. */
  private static final double PACE_OF_COST = 0.1;

  /** The part of a thing's price that its pace adds or takes off. */
  private static final double PACE_OF_PRICE = 0.3;

  /**
   * The same of what orders without a choice lose where it runs out ({@link
   * PriceProblem#lossesWithout}): the program finds no price as long as all of the expected orders
   * fit in the mean, and they fit until they do not. Not of stock: who wants a SKU that lies in one
   * place has no choice, and nobody could leave it to him.
   */
  private static final double PACE_OF_LOSS = 2;

  /**
   * The same for stock, of which there is no price where too little is known of who wants it: it
   * goes first from where there is more of it.
   */
  private static final double PACE_OF_STOCK = 0.4;

  /** Of more things a program takes too long; mirror descent finds prices as good. */
  private static final int MOST_THINGS = 60;

  /**
   * The part of the old price in the new one: where ways are equally good a program has many
   * solutions, and jumps between them.
   */
  private static final double MEMORY = 0.5;

  /** What is left of old prices when there are no new ones. */
  private static final double DECAY = 0.9;

  /** How many ticks the options of an expected order are used for. */
  private static final long OPTIONS_AGE = 8;

  /** In yuan; what is worth less to orders without a choice costs nobody anything. */
  private static final double LEAST_WORTH = 0.01;

  private static final double MICROS_PER_YUAN = 1e6;

  private final PriceSettings settings;
  private final Function<Instant, Forecast> forecasts;
  private final Lister lister;
  private final CounterRepository counters;
  private final PriceSolver solver;
  private final PriceSolver fallback;
  private IdentityHashMap<ArrivedOrder, Listed> listed = new IdentityHashMap<>();
  private Map<CounterKey, Double> prices = new HashMap<>();
  private long ticks;
  private final AtomicLong fallbacks = new AtomicLong();
  private volatile Tolls tolls = Tolls.none();

  /** Knows the ways an order could go. */
  @FunctionalInterface
  public interface Lister {

    /**
     * The ways it could go at that time.
     *
     * @throws IllegalArgumentException where the network does not know its goods
     */
    OrderOptions list(Order order, Instant time, Tolls tolls);
  }

  /** The options of an order as they were listed in some tick. */
  private record Listed(OrderOptions options, long tick) {}

  Prices(
      PriceSettings settings,
      Function<Instant, Forecast> forecasts,
      Lister lister,
      CounterRepository counters,
      PriceSolver solver,
      PriceSolver fallback) {
    this.settings = settings;
    this.forecasts = forecasts;
    this.lister = lister;
    this.counters = counters;
    this.solver = solver;
    this.fallback = fallback;
  }

  /**
   * Prices by linear programs, and by mirror descent where one is late or fails.
   *
   * @param forecasts what is expected of the rest of a day
   * @param lister the ways an order could go
   * @param nanoTime measures how long a program takes
   */
  public static Prices create(
      PriceSettings settings,
      Function<Instant, Forecast> forecasts,
      Lister lister,
      CounterRepository counters,
      LongSupplier nanoTime) {
    return new Prices(
        settings,
        forecasts,
        lister,
        counters,
        new LinearPrices(settings.solveBudget(), nanoTime),
        new MirrorDescent());
  }

  @Override
  public Tolls current() {
    return tolls;
  }

  /** How often the linear program was late or failed since the start. */
  public long fallbacks() {
    return fallbacks.get();
  }

  /** Works out the tolls anew; whatever fails, decisions go on with some. */
  public synchronized void tick(Instant now) {
    ticks++;
    try {
      Forecast forecast = forecasts.apply(now);
      PriceProblem problem =
          PriceProblem.of(
              expected(forecast, now), forecast.shareToCome(), counters::read, settings.kinds());
      tolls = problem.isEmpty() ? Tolls.none() : tolls(problem, forecast);
    } catch (RuntimeException e) {
      log.warn("Shadow prices cannot be worked out; the old ones decay", e);
      tolls = decayed(tolls);
    }
  }

  private Tolls tolls(PriceProblem problem, Forecast forecast) {
    List<CounterKey> things = problem.things();
    double[] start = new double[things.size()];
    for (int i = 0; i < start.length; i++) {
      start[i] = prices.getOrDefault(things.get(i), 0.0);
    }
    double[] solved = things.isEmpty() ? start : solve(problem, start);
    Map<CounterKey, Double> old = prices;
    prices = new HashMap<>();
    List<Toll> all = new ArrayList<>();
    double shareToCome = forecast.shareToCome();
    double paceOfCost = PACE_OF_COST * problem.typicalCost();
    double[] losses = problem.lossesWithout(solved);
    for (int i = 0; i < solved.length; i++) {
      double price = (1 - MEMORY) * solved[i] + MEMORY * old.getOrDefault(things.get(i), solved[i]);
      prices.put(things.get(i), price);
      double paceOfLoss = things.get(i).isOfStock() ? 0 : PACE_OF_LOSS * losses[i];
      double eps = Math.max(paceOfLoss, Math.max(paceOfCost, PACE_OF_PRICE * price));
      all.add(
          new Toll(
              things.get(i),
              Math.round(price * MICROS_PER_YUAN),
              Math.round(eps * MICROS_PER_YUAN),
              shareToCome,
              problem.free()[i] / problem.capacity()[i]));
    }
    addStockPace(all, problem, shareToCome);
    keepForCaptives(all, problem, shareToCome);
    return Tolls.of(all, parcelMicros(problem, solved));
  }

  private long parcelMicros(PriceProblem problem, double[] solved) {
    return settings.kinds().contains(CounterKind.STOCK)
        ? Math.round(problem.typicalCost(solved) * MICROS_PER_YUAN)
        : 0;
  }

  /**
   * Instead of a toll that is lower than what the unit is worth to orders without a choice: a
   * warehouse of few parcels that all expected orders fit into in the mean has no price, and pace
   * takes off what it goes slower than the day.
   */
  private static void keepForCaptives(List<Toll> all, PriceProblem problem, double shareToCome) {
    Map<CounterKey, Toll> known = new HashMap<>();
    all.forEach(toll -> known.put(toll.counter(), toll));
    for (Captives captives : problem.captives()) {
      double worth = captives.worth();
      if (worth < LEAST_WORTH) {
        continue;
      }
      @Nullable Toll toll = known.get(captives.key());
      if (toll != null && toll.micros() >= worth * MICROS_PER_YUAN) {
        continue;
      }
      // A line through what this unit is worth and what the next one will be.
      double pace = shareToCome - captives.shareFree();
      double eps = captives.slope() * captives.capacity();
      if (eps * pace > worth) {
        eps = worth / pace;
      }
      if (toll != null) {
        all.remove(toll);
      }
      all.add(
          new Toll(
              captives.key(),
              Math.round((worth - eps * pace) * MICROS_PER_YUAN),
              Math.round(eps * MICROS_PER_YUAN),
              shareToCome,
              captives.shareFree()));
    }
  }

  /** Only where it goes faster than the day: with enough of a SKU everywhere nobody pays. */
  private void addStockPace(List<Toll> all, PriceProblem problem, double shareToCome) {
    double paceOfOrder =
        PACE_OF_STOCK * problem.typicalCost(new double[problem.things().size()]) * MICROS_PER_YUAN;
    for (PriceProblem.Stock stock : problem.stocks()) {
      double shareFree = stock.free() / stock.capacity();
      if (!prices.containsKey(stock.key()) && shareFree < shareToCome) {
        long eps = Math.round(paceOfOrder / stock.taken());
        all.add(new Toll(stock.key(), 0, eps, shareToCome, shareFree));
      }
    }
  }

  private double[] solve(PriceProblem problem, double[] start) {
    try {
      return problem.things().size() > MOST_THINGS
          ? fallback.solve(problem, start)
          : solver.solve(problem, start);
    } catch (NoPricesException | RuntimeException e) {
      long count = fallbacks.incrementAndGet();
      // A program that is late is part of a busy start; one that breaks is not.
      if (e instanceof NoPricesException) {
        log.info("Shadow prices come by mirror descent from the old ones: {}", e.getMessage());
      } else if (count == 1) {
        log.warn("Shadow prices come by mirror descent from the old ones", e);
      }
      double[] old = start.clone();
      for (int i = 0; i < old.length; i++) {
        old[i] *= DECAY;
      }
      try {
        return fallback.solve(problem, old);
      } catch (NoPricesException | RuntimeException again) {
        log.warn("Shadow prices decay, pace alone follows demand", again);
        return old;
      }
    }
  }

  /** An order of today stands for one like it that comes now. */
  private OrderOptions list(ArrivedOrder order, Instant now) {
    return order.time().isBefore(now)
        ? lister.list(
            SameOrderToday.of(order.order(), Duration.between(order.time(), now)), now, tolls)
        : lister.list(order.order(), order.time(), tolls);
  }

  private static Tolls decayed(Tolls old) {
    return Tolls.of(
        old.list().stream()
            .map(
                toll ->
                    new Toll(
                        toll.counter(),
                        Math.round(toll.priceMicros() * DECAY),
                        toll.epsMicros(),
                        toll.shareToCome(),
                        toll.shareFree()))
            .toList(),
        old.parcelMicros());
  }

  private List<ExpectedOrder> expected(Forecast forecast, Instant now) {
    IdentityHashMap<ArrivedOrder, Listed> kept = new IdentityHashMap<>();
    List<ExpectedOrder> orders = new ArrayList<>(forecast.orders().size());
    for (Forecast.Sample sample : forecast.orders()) {
      Listed options = options(sample.order(), now);
      kept.put(sample.order(), options);
      if (!options.options.ways().isEmpty()) {
        orders.add(new ExpectedOrder(options.options, sample.weight()));
      }
    }
    listed = kept;
    return orders;
  }

  private Listed options(ArrivedOrder order, Instant now) {
    @Nullable Listed known = listed.get(order);
    // Not all of them in the same tick.
    long age = OPTIONS_AGE + Math.floorMod(order.order().key().hashCode(), OPTIONS_AGE);
    if (known != null && ticks - known.tick < age) {
      return known;
    }
    try {
      return new Listed(list(order, now), ticks);
    } catch (RuntimeException e) {
      log.debug("Order {} says nothing of what is expected", order.order().key(), e);
      return new Listed(new OrderOptions(List.of(), 0), ticks);
    }
  }
}
