package dev.sluice.server;

import dev.sluice.server.config.PricesConfig;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.prices.ArrivalRepository;
import dev.sluice.server.prices.Arrivals;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.prices.Prices;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.DecisionListener;
import dev.sluice.server.routing.OptionSource;
import dev.sluice.server.routing.TollSource;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** The tolls of a running service: hears of every order, and keeps prices fresh beside them. */
final class ShadowPrices implements TollSource, DecisionListener {

  private static final Duration EXCHANGE = Duration.ofMinutes(1);

  /** So that refreshing takes no more than a twentieth of a core. */
  private static final int REST_TO_WORK = 19;

  private final Arrivals arrivals;
  private final Prices prices;
  private final DatabaseClock clock;
  private final Duration refresh;
  private final boolean on;

  /** By {@code System.nanoTime}; of the refreshing thread alone. */
  private long restEnd = System.nanoTime();

  ShadowPrices(
      PricesConfig config,
      ArrivalRepository repository,
      CapacityDays days,
      OptionSource options,
      CounterRepository counters,
      DatabaseClock clock) {
    Set<CounterKind> kinds = kinds(config);
    PriceSettings settings =
        new PriceSettings(kinds, PriceSettings.DEFAULT.sampleSize(), config.solveBudget());
    this.arrivals = new Arrivals(repository, days, settings.sampleSize());
    this.prices =
        Prices.create(settings, arrivals::rest, options::list, counters, System::nanoTime);
    this.clock = clock;
    this.refresh = config.refresh();
    this.on = !kinds.isEmpty();
  }

  @Override
  public Tolls current() {
    return prices.current();
  }

  /** How often a program was late or failed, and mirror descent came instead. */
  long fallbacks() {
    return prices.fallbacks();
  }

  /** Begins to refresh prices, and to exchange with the other replicas which orders come. */
  Housekeeping start() {
    Housekeeping thread = new Housekeeping("sluice-prices");
    thread.soon(EXCHANGE, "Reading which orders arrive", () -> arrivals.exchange(clock.now()));
    thread.every(EXCHANGE, "Keeping which orders arrive", () -> arrivals.exchange(clock.now()));
    if (on) {
      thread.every(refresh, "Working out tolls", this::tick);
    }
    return thread;
  }

  /** Orders come first: after each refresh it rests a multiple of what that took. */
  private void tick() {
    long begin = System.nanoTime();
    if (begin - restEnd < 0) {
      return;
    }
    prices.tick(clock.now());
    long end = System.nanoTime();
    restEnd = end + REST_TO_WORK * (end - begin);
  }

  /** An order counts once, whatever becomes of its plan. */
  @Override
  public Consumer<StoredPlan> decided(DecisionInput input, Decision decision) {
    Order order = input.order();
    Instant time = input.time();
    return plan -> {
      if (plan.revision() == 1) {
        arrivals.routed(order, time);
      }
    };
  }

  private static Set<CounterKind> kinds(PricesConfig config) {
    Set<CounterKind> kinds = EnumSet.noneOf(CounterKind.class);
    add(kinds, config.warehouses(), CounterKind.WAREHOUSE_DAY);
    add(kinds, config.lanes(), CounterKind.LANE_DAY);
    add(kinds, config.carriers(), CounterKind.CARRIER_DAY);
    add(kinds, config.stock(), CounterKind.STOCK);
    return kinds;
  }

  private static void add(Set<CounterKind> kinds, boolean wanted, CounterKind kind) {
    if (wanted) {
      kinds.add(kind);
    }
  }
}
