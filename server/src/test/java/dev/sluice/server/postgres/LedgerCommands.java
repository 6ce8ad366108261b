package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.WH_UNITS;
import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.nothing;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.replacing;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static dev.sluice.server.ledger.LedgerSamples.withFingerprint;

import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.EarmarkNotFreeException;
import dev.sluice.server.stock.EarmarkRecord;
import dev.sluice.server.stock.InboundReceipt;
import dev.sluice.server.stock.InboundRecord;
import dev.sluice.server.stock.StockDelta;
import dev.sluice.server.stock.StockRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Draws what callers, warehouses and operations may ask of a ledger, from a seed. */
final class LedgerCommands {

  static final List<String> SKUS = List.of("SKU-1", "SKU-2", "SKU-3");

  private static final List<String> WAREHOUSES = List.of("WH-A", "WH-B", "WH-SMALL", WH_UNITS);
  private static final EarmarkHolder HOLDER = new EarmarkHolder(EarmarkHolder.Kind.HOST, "HOST-1");

  private static final LocalDate SOON = DAY.plusDays(3);
  private static final CounterKey KEPT = CounterKey.earmark("WH-A", "SKU-1", HOLDER.text());
  private static final CounterKey COMING = CounterKey.inbound("WH-A", "SKU-1", SOON);

  private final Random random;
  private final SettableClock clock;
  private final List<Proposal> sent = new ArrayList<>();
  private final List<String> planIds = new ArrayList<>(List.of("20261111-000000-none"));
  private final Map<String, StoredPlan> latest = new TreeMap<>();
  private final Set<CounterKey> counters = new TreeSet<>();
  private int number;

  LedgerCommands(long seed, SettableClock clock) {
    this.random = new Random(seed);
    this.clock = clock;
  }

  /** One ledger with what operations may change around it. */
  interface Side {
    LedgerBench bench();

    /** Changes a warehouse's daily capacity, on days that are open too. */
    void cutCapacity(String warehouseId, long capacity);
  }

  /** What to ask next; called with each side, it asks each the same. */
  Function<Side, Object> next() {
    number++;
    clock.advance(Duration.ofMillis(random.nextInt(2_000)));
    int choice = random.nextInt(100);
    if (choice < 36) {
      return reserve(randomProposal("O-" + number));
    }
    if (choice < 42 && !sent.isEmpty()) {
      Proposal again = any(sent);
      Proposal changed = random.nextBoolean() ? again : withFingerprint(again, "other");
      return side -> side.bench().reserve(changed);
    }
    if (choice < 50 && !latest.isEmpty()) {
      return routeAgain(any(List.copyOf(latest.values())));
    }
    if (choice < 57) {
      String planId = any(planIds);
      return side -> LedgerBench.await(side.bench().ledger().confirm(planId));
    }
    if (choice < 64) {
      return ship(any(planIds));
    }
    if (choice < 78) {
      Release release = randomRelease();
      return side -> LedgerBench.await(side.bench().ledger().release(release));
    }
    if (choice < 83) {
      clock.advance(Duration.ofMinutes(random.nextInt(10)));
      return side -> LedgerBench.await(side.bench().ledger().expireHolds());
    }
    return randomNews(choice);
  }

  /** Remembers what an answer says, so that later commands can refer to it. */
  void hear(Object answer) {
    if (answer instanceof ReserveResult.Reserved reserved) {
      planIds.add(reserved.plan().planId());
      see(reserved.plan());
    } else if (answer instanceof ReserveResult.Superseded superseded) {
      see(superseded.current());
    } else if (answer instanceof TransitionResult.Done done) {
      see(done.plan());
    }
  }

  /** The counters that anything asked for so far would take from. */
  Set<CounterKey> counters() {
    return counters;
  }

  private void see(StoredPlan plan) {
    StoredPlan known = latest.get(plan.order().key().orderId());
    if (known == null || known.revision() <= plan.revision()) {
      latest.put(plan.order().key().orderId(), plan);
    }
  }

  private Function<Side, Object> reserve(Proposal proposal) {
    sent.add(proposal);
    counters.addAll(proposal.counterKeys());
    return side -> side.bench().reserve(proposal);
  }

  /** Plans what is missing of an order, from wherever; some callers look at an old plan. */
  private Function<Side, Object> routeAgain(StoredPlan seen) {
    Optional<Order> missing = seen.findMissing();
    if (missing.isEmpty()) {
      String planId = seen.planId();
      return side -> LedgerBench.await(side.bench().ledger().expire(planId));
    }
    Leg leg = null;
    for (OrderLine line : missing.get().lines()) {
      leg =
          leg == null
              ? Leg.of(any(WAREHOUSES), "SF", line.sku(), line.quantity())
                  .with(share("SF", 600_000, random.nextBoolean()))
              : leg.and(line.sku(), line.quantity());
    }
    Proposal again =
        replacing(seen, plan(Objects.requireNonNull(leg)), "RR-" + random.nextInt(number + 1));
    counters.addAll(again.counterKeys());
    return side -> side.bench().reserve(again);
  }

  private Function<Side, Object> ship(String planId) {
    List<Integer> numbers = random.nextInt(3) == 0 ? List.of(1 + random.nextInt(2)) : List.of();
    return side -> {
      try {
        return LedgerBench.await(side.bench().ledger().ship(planId, numbers));
      } catch (IllegalArgumentException refused) {
        return String.valueOf(refused.getMessage());
      }
    };
  }

