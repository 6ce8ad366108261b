package dev.sluice.server.ledger;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.nothing;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.replacing;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static dev.sluice.server.ledger.ShipmentState.CARRIED;
import static dev.sluice.server.ledger.ShipmentState.CONFIRMED;
import static dev.sluice.server.ledger.ShipmentState.HELD;
import static dev.sluice.server.ledger.ShipmentState.RELEASED;
import static dev.sluice.server.ledger.ShipmentState.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.ReserveResult.AlreadyRouted;
import dev.sluice.server.ledger.ReserveResult.NoLongerFits;
import dev.sluice.server.ledger.ReserveResult.Reserved;
import dev.sluice.server.ledger.ReserveResult.Superseded;
import dev.sluice.server.ledger.TransitionResult.Done;
import dev.sluice.server.ledger.TransitionResult.Forbidden;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to when an order is routed again. */
public abstract class RevisionContract {

  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final CounterKey STOCK_A = CounterKey.stock("WH-A", "SKU-1");
  private static final CounterKey STOCK_B = CounterKey.stock("WH-B", "SKU-2");
  private static final CounterKey PARCELS = CounterKey.allShare("CN", DAY);

  protected final SettableClock clock = new SettableClock(START);
  protected LedgerBench bench;

  /** A fresh ledger over the network of {@link LedgerSamples}. */
  protected abstract LedgerBench open(DatabaseClock clock, CounterListener listener);

  @BeforeEach
  void open() {
    bench = open(clock, CounterListener.NONE);
    bench.stock("WH-A", "SKU-1", 10);
    bench.stock("WH-B", "SKU-2", 10);
  }

  @Test
  void an_expired_plan_is_followed_by_a_new_one_and_stays_as_history() {
    Proposal first = held(twoShipments("O-1"), HOLD);
    StoredPlan expired = bench.reserved(first);
    clock.advance(HOLD);
    assertThat(await(bench.ledger().expire(expired.planId()))).isInstanceOf(Done.class);
    StoredPlan seen = current(expired);
    assertThat(seen.findMissing()).contains(seen.order());

    StoredPlan next = bench.reserved(replacing(seen, first.plan(), "R-1"));

    assertThat(next.revision()).isEqualTo(2);
    assertThat(next.planId()).isNotEqualTo(expired.planId());
    assertThat(next.order()).isEqualTo(expired.order());
    assertThat(next.plan()).isEqualTo(first.plan().plan());
    assertThat(next.shipmentStates()).containsExactly(CONFIRMED, CONFIRMED);
    assertThat(next.expireTime()).isEmpty();
    assertThat(next.lineage())
        .isEqualTo(new Lineage(Optional.of(expired.planId()), Optional.empty(), 0, "R-1", "again"));
    assertThat(next.decidedOrder()).isEqualTo(expired.order());
    assertThat(current(expired)).isEqualTo(next);
    assertThat(bench.plans().findPlan(next.planId())).contains(next);
    StoredPlan history = bench.plans().findPlan(expired.planId()).orElseThrow();
    assertThat(history.shipmentStates()).containsExactly(RELEASED, RELEASED);
    assertThat(history.lineage().replacedBy()).contains(next.planId());
    assertThat(bench.used(STOCK_A)).isEqualTo(2);
    assertThat(bench.used(PARCELS)).isEqualTo(2);
  }

  @Test
  void what_stands_is_carried_over_with_what_it_takes() {
    StoredPlan first = bench.reserved(twoShipments("O-1"));
    await(bench.ledger().ship(first.planId(), List.of(1)));
    release(first, "C-1", new ShippedLine("SKU-2", 1));
    StoredPlan seen = current(first);
    assertThat(seen.findMissing().orElseThrow().lines())
        .extracting(OrderLine::sku, OrderLine::quantity)
        .containsExactly(tuple("SKU-2", 1L));

    StoredPlan next =
        bench.reserved(replacing(seen, plan(Leg.of("WH-B", "SF", "SKU-2", 1)), "R-1"));

    assertThat(next.shipmentStates()).containsExactly(SHIPPED, CONFIRMED, CONFIRMED);
    assertThat(next.lineage().carriedShipments()).isEqualTo(2);
    assertThat(next.plan().shipments())
        .extracting(PlannedShipment::number)
        .containsExactly(1, 2, 3);
    assertThat(next.plan().shipments())
        .extracting(PlannedShipment::lines)
        .containsExactly(
            List.of(new ShippedLine("SKU-1", 2)),
            List.of(new ShippedLine("SKU-2", 2)),
            List.of(new ShippedLine("SKU-2", 1)));
    assertThat(next.decidedOrder()).isEqualTo(seen.findMissing().orElseThrow());
    assertThat(next.findMissing()).isEmpty();
    StoredPlan history = bench.plans().findPlan(first.planId()).orElseThrow();
    assertThat(history.shipmentStates()).containsExactly(CARRIED, CARRIED);
    assertThat(bench.used(STOCK_A)).isZero();
    assertThat(bench.used(STOCK_B)).isEqualTo(3);
    assertThat(bench.used(PARCELS)).isEqualTo(2);

    release(next, "C-2");
    assertThat(current(first).shipmentStates()).containsExactly(SHIPPED, RELEASED, RELEASED);
    assertThat(bench.used(STOCK_B)).isZero();
    assertThat(bench.used(PARCELS)).isEqualTo(1);
  }

