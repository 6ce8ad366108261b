package dev.sluice.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapturedViews;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.OrderFacts;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.Toll;
import dev.sluice.server.routing.Tolls;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.EarmarkHolder.Kind;
import dev.sluice.server.stock.Inbound;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockState;
import dev.sluice.server.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was seen, packed and read again, gives the same decision and the same explanation. */
class DecisionReplayTest {

  private static final int DECISIONS = 2_000;

  private static SampleEvening evening;
  private static Network network;

  /** Another instance of the same network: nothing may hang on who made it. */
  @BeforeAll
  static void begin() {
    evening = SampleEvening.begin();
    Network current = evening.network().get();
    network = NetworkAssembler.assemble(current.version(), current.data());
  }

  @Test
  void whatWasSeenGivesTheSameDecisionAndExplanationAgain() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < DECISIONS; i++) {
      PlannerLimits limits =
          new PlannerLimits(
              1 + random.nextInt(20),
              1 + random.nextInt(10),
              1 + random.nextInt(2),
              1 + random.nextInt(900));
      DecisionInput seen = seen(random, limits);
      Decision first = new Decider(limits).decide(seen);

      RecordFormat.Seen read = read(new RecordFormat().write(seen, limits), seen);
      Decision again = new Decider(read.limits()).decide(read.input());

      String subject = "decision %d of seed %d, %s".formatted(i, seed, seen.order());
      assertThat(OrderFacts.of(read.input())).as(subject).isEqualTo(OrderFacts.of(seen));
      assertThat(ages(read.input())).as(subject).isEqualTo(ages(seen));
      assertThat(again.result()).as(subject).isEqualTo(first.result());
      assertThat(again.explain()).as(subject).isEqualTo(first.explain());
      first
          .result()
          .alternatives()
          .forEach(
              other ->
                  assertThat(again.explain(other.plan()))
                      .as(subject)
                      .isEqualTo(first.explain(other.plan())));
    }
  }

  private static RecordFormat.Seen read(byte[] record, DecisionInput seen) {
    return new RecordFormat().read(record, seen.order(), network, seen.shares(), seen.rules());
  }

  /** How old the stock is where it is looked at. */
  private static List<Long> ages(DecisionInput input) {
    List<Long> ages = new ArrayList<>();
    for (String warehouseId : input.contenders().warehouseIds()) {
      for (OrderLine line : input.order().lines()) {
        ages.add(input.stock().ageMinutes(warehouseId, line.sku()));
      }
    }
    return ages;
  }

  /** Something from the evening, disturbed: counters near their end, other stock, lost races. */
  private static DecisionInput seen(Random random, PlannerLimits limits) {
    DecisionInput calm =
        evening.capture(
            evening.orders().get(random.nextInt(evening.orders().size())),
            evening.time(random.nextInt(200_000_000)),
            limits);
    StockView stock = disturbed(random, calm.order(), calm.stock());
    DecisionInput winning =
        random.nextBoolean() ? fewSeen(random, calm, stock) : allSeen(random, calm, stock);
    DecisionInput disturbed = random.nextInt(20) == 0 ? winning.withRaceLost() : winning;
    DecisionInput tolled =
        random.nextInt(3) == 0 ? disturbed.withTolls(tolls(random, disturbed)) : disturbed;
    return random.nextInt(4) == 0 ? tolled.withFresh(late(random, tolled)) : tolled;
  }

  /** Of the stock only what the contenders and bystanders have is looked at. */
  private static DecisionInput fewSeen(Random random, DecisionInput calm, StockView stock) {
    Set<String> seen = new HashSet<>(calm.contenders().warehouseIds());
    seen.addAll(calm.contenders().bystanders());
    return new DecisionInput(
        calm.order(),
        disturbed(random, calm.view()),
        calm.contenders(),
        stock.within(seen),
        calm.shares(),
        calm.rules(),
        Tolls.none(),
        List.of(),
        false);
  }

  private static DecisionInput allSeen(Random random, DecisionInput calm, StockView stock) {
    // Captured anew: a decision sees the counters of those who hold what it sees of the stock.
    NetworkView view =
        CapturedViews.of(
            evening.networks(), calm.order().regionCode(), calm.time(), stock.holders());
    return new DecisionInput(
        calm.order(), disturbed(random, view), stock, calm.shares(), calm.rules());
  }

  /** On some of what the decision may take, and on what others take. */
  private static Tolls tolls(Random random, DecisionInput input) {
    List<CounterKey> keys = new ArrayList<>(input.view().counters().keySet());
    for (String warehouseId : input.stock().holders()) {
      input.order().lines().forEach(line -> keys.add(CounterKey.stock(warehouseId, line.sku())));
    }
    keys.add(CounterKey.stock("ELSEWHERE", "SOMETHING ELSE"));
    List<Toll> tolls = new ArrayList<>();
    for (CounterKey key : keys) {
      if (random.nextInt(3) == 0) {
        tolls.add(
            new Toll(
                key,
                random.nextInt(5_000_000),
                random.nextInt(1_000_000),
                random.nextDouble(),
                random.nextDouble()));
      }
    }
    return Tolls.of(tolls, random.nextInt(2) * (long) random.nextInt(60_000_000));
  }

  private static NetworkView disturbed(Random random, NetworkView view) {
    Map<CounterKey, Counter> counters = new HashMap<>();
    view.counters()
        .forEach(
            (key, counter) -> {
              if (random.nextInt(50) != 0) {
                counters.put(key, disturbed(random, counter));
              }
            });
    return new NetworkView(view.network(), view.time(), view.shareDay(), view.coverage(), counters);
  }

  private static Counter disturbed(Random random, Counter counter) {
    long capacity = counter.capacity();
    return switch (random.nextInt(8)) {
      case 0 -> new Counter(counter.key(), capacity, Math.min(capacity, 1_000_000_000_000L), 0);
      case 1 -> new Counter(counter.key(), random.nextInt(10), random.nextInt(10), 0);
      case 2 -> new Counter(counter.key(), capacity, counter.used(), random.nextInt(1_000));
      case 3 -> new Counter(counter.key(), Counter.UNLIMITED, random.nextInt(100_000), 0);
      default -> counter;
    };
  }

  private static StockView disturbed(Random random, Order order, StockView stock) {
    List<StockState> states = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      for (String warehouseId : stock.listWarehouseIds(line.sku())) {
        StockState state = stock.findState(warehouseId, line.sku()).orElseThrow();
        if (random.nextInt(10) != 0) {
          states.add(disturbed(random, order, state));
        }
      }
    }
    return StockView.of(states, SalesPoint.of(order), stock.time());
  }

  private static StockState disturbed(Random random, Order order, StockState state) {
    return random.nextBoolean()
        ? state
        : new StockState(
            state.warehouseId(),
            state.sku(),
            random.nextInt(4) == 0 ? Integer.MAX_VALUE * 9L : random.nextInt(6),
            random.nextInt(2),
            random.nextInt(2),
            random.nextInt(3) == 0
                ? List.of(
                    earmark(random, state, Kind.CHANNEL, order.key().channel()),
                    earmark(random, state, Kind.HOST, "somebody else"),
                    earmark(random, state, Kind.HOST, "Wei"))
                : List.of(),
            random.nextInt(3) == 0 ? List.of(inbound(random, state)) : List.of(),
            asOf(random));
  }

  private static Instant asOf(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> StockState.NEVER;
      case 1 -> evening.time(0).minusSeconds(7_200);
      default -> evening.time(0).minusMillis(random.nextInt());
    };
  }

  private static Inbound inbound(Random random, StockState state) {
    LocalDate day = LocalDate.ofInstant(evening.time(0), ZoneOffset.UTC);
    return new Inbound(
        state.warehouseId(),
        state.sku(),
        day.plusDays(random.nextInt(4)),
        random.nextInt(4),
        random.nextInt(2),
        random.nextInt(2));
  }

  private static Earmark earmark(Random random, StockState state, Kind kind, String holderId) {
    return new Earmark(
        state.warehouseId(),
        state.sku(),
        new EarmarkHolder(kind, holderId),
        5,
        random.nextInt(5),
        random.nextInt(3),
        evening.time(random.nextInt(100_000_000)));
  }

  /**
   * Counters that were read after a lost race: some that a view asks for and one that none does.
   */
  private static List<Counter> late(Random random, DecisionInput input) {
    List<Counter> late = new ArrayList<>();
    for (Counter counter : input.view().counters().values()) {
      if (random.nextInt(10) == 0) {
        late.add(disturbed(random, counter));
        CounterKey key = counter.key();
        late.add(
            new Counter(
                new CounterKey(key.kind(), key.subject(), key.scope(), key.day().plusDays(2)),
                random.nextInt(3),
                0,
                0));
      }
    }
    String sku = input.order().lines().get(0).sku();
    String warehouseId = input.view().network().warehouses().keySet().iterator().next();
    late.add(new Counter(CounterKey.stock(warehouseId, sku), random.nextInt(9), 1, 0));
    return late;
  }
}
