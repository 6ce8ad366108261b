package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.WH_UNITS;
import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.nothing;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.replacing;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static dev.sluice.server.ledger.LedgerSamples.withFingerprint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.InMemoryBench;
import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.PlanRepository.Filter;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.EarmarkNotFreeException;
import dev.sluice.server.stock.EarmarkRecord;
import dev.sluice.server.stock.StockDelta;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockState;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands give the same answers in PostgreSQL as in the plainly right ledger. */
class LedgerModelIT {

  private static final int COMMANDS = 250;
  private static final List<String> WAREHOUSES = List.of("WH-A", "WH-B", "WH-SMALL", WH_UNITS);
  private static final List<String> SKUS = List.of("SKU-1", "SKU-2", "SKU-3");
  private static final List<EarmarkHolder> HOLDERS =
      List.of(
          new EarmarkHolder(EarmarkHolder.Kind.HOST, "Li"),
          new EarmarkHolder(EarmarkHolder.Kind.CHANNEL, "DOUYIN"));
  private static final Filter ALL =
      new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final SettableClock clock = new SettableClock(START);
  private final List<Proposal> sent = new ArrayList<>();
  private final List<String> planIds = new ArrayList<>(List.of("20261111-000000-none"));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20261111, 987654321})
  void answers_are_the_same(long seed) throws Exception {
    Random random = new Random(seed);
    LedgerBench model = InMemoryBench.open(clock, CounterListener.NONE);
    try (PostgresBench postgres = new PostgresBench(clock, CounterListener.NONE)) {
      for (int i = 0; i < COMMANDS; i++) {
        Function<LedgerBench, Object> command = next(random, i);
        Object expected = command.apply(model);
        assertThat(command.apply(postgres.bench))
            .as("seed %d, command %d", seed, i)
            .isEqualTo(expected);
        if (expected instanceof ReserveResult.Reserved reserved) {
          planIds.add(reserved.plan().planId());
        }
      }
      assertThat(postgres.bench.plans().listPlans(ALL, COMMANDS, Optional.empty()))
          .as("seed %d", seed)
          .isEqualTo(model.plans().listPlans(ALL, COMMANDS, Optional.empty()));
      assertThat(known(postgres.bench)).as("seed %d", seed).isEqualTo(known(model));
      try (Connection connection = postgres.database.dataSource().getConnection()) {
        assertThat(new Audit(connection).run()).as("seed %d", seed).allMatch(Audit.Finding::holds);
      }
    }
  }

  /** A refused request may leave an empty row behind. */
  private static List<StockState> known(LedgerBench bench) {
    return bench.positions().list(SKUS).values().stream()
        .flatMap(List::stream)
        .filter(state -> !state.equals(StockState.unknown(state.warehouseId(), state.sku())))
        .toList();
  }

  private Function<LedgerBench, Object> next(Random random, int number) {
    clock.advance(Duration.ofMillis(random.nextInt(2_000)));
    int choice = random.nextInt(100);
    if (choice < 45) {
      Proposal proposal = randomProposal(random, "O-" + number);
      sent.add(proposal);
      return bench -> bench.reserve(proposal);
    }
    if (choice < 49 && !sent.isEmpty()) {
      Proposal again = any(random, sent);
      Proposal changed = random.nextBoolean() ? again : withFingerprint(again, "other");
      return bench -> bench.reserve(changed);
    }
    if (choice < 54) {
      String planId = any(random, planIds);
      return bench -> LedgerBench.await(bench.ledger().confirm(planId));
    }
    if (choice < 60) {
      String planId = any(random, planIds);
      List<Integer> numbers = random.nextBoolean() ? List.of() : List.of(1 + random.nextInt(2));
      return bench -> LedgerBench.await(bench.ledger().ship(planId, numbers));
    }
    if (choice < 68) {
      return randomReplacement(random, number);
    }
    if (choice < 80) {
      Release release = randomRelease(random, number);
      return bench -> LedgerBench.await(bench.ledger().release(release));
    }
    if (choice < 85) {
      clock.advance(Duration.ofMinutes(random.nextInt(10)));
      return bench -> LedgerBench.await(bench.ledger().expireHolds());
    }
    if (choice < 90) {
      return randomEarmark(random, number);
    }
    if (choice < 96) {
      List<StockRecord> records =
          List.of(
              new StockRecord(
                  any(random, WAREHOUSES),
                  any(random, SKUS),
                  random.nextInt(30),
                  random.nextInt(3)));
      Instant asOf = START.plusSeconds(number - random.nextInt(10));
      return bench -> bench.stock().setStock(records, asOf);
    }
    List<StockDelta> deltas =
        List.of(new StockDelta(any(random, WAREHOUSES), any(random, SKUS), random.nextInt(5)));
    String requestId = "A-" + random.nextInt(20);
    return bench -> bench.stock().adjustStock(deltas, requestId);
  }

  private Function<LedgerBench, Object> randomEarmark(Random random, int number) {
    if (random.nextInt(3) == 0) {
      return bench -> bench.stock().endEarmarks();
    }
    EarmarkRecord record =
        new EarmarkRecord(
            any(random, WAREHOUSES),
            any(random, SKUS),
            any(random, HOLDERS),
            random.nextInt(12),
            clock.now().plusSeconds(1 + random.nextInt(600)));
    String requestId = "E-" + random.nextInt(number + 1);
    return bench -> {
      try {
        return bench.stock().keep(List.of(record), requestId);
      } catch (EarmarkNotFreeException e) {
        return e.possible();
      }
    };
  }

  /** The same where some units are taken from what is kept for somebody. */
  private static ProposedPlan partlyKept(Random random, ProposedPlan plan) {
    List<ShipmentTakes> shipments = new ArrayList<>();
    for (ShipmentTakes shipment : plan.takes()) {
      List<Take> takes = new ArrayList<>();
      for (Take take : shipment.takes()) {
        CounterKey key = take.counter();
        if (key.kind() == CounterKind.STOCK && random.nextInt(3) == 0) {
          takes.add(
              new Take(
                  CounterKey.earmark(key.subject(), key.sku(), any(random, HOLDERS).text()), 1));
          if (take.amount() > 1) {
            takes.add(new Take(key, take.amount() - 1));
          }
        } else {
          takes.add(take);
        }
      }
      shipments.add(
          new ShipmentTakes(shipment.shipmentNumber(), List.copyOf(takes), shipment.shareTakes()));
    }
    return new ProposedPlan(plan.plan(), List.copyOf(shipments));
  }

  private static Proposal randomProposal(Random random, String orderId) {
    if (random.nextInt(20) == 0) {
      return proposal(orderId, nothing("SKU-1", 1));
    }
    List<ProposedPlan> alternatives = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      alternatives.add(randomPlan(random));
    }
    ProposedPlan wanted = randomPlan(random);
    // Alternatives ship the same lines, as a planner's would.
    List<ShippedLine> lines = wanted.plan().shipments().get(0).lines();
    alternatives.removeIf(
        other ->
            other.plan().shipments().size() != 1
                || wanted.plan().shipments().size() != 1
                || !other.plan().shipments().get(0).lines().equals(lines));
    Proposal proposal = proposal(orderId, wanted, alternatives.toArray(ProposedPlan[]::new));
    return random.nextInt(3) > 0
        ? proposal
        : held(proposal, Duration.ofMinutes(1 + random.nextInt(20)));
  }

  private static ProposedPlan randomPlan(Random random) {
    Leg[] legs = new Leg[1 + random.nextInt(5) / 4];
    for (int i = 0; i < legs.length; i++) {
      String warehouse = any(random, WAREHOUSES);
      String carrier = warehouse.equals("WH-A") && random.nextBoolean() ? "ZTO" : "SF";
      legs[i] =
          Leg.of(warehouse, carrier, "SKU-1", 1 + random.nextInt(3))
              .with(share(carrier, carrier.equals("SF") ? 600_000 : -1, random.nextInt(8) == 0));
      if (random.nextInt(4) == 0) {
        legs[i] = legs[i].and("SKU-2", 1 + random.nextInt(2));
      }
    }
    return partlyKept(random, plan(legs));
  }

  /** Plans what is missing of some plan, which may be history by now. */
  private Function<LedgerBench, Object> randomReplacement(Random random, int number) {
    String planId = any(random, planIds);
    String warehouse = any(random, WAREHOUSES);
    String requestId = random.nextInt(3) == 0 ? "" : "R-" + random.nextInt(number + 1);
    boolean held = random.nextInt(3) == 0;
    boolean latest = random.nextInt(4) > 0;
    return bench -> {
      Optional<StoredPlan> seen = bench.plans().findPlan(planId);
      if (latest && seen.isPresent()) {
        seen = bench.plans().findCurrentPlan(seen.get().order().key());
      }
      Optional<Order> missing = seen.flatMap(StoredPlan::findMissing);
      if (missing.isEmpty()) {
        return "nothing to do";
      }
      Leg[] legs =
          missing.get().lines().stream()
              .map(line -> Leg.of(warehouse, "SF", line.sku(), line.quantity()))
              .map(leg -> leg.with(share("SF", 600_000, false)))
              .toArray(Leg[]::new);
      Proposal rest = replacing(seen.get(), plan(legs), requestId);
      return bench.reserve(held ? held(rest, Duration.ofMinutes(5)) : rest);
    };
  }

  private Release randomRelease(Random random, int number) {
    String planId = any(random, planIds);
    if (random.nextInt(3) == 0) {
      return new Release(planId, List.of(), "R-" + random.nextInt(10), "cancelled");
    }
    List<ShippedLine> lines = new ArrayList<>();
    lines.add(new ShippedLine(any(random, SKUS), 1 + random.nextInt(2)));
    if (random.nextInt(4) == 0) {
      lines.add(new ShippedLine(any(random, SKUS), 1));
    }
    return new Release(planId, lines, "R-" + random.nextInt(number + 1), "changed mind");
  }

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