  @Test
  void what_was_unfulfilled_is_planned_once_it_can_be() {
    StoredPlan first = bench.reserved(proposal("O-1", nothing("SKU-1", 3)));

    StoredPlan some =
        bench.reserved(
            replacing(first, partly(Leg.of("WH-A", "SF", "SKU-1", 1), nothing("SKU-1", 2)), ""));
    assertThat(some.findMissing().orElseThrow().lines())
        .extracting(OrderLine::quantity)
        .containsExactly(2L);
    StoredPlan all = bench.reserved(replacing(some, plan(Leg.of("WH-A", "SF", "SKU-1", 2)), "R-3"));

    assertThat(all.revision()).isEqualTo(3);
    assertThat(all.plan().unfulfilledLines()).isEmpty();
    assertThat(all.lineage().carriedShipments()).isEqualTo(1);
    assertThat(bench.used(STOCK_A)).isEqualTo(3);
    assertThat(bench.plans().findPlan(first.planId()).orElseThrow().shipmentStates()).isEmpty();
    assertThat(bench.plans().findPlan(some.planId()).orElseThrow().shipmentStates())
        .containsExactly(CARRIED);
  }

  @Test
  void repeats_get_the_revision_that_is_theirs() {
    Proposal first = twoShipments("O-1");
    StoredPlan plan = bench.reserved(first);
    release(plan, "C-1");
    Proposal again = replacing(current(plan), first.plan(), "R-1");
    StoredPlan second = bench.reserved(again);
    clock.advance(Duration.ofDays(1));

    assertThat(bench.reserve(again)).isEqualTo(new AlreadyRouted(second));
    assertThat(bench.reserve(first)).isEqualTo(new AlreadyRouted(second));
    release(second, "C-2");
    StoredPlan third = bench.reserved(replacing(current(plan), first.plan(), "R-2"));
    assertThat(bench.reserve(first)).isEqualTo(new AlreadyRouted(third));
    StoredPlan history = bench.plans().findPlan(second.planId()).orElseThrow();
    assertThat(bench.reserve(again)).isEqualTo(new AlreadyRouted(history));
    assertThat(bench.plans().findRevision(first.order().key(), "R-1")).contains(history);
    assertThat(bench.plans().findRevision(first.order().key(), "R-2")).contains(third);
    assertThat(bench.plans().findRevision(first.order().key(), "R-3")).isEmpty();
    assertThat(bench.plans().findRevision(first.order().key(), "")).isEmpty();
    assertThat(bench.used(STOCK_A)).isEqualTo(2);
  }

  @Test
  void a_plan_that_changed_since_it_was_seen_is_not_replaced() {
    Proposal first = held(twoShipments("O-1"), HOLD);
    StoredPlan seen = bench.reserved(first);
    await(bench.ledger().confirm(seen.planId()));
    StoredPlan confirmed = current(seen);
    Proposal rest = replacing(seen, plan(Leg.of("WH-A", "SF", "SKU-1", 1)), "R-1");
    assertThat(bench.reserve(rest)).isEqualTo(new Superseded(confirmed));

    release(seen, "C-1", new ShippedLine("SKU-1", 1));
    StoredPlan cut = current(seen);
    StoredPlan next = bench.reserved(replacing(cut, plan(Leg.of("WH-A", "SF", "SKU-1", 1)), "R-2"));

    assertThat(bench.reserve(replacing(cut, plan(Leg.of("WH-A", "SF", "SKU-1", 1)), "R-3")))
        .isEqualTo(new Superseded(next));
    assertThat(bench.used(STOCK_A)).isEqualTo(2);
  }

  @Test
  void what_does_not_fit_changes_nothing() {
    StoredPlan seen =
        bench.reserved(
            proposal("O-1", partly(Leg.of("WH-A", "SF", "SKU-1", 8), nothing("SKU-1", 5))));

    assertThat(bench.reserve(replacing(seen, plan(Leg.of("WH-A", "SF", "SKU-1", 5)), "R-1")))
        .isInstanceOf(NoLongerFits.class);

    assertThat(current(seen)).isEqualTo(seen);
    assertThat(bench.used(STOCK_A)).isEqualTo(8);
    bench.stock("WH-A", "SKU-1", 13);
    bench.reserved(replacing(seen, plan(Leg.of("WH-A", "SF", "SKU-1", 5)), "R-1"));
    assertThat(bench.used(STOCK_A)).isEqualTo(13);
  }

