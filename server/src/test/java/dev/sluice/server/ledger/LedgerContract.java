package dev.sluice.server.ledger;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.nothing;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static dev.sluice.server.ledger.LedgerSamples.withFingerprint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.ReserveResult.AlreadyRouted;
import dev.sluice.server.ledger.ReserveResult.ContentDiffers;
import dev.sluice.server.ledger.ReserveResult.NoLongerFits;
import dev.sluice.server.ledger.ReserveResult.Reserved;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.ShareRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to when it reserves. */
public abstract class LedgerContract {

  protected final SettableClock clock = new SettableClock(START);
  private final Map<CounterKey, Counter> heard = new ConcurrentHashMap<>();
  protected LedgerBench bench;

  /** A fresh ledger over the network of {@link LedgerSamples}. */
  protected abstract LedgerBench open(DatabaseClock clock, CounterListener listener);

  @BeforeEach
  void open() {
    bench = open(clock, fresh -> fresh.forEach(counter -> heard.put(counter.key(), counter)));
  }

  @Test
  void a_reserved_plan_takes_everything_it_names_and_reads_back_the_same() {
    bench.stock("WH-A", "SKU-1", 10);
    Proposal proposal =
        proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2).with(share("SF", 600_000, false))));

    StoredPlan plan = bench.reserved(proposal);

    assertThat(plan.revision()).isEqualTo(1);
    assertThat(plan.shipmentStates()).containsExactly(ShipmentState.CONFIRMED);
    assertThat(plan.plan()).isEqualTo(proposal.plan().plan());
    assertThat(plan.takes()).isEqualTo(proposal.plan().takes());
    assertThat(plan.storedTime()).isEqualTo(START);
    assertThat(bench.plans().findPlan(plan.planId())).contains(plan);
    assertThat(bench.plans().findCurrentPlan(proposal.order().key())).contains(plan);
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isEqualTo(2);
    assertThat(bench.used(CounterKey.warehouseDay("WH-A", DAY))).isEqualTo(1);
    assertThat(bench.used(CounterKey.laneDay("WH-A>SF-STD>31", DAY))).isEqualTo(1);
    assertThat(bench.used(CounterKey.carrierDay("SF", DAY))).isEqualTo(1);
    assertThat(bench.used(CounterKey.carrierShare("SF", "CN", DAY))).isEqualTo(1);
    assertThat(bench.used(CounterKey.allShare("CN", DAY))).isEqualTo(1);
  }

  @Test
  void what_does_not_fit_in_one_place_takes_nothing_anywhere() {
    bench.stock("WH-A", "SKU-1", 10);
    bench.stock("WH-B", "SKU-2", 1);
    Proposal proposal =
        proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2), Leg.of("WH-B", "SF", "SKU-2", 2)));

    NoLongerFits result = (NoLongerFits) bench.reserve(proposal);

    assertThat(result.freshCounters())
        .extracting(Counter::key)
        .containsExactlyElementsOf(proposal.counterKeys());
    assertThat(result.freshCounters())
        .contains(new Counter(CounterKey.stock("WH-B", "SKU-2"), 1, 0, 0));
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isZero();
    assertThat(bench.used(CounterKey.carrierDay("SF", DAY))).isZero();
    assertThat(bench.plans().findCurrentPlan(proposal.order().key())).isEmpty();
    bench.stock("WH-B", "SKU-2", 2);
    assertThat(bench.reserve(proposal)).isInstanceOf(Reserved.class);
  }

  @Test
  void two_takes_from_one_counter_count_together() {
    bench.stock("WH-A", "SKU-1", 3);
    Proposal proposal =
        proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2), Leg.of("WH-A", "ZTO", "SKU-1", 2)));

    assertThat(bench.reserve(proposal)).isInstanceOf(NoLongerFits.class);
    bench.stock("WH-A", "SKU-1", 4);
    assertThat(bench.reserve(proposal)).isInstanceOf(Reserved.class);
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isEqualTo(4);
  }

  @Test
  void a_counter_that_names_nothing_known_admits_nothing() {
    Proposal proposal = proposal("O-1", plan(Leg.of("WH-NOWHERE", "SF", "SKU-1", 1)));

    NoLongerFits result = (NoLongerFits) bench.reserve(proposal);

    assertThat(result.freshCounters())
        .contains(Counter.unknown(CounterKey.stock("WH-NOWHERE", "SKU-1")))
        .contains(Counter.unknown(CounterKey.warehouseDay("WH-NOWHERE", DAY)));
  }

  @Test
  void days_answer_from_the_network_before_and_after_somebody_took_from_them() {
    CounterKey day = CounterKey.warehouseDay("WH-SMALL", DAY);
    assertThat(bench.counter(day)).isEqualTo(new Counter(day, 3, 0, 0));
    bench.stock("WH-SMALL", "SKU-1", 10);
    for (int i = 0; i < 3; i++) {
      bench.reserved(proposal("O-" + i, plan(Leg.of("WH-SMALL", "SF", "SKU-1", 1))));
    }
    assertThat(bench.reserve(proposal("O-3", plan(Leg.of("WH-SMALL", "SF", "SKU-1", 1)))))
        .isInstanceOf(NoLongerFits.class);
    assertThat(bench.counter(day)).isEqualTo(new Counter(day, 3, 3, 0));
    assertThat(bench.counter(CounterKey.carrierDay("SF", DAY)).capacity())
        .isEqualTo(Counter.UNLIMITED);
    CounterKey unknown = CounterKey.warehouseDay("WH-NOWHERE", DAY);
    assertThat(bench.counters().read(List.of(unknown))).isEmpty();
  }

  @Test
  void the_first_alternative_that_fits_is_taken() {
    bench.stock("WH-A", "SKU-1", 1);
    bench.stock("WH-B", "SKU-1", 5);
    ProposedPlan second = plan(Leg.of("WH-B", "SF", "SKU-1", 2));
    ProposedPlan third = plan(Leg.of("WH-B", "SF", "SKU-1", 2).with(share("SF", -1, false)));

    StoredPlan plan =
        bench.reserved(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2)), second, third));

    assertThat(plan.takes()).isEqualTo(second.takes());
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isZero();
    assertThat(bench.used(CounterKey.stock("WH-B", "SKU-1"))).isEqualTo(2);
  }

  @Test
  void the_same_order_is_routed_once_and_another_content_is_told_apart() {
    bench.stock("WH-A", "SKU-1", 10);
    Proposal proposal = proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2)));
    StoredPlan plan = bench.reserved(proposal);
    clock.advance(Duration.ofDays(1));

    assertThat(bench.reserve(proposal)).isEqualTo(new AlreadyRouted(plan));
    assertThat(bench.reserve(withFingerprint(proposal, "other")))
        .isEqualTo(new ContentDiffers(plan));
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isEqualTo(2);
  }

  @Test
  void a_plan_that_ships_nothing_is_an_answer_too() {
    StoredPlan plan = bench.reserved(held(proposal("O-1", nothing("SKU-9", 3)), Duration.ZERO));

    assertThat(plan.shipmentStates()).isEmpty();
    assertThat(plan.expireTime()).isEmpty();
    assertThat(bench.plans().findPlan(plan.planId())).contains(plan);
    assertThat(bench.reserve(proposal("O-1", nothing("SKU-9", 3))))
        .isEqualTo(new AlreadyRouted(plan));
  }

  @Test
  void equal_orders_sent_at_once_give_one_plan() throws Exception {
    bench.stock("WH-A", "SKU-1", 1_000);
    Proposal proposal = proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2)));

    List<ReserveResult> results =
        atOnce(20, IntStream.range(0, 40).mapToObj(i -> asked(proposal)).toList());

    assertThat(results.stream().filter(Reserved.class::isInstance)).hasSize(1);
    assertThat(results.stream().map(LedgerContract::planIdOf).distinct()).hasSize(1);
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isEqualTo(2);
  }

  @Test
  void twenty_threads_on_the_last_fifty_units_sell_exactly_fifty() throws Exception {
    bench.stock("WH-A", "SKU-1", 50);

    List<ReserveResult> results =
        atOnce(
            20,
            IntStream.range(0, 100)
                .mapToObj(i -> asked(proposal("O-" + i, plan(Leg.of("WH-A", "SF", "SKU-1", 1)))))
                .toList());

    assertThat(results.stream().filter(Reserved.class::isInstance)).hasSize(50);
    assertThat(results.stream().filter(NoLongerFits.class::isInstance)).hasSize(50);
    assertThat(bench.counter(CounterKey.stock("WH-A", "SKU-1")).free()).isZero();
    assertThat(bench.used(CounterKey.warehouseDay("WH-A", DAY))).isEqualTo(50);
  }

  @Test
  void orders_that_take_from_many_counters_in_any_order_never_exceed_one() throws Exception {
    List<String> skus = List.of("SKU-1", "SKU-2", "SKU-3", "SKU-4");
    skus.forEach(sku -> bench.stock("WH-A", sku, 20));
    List<Callable<ReserveResult>> orders = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String first = skus.get(i % 4);
      String second = skus.get((i + 1 + i / 4 % 3) % 4);
      orders.add(asked(proposal("O-" + i, plan(Leg.of("WH-A", "SF", first, 1).and(second, 1)))));
    }

    List<ReserveResult> results = atOnce(16, orders);

    long units = 2 * results.stream().filter(Reserved.class::isInstance).count();
    long used = 0;
    for (String sku : skus) {
      Counter counter = bench.counter(CounterKey.stock("WH-A", sku));
      assertThat(counter.used()).isBetween(1L, 20L);
      used += counter.used();
    }
    assertThat(used).isEqualTo(units);
  }

  @Test
  void the_share_rule_holds_at_every_commit() {
    bench.stock("WH-A", "SKU-1", 1_000);
    long cap = 600_000;
    int other = 0;
    for (int i = 0; i < 200; i++) {
      StoredPlan plan =
          bench.reserved(
              proposal(
                  "O-" + i,
                  plan(Leg.of("WH-A", "SF", "SKU-1", 1).with(share("SF", cap, false))),
                  plan(Leg.of("WH-A", "ZTO", "SKU-1", 1).with(share("ZTO", -1, false)))));
      other += plan.plan().shipments().get(0).carrierId().equals("ZTO") ? 1 : 0;
      long carrier = bench.used(CounterKey.carrierShare("SF", "CN", DAY));
      long all = bench.counter(CounterKey.allShare("CN", DAY)).parcels();
      assertThat(all).isEqualTo(i + 1L);
      assertThat(carrier).isLessThanOrEqualTo((long) Math.ceil(0.6 * all) + 1);
      assertThat(ShareRule.admits(carrier - 1, all - 1, cap) || carrier == 0).isTrue();
    }
    assertThat(other).isBetween(78, 80);
  }

  @Test
  void the_share_rule_holds_when_many_order_at_once() throws Exception {
    bench.stock("WH-A", "SKU-1", 1_000);

    atOnce(
        8,
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    asked(
                        proposal(
                            "O-" + i,
                            plan(
                                Leg.of("WH-A", "SF", "SKU-1", 1).with(share("SF", 580_000, false))),
                            plan(Leg.of("WH-A", "ZTO", "SKU-1", 1).with(share("ZTO", -1, false))))))
            .toList());

    assertThat(bench.used(CounterKey.allShare("CN", DAY))).isEqualTo(100);
    assertThat(bench.used(CounterKey.carrierShare("SF", "CN", DAY))).isEqualTo(59);
    assertThat(bench.used(CounterKey.carrierShare("ZTO", "CN", DAY))).isEqualTo(41);
  }

  @Test
  void an_exempt_parcel_passes_the_cap_and_is_counted_apart() {
    bench.stock("WH-A", "SKU-1", 100);
    Leg leg = Leg.of("WH-A", "SF", "SKU-1", 1);
    bench.reserved(proposal("O-1", plan(leg.with(share("SF", 0, false)))));
    assertThat(bench.reserve(proposal("O-2", plan(leg.with(share("SF", 0, false))))))
        .isInstanceOf(NoLongerFits.class);

    bench.reserved(proposal("O-2", plan(leg.with(share("SF", 0, true)))));

    CounterKey carrier = CounterKey.carrierShare("SF", "CN", DAY);
    assertThat(bench.counter(carrier)).isEqualTo(new Counter(carrier, Counter.UNLIMITED, 1, 1));
    assertThat(bench.counter(CounterKey.allShare("CN", DAY)).parcels()).isEqualTo(2);
  }

  @Test
  void the_parcels_of_one_plan_count_for_each_other() {
    bench.stock("WH-A", "SKU-1", 100);
    bench.stock("WH-B", "SKU-2", 100);
    ShareTake capped = share("SF", 0, false);

    ReserveResult result =
        bench.reserve(
            proposal(
                "O-1",
                plan(
                    Leg.of("WH-A", "SF", "SKU-1", 1).with(capped),
                    Leg.of("WH-B", "SF", "SKU-2", 1).with(capped))));

    assertThat(result).isInstanceOf(NoLongerFits.class);
  }

  @Test
  void a_listener_hears_how_counters_stand_after_the_commit() {
    bench.stock("WH-A", "SKU-1", 10);
    CounterKey stock = CounterKey.stock("WH-A", "SKU-1");
    assertThat(heard).containsEntry(stock, new Counter(stock, 10, 0, 0));

    StoredPlan plan = bench.reserved(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 4))));
    assertThat(heard).containsEntry(stock, new Counter(stock, 10, 4, 0));

    LedgerBench.await(bench.ledger().release(new Release(plan.planId(), List.of(), "", "bye")));
    assertThat(heard).containsEntry(stock, new Counter(stock, 10, 0, 0));
  }

  private Callable<ReserveResult> asked(Proposal proposal) {
    return () -> bench.reserve(proposal);
  }

  private static String planIdOf(ReserveResult result) {
    if (result instanceof AlreadyRouted repeat) {
      return repeat.plan().planId();
    }
    return ((Reserved) result).plan().planId();
  }

  private static <T> List<T> atOnce(int threads, List<Callable<T>> calls) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> call : pool.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