  private Function<Side, Object> randomNews(int choice) {
    if (choice < 88) {
      List<StockRecord> records =
          List.of(
              new StockRecord(any(WAREHOUSES), any(SKUS), random.nextInt(30), random.nextInt(3)));
      Instant asOf = START.plusSeconds(number - random.nextInt(10));
      return side -> side.bench().stock().setStock(records, asOf);
    }
    if (choice < 90) {
      List<StockDelta> deltas =
          List.of(new StockDelta(any(WAREHOUSES), any(SKUS), random.nextInt(5)));
      String requestId = "A-" + random.nextInt(20);
      return side -> side.bench().stock().adjustStock(deltas, requestId);
    }
    if (choice < 93) {
      return keep();
    }
    if (choice < 97) {
      return random.nextBoolean() ? announce() : receive();
    }
    if (choice < 98) {
      return side -> side.bench().stock().endEarmarks();
    }
    String warehouse = any(WAREHOUSES);
    long capacity = random.nextInt(12);
    return side -> {
      side.cutCapacity(warehouse, capacity);
      return side.bench().counter(CounterKey.warehouseDay(warehouse, DAY));
    };
  }

  private Function<Side, Object> keep() {
    EarmarkRecord record =
        new EarmarkRecord(
            "WH-A",
            "SKU-1",
            HOLDER,
            random.nextInt(8),
            clock.now().plus(Duration.ofMinutes(random.nextInt(30))));
    String requestId = "K-" + random.nextInt(30);
    return side -> {
      try {
        return side.bench().stock().keep(List.of(record), requestId);
      } catch (EarmarkNotFreeException refused) {
        return refused.possible();
      }
    };
  }

  private Function<Side, Object> announce() {
    List<InboundRecord> records = List.of(new InboundRecord("WH-A", "SKU-1", SOON, units()));
    String requestId = "I-" + random.nextInt(60);
    return side -> side.bench().stock().announce(records, requestId);
  }

  private Function<Side, Object> receive() {
    List<InboundReceipt> receipts =
        List.of(new InboundReceipt("WH-A", "SKU-1", SOON, 1 + units(), random.nextInt(3) == 0));
    String requestId = "C-" + random.nextInt(60);
    return side -> side.bench().stock().receive(receipts, requestId);
  }

  private long units() {
    return random.nextInt(12);
  }

  private Proposal randomProposal(String orderId) {
    if (random.nextInt(20) == 0) {
      return proposal(orderId, nothing("SKU-1", 1));
    }
    ProposedPlan wanted = randomPlan();
    List<ShippedLine> lines = wanted.plan().shipments().get(0).lines();
    List<ProposedPlan> alternatives = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      ProposedPlan other = randomPlan();
      // Alternatives ship the same lines, as a planner's would.
      if (wanted.plan().shipments().size() == 1
          && other.plan().shipments().size() == 1
          && other.plan().shipments().get(0).lines().equals(lines)) {
        alternatives.add(other);
      }
    }
    Proposal proposal = proposal(orderId, wanted, alternatives.toArray(ProposedPlan[]::new));
    return random.nextInt(3) > 0
        ? proposal
        : held(proposal, Duration.ofMinutes(1 + random.nextInt(20)));
  }

  private ProposedPlan randomPlan() {
    Leg[] legs = new Leg[1 + random.nextInt(5) / 4];
    for (int i = 0; i < legs.length; i++) {
      String warehouse = any(WAREHOUSES);
      String carrier = warehouse.equals("WH-A") && random.nextBoolean() ? "ZTO" : "SF";
      legs[i] =
          Leg.of(warehouse, carrier, "SKU-1", 1 + random.nextInt(3))
              .with(share(carrier, carrier.equals("SF") ? 600_000 : -1, random.nextInt(8) == 0));
      if (random.nextInt(4) == 0) {
        legs[i] = legs[i].and("SKU-2", 1 + random.nextInt(2));
      }
    }
    ProposedPlan plan = plan(legs);
    return switch (random.nextInt(6)) {
      case 0 -> from(KEPT, plan);
      case 1 -> from(COMING, plan);
      default -> plan;
    };
  }

  /** The same plan with units of SKU-1 at WH-A taken from another counter, in part at least. */
  private ProposedPlan from(CounterKey part, ProposedPlan plan) {
    List<ShipmentTakes> shipments = new ArrayList<>();
    for (ShipmentTakes shipment : plan.takes()) {
      List<Take> takes = new ArrayList<>();
      for (Take take : shipment.takes()) {
        boolean isKept =
            take.counter().kind() == CounterKind.STOCK
                && take.counter().subject().equals("WH-A")
                && take.counter().sku().equals("SKU-1");
        long kept = isKept ? 1 + random.nextInt((int) take.amount()) : 0;
        if (kept > 0) {
          takes.add(new Take(part, kept));
        }
        if (take.amount() > kept) {
          takes.add(new Take(take.counter(), take.amount() - kept));
        }
      }
      shipments.add(
          new ShipmentTakes(shipment.shipmentNumber(), List.copyOf(takes), shipment.shareTakes()));
    }
    return new ProposedPlan(plan.plan(), List.copyOf(shipments));
  }

  private Release randomRelease() {
    String planId = any(planIds);
    if (random.nextInt(3) == 0) {
      return new Release(planId, List.of(), "R-" + random.nextInt(10), "cancelled");
    }
    List<ShippedLine> lines = new ArrayList<>();
    lines.add(new ShippedLine(any(SKUS), 1 + random.nextInt(2)));
    if (random.nextInt(4) == 0) {
      lines.add(new ShippedLine(any(SKUS), 1));
    }
    return new Release(planId, lines, "R-" + random.nextInt(number + 1), "changed mind");
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