  @Test
  void history_cannot_be_changed() {
    StoredPlan first = bench.reserved(twoShipments("O-1"));
    release(first, "C-1", new ShippedLine("SKU-1", 2));
    StoredPlan seen = current(first);
    bench.reserved(replacing(seen, plan(Leg.of("WH-A", "SF", "SKU-1", 2)), ""));

    assertThat(await(bench.ledger().confirm(first.planId()))).isInstanceOf(Forbidden.class);
    assertThat(await(bench.ledger().ship(first.planId(), List.of()))).isInstanceOf(Forbidden.class);
    assertThat(release(first, "C-2")).isInstanceOf(Forbidden.class);
    assertThat(release(first, "C-1", new ShippedLine("SKU-1", 2)))
        .as("a repeat of what was done before")
        .isInstanceOf(Done.class);
    assertThat(bench.used(STOCK_B)).isEqualTo(3);
  }

  @Test
  void a_hold_is_renewed_for_what_was_held_or_ends_when_it_would_have() {
    StoredPlan first =
        bench.reserved(
            held(
                proposal("O-1", partly(Leg.of("WH-A", "SF", "SKU-1", 1), nothing("SKU-1", 2))),
                HOLD));
    clock.advance(HOLD.dividedBy(3));

    StoredPlan second =
        bench.reserved(
            replacing(first, partly(Leg.of("WH-A", "SF", "SKU-1", 1), nothing("SKU-1", 1)), "R-1"));
    assertThat(second.shipmentStates()).containsExactly(HELD, CONFIRMED);
    assertThat(second.expireTime()).isEqualTo(first.expireTime());
    StoredPlan third =
        bench.reserved(
            held(replacing(second, plan(Leg.of("WH-A", "SF", "SKU-1", 1)), "R-2"), HOLD));
    assertThat(third.shipmentStates()).containsExactly(HELD, CONFIRMED, HELD);
    assertThat(third.expireTime()).contains(clock.now().plus(HOLD));

    clock.advance(HOLD.minusSeconds(1));
    assertThat(await(bench.ledger().expireHolds())).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(await(bench.ledger().expireHolds())).isEqualTo(1);
    assertThat(current(first).shipmentStates()).containsExactly(RELEASED, CONFIRMED, RELEASED);
    assertThat(bench.used(STOCK_A)).isEqualTo(1);
  }

  @Test
  void two_at_once_make_one_revision() throws Exception {
    for (int round = 0; round < 10; round++) {
      StoredPlan first = bench.reserved(proposal("O-" + round, nothing("SKU-1", 1)));
      Proposal rest = replacing(first, plan(Leg.of("WH-A", "SF", "SKU-1", 1)), "");

      List<ReserveResult> results = twice(() -> bench.reserve(rest));

      StoredPlan next = current(first);
      assertThat(next.revision()).isEqualTo(2);
      assertThat(results).containsExactlyInAnyOrder(new Reserved(next), new Superseded(next));
      assertThat(bench.used(STOCK_A)).isEqualTo(round + 1);
    }
  }

  private static Proposal twoShipments(String orderId) {
    return proposal(
        orderId,
        plan(
            Leg.of("WH-A", "SF", "SKU-1", 2).with(share("SF", -1, false)),
            Leg.of("WH-B", "ZTO", "SKU-2", 3).with(share("ZTO", -1, false))));
  }

  /** One shipment, and lines that nobody takes. */
  private static ProposedPlan partly(Leg leg, ProposedPlan unfulfilled) {
    ProposedPlan shipped = plan(leg);
    RoutingPlan plan = shipped.plan();
    return new ProposedPlan(
        new RoutingPlan(
            plan.shipments(),
            unfulfilled.plan().unfulfilledLines(),
            plan.orderCost(),
            plan.ruleSetVersion(),
            plan.decidedTime(),
            plan.fallback(),
            plan.shareYields(),
            plan.tags()),
        shipped.takes());
  }

  private TransitionResult release(StoredPlan plan, String requestId, ShippedLine... lines) {
    return await(
        bench.ledger().release(new Release(plan.planId(), List.of(lines), requestId, "cancelled")));
  }

  private StoredPlan current(StoredPlan any) {
    return bench.plans().findCurrentPlan(any.order().key()).orElseThrow();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return LedgerBench.await(stage);
  }

  private static <T> List<T> twice(Callable<T> call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> one : pool.invokeAll(List.of(call, call))) {
        results.add(one.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
