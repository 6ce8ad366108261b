package dev.sluice.server.prices;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.prices.Forecast.Sample;
import dev.sluice.server.prices.PriceSolver.NoPricesException;
import dev.sluice.server.routing.OrderOptions;
import dev.sluice.server.routing.Toll;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PricesTest {
  private static final Instant NOW = Instant.parse("2026-11-11T04:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 11);
  private static final CounterKey NEAR = CounterKey.warehouseDay("NEAR", DAY);
  private static final CounterKey FAR = CounterKey.warehouseDay("FAR", DAY);
  private static final long YUAN = 1_000_000;

  private final Map<CounterKey, Counter> counters = new HashMap<>();
  private final List<Sample> expected = new ArrayList<>();
  private final Map<String, OrderOptions> options = new HashMap<>();

  /** Half of the orders save 6 yuan by going from nearby, the other half 2. */
  private void halfHaveAChoice() {
    for (int i = 0; i < 20; i++) {
      boolean dear = i % 2 == 0;
      expect("O-" + i, option(10, NEAR), option(dear ? 16 : 12, FAR));
    }
    counter(NEAR, 40, 0);
    counter(FAR, 1000, 0);
  }

  @Test
  void aScarceDayCostsWhatTheLastOrderThatGetsItWouldSave() {
    halfHaveAChoice();

    Prices prices = prices(new LinearPrices(Duration.ofMinutes(1), System::nanoTime));
    prices.tick(NOW);

    assertThat(near(prices).priceMicros()).isBetween(2 * YUAN, 6 * YUAN);
    assertThat(prices.current().find(FAR)).isNull();
  }

  @Test
  void nothingCostsATollWhereNothingIsScarce() {
    halfHaveAChoice();
    counter(NEAR, 1000, 0);

    Prices prices = prices(new LinearPrices(Duration.ofMinutes(1), System::nanoTime));
    prices.tick(NOW);

    assertThat(prices.current().isEmpty()).isTrue();
  }

  @Test
  void aProgramThatIsLateIsGivenUpForMirrorDescent() {
    halfHaveAChoice();
    AtomicLong nanos = new AtomicLong();

    Prices prices =
        prices(new LinearPrices(Duration.ofMillis(10), () -> nanos.addAndGet(1_000_000_000)));
    prices.tick(NOW);

    assertThat(prices.fallbacks()).isEqualTo(1);
    assertThat(near(prices).priceMicros()).isBetween(YUAN, 7 * YUAN);
  }

  @Test
  void aSolverThatFailsIsReplacedAtOnce() {
    halfHaveAChoice();

    Prices prices =
        prices(
            (problem, start) -> {
              throw new NoPricesException("broken");
            });
    prices.tick(NOW);
    prices.tick(NOW.plusSeconds(5));

    assertThat(prices.fallbacks()).isEqualTo(2);
    assertThat(near(prices).priceMicros()).isPositive();
  }

  @Test
  void whereNothingCanBeSolvedOldPricesDecayAndPaceGoesOn() {
    halfHaveAChoice();
    boolean[] broken = {false};
    LinearPrices linear = new LinearPrices(Duration.ofMinutes(1), System::nanoTime);
    PriceSolver solver =
        (problem, start) -> {
          if (broken[0]) {
            throw new IllegalStateException("broken");
          }
          return linear.solve(problem, start);
        };
    Prices prices = prices(solver, solver);
    prices.tick(NOW);
    long before = near(prices).priceMicros();
    broken[0] = true;
    counter(NEAR, 40, 39);
    prices.tick(NOW);

    Toll near = near(prices);
    assertThat(near.priceMicros()).isPositive().isLessThan(before);
    assertThat(near.paceMicros()).isPositive();
  }

  @Test
  void countersThatCannotBeReadLeaveDecayingTolls() {
    halfHaveAChoice();
    Prices prices = prices(new LinearPrices(Duration.ofMinutes(1), System::nanoTime));
    prices.tick(NOW);
    long before = near(prices).priceMicros();
    options.clear();
    counters.clear();
    expected.set(0, null);

    prices.tick(NOW);

    assertThat(near(prices).priceMicros()).isLessThan(before).isPositive();
  }

  @Test
  void whatOrdersWithoutAChoiceTakeFollowsTheDayMoreClosely() {
    for (int i = 0; i < 20; i++) {
      boolean captive = i % 4 == 0;
      expect(
          "O-" + i,
          300,
          captive ? ways(option(10, NEAR)) : ways(option(10, NEAR), option(12, FAR)));
    }
    counter(NEAR, 60, 0);
    counter(FAR, 1000, 0);

    Prices prices = prices(new LinearPrices(Duration.ofMinutes(1), System::nanoTime));
    prices.tick(NOW);

    // Those with a choice leave NEAR to the others at 2 yuan; a fourth of the rest or more loses
    // 290.
    assertThat(near(prices).priceMicros()).isLessThanOrEqualTo(2 * YUAN);
    assertThat(near(prices).epsMicros()).isGreaterThan(290 * YUAN / 4);
  }

  @Test
  void theLastUnitsAreKeptForThoseWithoutAChoiceThoughAllWouldFitInTheMean() {
    expect("captive", 300, ways(option(10, NEAR)));
    expect("choosing", 300, ways(option(10, NEAR), option(12, FAR)));
    counter(FAR, 1000, 0);
    counter(NEAR, 20, 0);
    Prices prices = prices(new LinearPrices(Duration.ofMinutes(1), System::nanoTime));

    prices.tick(NOW);
    assertThat(prices.current().find(NEAR)).isNull();

    // Eight are expected of both, four of whom have nothing else: more than nine come rarely, more
    // than four often. It goes slower than the day all the while.
    counter(NEAR, 20, 11);
    prices.tick(NOW);
    assertThat(near(prices).micros()).isBetween(6 * YUAN, 7 * YUAN);

    counter(NEAR, 11, 2);
    prices.tick(NOW);
    assertThat(near(prices).paceMicros()).isNegative();
    assertThat(near(prices).micros()).isBetween(6 * YUAN, 7 * YUAN);
    // The next one is worth so much more.
    assertThat(near(prices).epsMicros() / 11).isBetween(8 * YUAN, 9 * YUAN);
  }

  @Test
  void whatOnlyThoseWithAChoiceMayTakeIsNotKept() {
    expect("one", 300, ways(option(10, NEAR), option(12, FAR)));
    expect("two", 300, ways(option(10, NEAR), option(12, FAR)));
    counter(NEAR, 9, 0);
    counter(FAR, 1000, 0);
    Prices prices = prices(new LinearPrices(Duration.ofMinutes(1), System::nanoTime));

    prices.tick(NOW);

    assertThat(prices.current().isEmpty()).isTrue();
  }

  @Test
  void paceOfOrdersThatAllHaveAChoiceIsAPartOfTheirCost() {
    halfHaveAChoice();

    Prices prices = prices(new LinearPrices(Duration.ofMinutes(1), System::nanoTime));
    prices.tick(NOW);

    assertThat(near(prices).epsMicros()).isLessThan(3 * YUAN);
  }

  @Test
  void onlyOrdersWithoutAnotherWayLoseByAThing() {
    expect("captive", 300, ways(option(10, NEAR)));
    expect("choosing", 300, ways(option(20, NEAR), option(290, FAR)));
    counter(NEAR, 1, 0);
    counter(FAR, 1, 0);
    PriceProblem problem = problem();

    double[] losses = problem.lossesWithout(new double[] {0, 0});

    assertThat(losses[problem.things().indexOf(NEAR)]).isEqualTo((300 - 10) / 2.0);
    assertThat(losses[problem.things().indexOf(FAR)]).isZero();
  }

  @Test
  void linearPricesAndMirrorDescentAgreeRoughly() throws NoPricesException {
    halfHaveAChoice();
    PriceProblem problem = problem();

    double linear =
        new LinearPrices(Duration.ofMinutes(1), System::nanoTime).solve(problem, new double[1])[0];
    double descended = new MirrorDescent().solve(problem, new double[1])[0];

    assertThat(linear).isBetween(2.0, 6.0);
    assertThat(descended).isBetween(1.5, 6.5);
  }

  private PriceProblem problem() {
    return PriceProblem.of(
        expected.stream()
            .map(sample -> new ExpectedOrder(list(sample.order().order()), sample.weight()))
            .toList(),
        1,
        this::read,
        PriceSettings.ALL_KINDS);
  }

  private Prices prices(PriceSolver solver) {
    return prices(solver, new MirrorDescent());
  }

  private Prices prices(PriceSolver solver, PriceSolver fallback) {
    return new Prices(
        new PriceSettings(PriceSettings.ALL_KINDS, 100, Duration.ofSeconds(1)),
        now -> new Forecast(List.copyOf(expected), 20, 80),
        (order, time, tolls) -> list(order),
        this::read,
        solver,
        fallback);
  }

  private OrderOptions list(Order order) {
    return options.getOrDefault(order.key().orderId(), new OrderOptions(List.of(), 0));
  }

  private Map<CounterKey, Counter> read(Collection<CounterKey> keys) {
    Map<CounterKey, Counter> found = new HashMap<>(counters);
    found.keySet().retainAll(keys);
    return found;
  }

  private void counter(CounterKey key, long capacity, long used) {
    counters.put(key, new Counter(key, capacity, used, 0));
  }

  private void expect(String id, OrderOptions.Option... ways) {
    expect(id, new OrderOptions(List.of(ways), Long.MAX_VALUE));
  }

  private void expect(String id, long missedYuan, List<OrderOptions.Option> ways) {
    expect(id, new OrderOptions(ways, missedYuan * YUAN));
  }

  private static List<OrderOptions.Option> ways(OrderOptions.Option... ways) {
    return List.of(ways);
  }

  private void expect(String id, OrderOptions listed) {
    options.put(id, listed);
    Order order =
        new Order(
            new OrderKey("DOUYIN", id),
            "STORE-1",
            "",
            "",
            CustomerTier.STANDARD,
            ServiceLevel.STANDARD,
            NOW,
            Optional.of(NOW),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            "3301",
            Optional.empty(),
            List.of(new OrderLine("SKU-1", 1, 0, false, Optional.empty())),
            new TreeSet<>());
    expected.add(new Sample(new ArrivedOrder(order, NOW), 4));
  }

  private static Toll near(Prices prices) {
    return requireNonNull(prices.current().find(NEAR));
  }

  private static OrderOptions.Option option(long yuan, CounterKey warehouseDay) {
    return new OrderOptions.Option(yuan * YUAN, List.of(new Take(warehouseDay, 1)));
  }
}
