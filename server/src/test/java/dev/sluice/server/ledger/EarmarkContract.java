package dev.sluice.server.ledger;

import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.EarmarkNotFreeException;
import dev.sluice.server.stock.EarmarkRecord;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockPosition;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every stock does with units that are kept for somebody. */
public abstract class EarmarkContract {

  private static final EarmarkHolder LI = new EarmarkHolder(EarmarkHolder.Kind.HOST, "Li");
  private static final EarmarkHolder SHOP = new EarmarkHolder(EarmarkHolder.Kind.STORE, "Shop");
  private static final SalesPoint LIS_STREAM = new SalesPoint("DOUYIN", "Other", "Li");
  private static final CounterKey FREE = CounterKey.stock("WH-A", "SKU-1");
  private static final CounterKey KEPT = CounterKey.earmark("WH-A", "SKU-1", LI.text());
  private static final Instant END = START.plusSeconds(3_600);

  private final SettableClock clock = new SettableClock(START);
  private LedgerBench bench;

  protected abstract LedgerBench open(DatabaseClock clock, CounterListener listener);

  @BeforeEach
  void fill() {
    bench = open(clock, CounterListener.NONE);
    count(10, 2);
  }

  @Test
  void units_move_from_everybody_to_the_holder() {
    StockState after = keep(LI, 5, "R-1");

    assertThat(bench.counter(FREE).free()).isEqualTo(3);
    assertThat(bench.counter(KEPT).free()).isEqualTo(5);
    assertThat(after.seenBy(SalesPoint.ANY, clock.now()).availableToPromise()).isEqualTo(3);
    assertThat(after.seenBy(LIS_STREAM, clock.now()).availableToPromise()).isEqualTo(8);
    assertThat(state()).isEqualTo(after);
  }

  @Test
  void a_request_is_applied_once() {
    keep(LI, 5, "R-1");
    keep(LI, 2, "R-2");

    keep(LI, 5, "R-1");

    assertThat(earmark().kept()).isEqualTo(2);
    assertThat(bench.counter(FREE).free()).isEqualTo(6);
  }

  @Test
  void more_than_is_free_is_refused() {
    keep(SHOP, 6, "R-1");
    reserve("O-1", 1, FREE);

    assertThatThrownBy(() -> keep(LI, 2, "R-2"))
        .isInstanceOfSatisfying(
            EarmarkNotFreeException.class, e -> assertThat(e.possible()).isEqualTo(1))
        .hasMessageContaining("HOST:Li")
        .hasMessageContaining("Maybe");
    assertThat(state().findEarmark(LI)).isEmpty();
    keep(LI, 1, "R-2");
    assertThat(bench.counter(FREE).free()).isZero();
  }

  @Test
  void fewer_than_orders_hold_keeps_what_they_hold_and_gives_back_what_they_do() {
    keep(LI, 5, "R-1");
    StoredPlan plan = reserve("O-1", 4, KEPT);

    keep(LI, 2, "R-2");
    assertThat(earmark().kept()).isEqualTo(4);
    assertThat(bench.counter(FREE).free()).isEqualTo(4);

    release(plan, 3);
    assertThat(bench.stock().endEarmarks()).isEqualTo(1);
    assertThat(earmark().kept()).isEqualTo(2);
    assertThat(earmark().reserved()).isEqualTo(1);
    assertThat(bench.counter(FREE).free()).isEqualTo(6);
    assertThat(bench.stock().endEarmarks()).isZero();
  }

  @Test
  void when_it_is_over_what_is_not_held_is_for_everybody_and_the_rest_once_it_is_released() {
    keep(LI, 5, "R-1");
    StoredPlan plan = reserve("O-1", 2, KEPT);
    clock.advance(Duration.ofHours(1));

    assertThat(bench.stock().endEarmarks()).isEqualTo(1);
    assertThat(bench.counter(FREE).free()).isEqualTo(6);
    assertThat(earmark().kept()).isEqualTo(2);
    assertThat(bench.stock().endEarmarks()).isZero();

    release(plan, 2);
    assertThat(bench.counter(KEPT).used()).isZero();
    assertThat(bench.stock().endEarmarks()).isEqualTo(1);
    assertThat(bench.counter(FREE).free()).isEqualTo(8);
    assertThat(state().earmarks()).isEmpty();
    assertThat(bench.stock().endEarmarks()).isZero();
  }

  @Test
  void an_order_takes_all_or_nothing_over_both_counters() {
    keep(LI, 5, "R-1");

    assertThat(bench.reserve(take("O-1", List.of(new Take(KEPT, 5), new Take(FREE, 4)))))
        .isInstanceOf(ReserveResult.NoLongerFits.class);
    bench.reserved(take("O-1", List.of(new Take(KEPT, 5), new Take(FREE, 3))));

    StockPosition seen = state().seenBy(LIS_STREAM, clock.now());
    assertThat(seen).isEqualTo(new StockPosition("WH-A", "SKU-1", 10, 2, 0, 8));
    assertThat(seen.availableToPromise()).isZero();
  }

  @Test
  void a_lower_count_is_taken_from_everybody_first_then_from_what_is_kept_then_falls_short() {
    keep(LI, 5, "R-1");
    reserve("O-1", 1, KEPT);
    reserve("O-2", 1, FREE);

    count(8, 2);
    assertThat(bench.counter(FREE).free()).isZero();
    assertThat(earmark().kept()).isEqualTo(5);
    count(5, 2);
    assertThat(bench.counter(FREE).free()).isZero();
    assertThat(earmark().kept()).isEqualTo(2);
    count(1, 0);
    assertThat(earmark().kept()).isEqualTo(1);
    assertThat(bench.counter(FREE).capacity()).isZero();
    assertThat(bench.counter(FREE).used()).isEqualTo(1);

    count(10, 2);
    assertThat(earmark().kept()).isEqualTo(5);
    assertThat(bench.counter(FREE).free()).isEqualTo(2);
  }

  @Test
  void what_ships_is_kept_no_more() {
    keep(LI, 5, "R-1");
    StoredPlan plan = bench.reserved(take("O-1", List.of(new Take(KEPT, 3), new Take(FREE, 1))));

    assertThat(LedgerBench.await(bench.ledger().ship(plan.planId(), List.of())))
        .isInstanceOf(TransitionResult.Done.class);

    assertThat(state().onHand()).isEqualTo(6);
    assertThat(earmark().units()).isEqualTo(2);
    assertThat(earmark().kept()).isEqualTo(2);
    assertThat(earmark().reserved()).isZero();
    assertThat(bench.counter(FREE).free()).isEqualTo(2);
  }

  private StockState keep(EarmarkHolder holder, long units, String requestId) {
    return bench
        .stock()
        .keep(List.of(new EarmarkRecord("WH-A", "SKU-1", holder, units, END)), requestId)
        .get(0);
  }

  private void count(long onHand, long safetyStock) {
    clock.advance(Duration.ofSeconds(1));
    bench
        .stock()
        .setStock(List.of(new StockRecord("WH-A", "SKU-1", onHand, safetyStock)), clock.now());
  }

  private StockState state() {
    return Objects.requireNonNull(bench.positions().list(List.of("SKU-1")).get("SKU-1")).get(0);
  }

  private Earmark earmark() {
    return state().findEarmark(LI).orElseThrow();
  }

  private StoredPlan reserve(String orderId, long units, CounterKey counter) {
    return bench.reserved(take(orderId, List.of(new Take(counter, units))));
  }

  private void release(StoredPlan plan, long units) {
    TransitionResult result =
        LedgerBench.await(
            bench
                .ledger()
                .release(
                    new Release(
                        plan.planId(),
                        List.of(new ShippedLine("SKU-1", units)),
                        "R",
                        "cancelled")));
    assertThat(result).isInstanceOf(TransitionResult.Done.class);
  }

  /** An order that takes its units as given. */
  private static Proposal take(String orderId, List<Take> ofStock) {
    long units = ofStock.stream().mapToLong(Take::amount).sum();
    ProposedPlan plain = plan(Leg.of("WH-A", "SF", "SKU-1", units));
    ShipmentTakes shipment = plain.takes().get(0);
    List<Take> takes = new ArrayList<>(ofStock);
    shipment.takes().stream().filter(take -> !take.counter().isOfStock()).forEach(takes::add);
    return proposal(
        orderId,
        new ProposedPlan(
            plain.plan(),
            List.of(new ShipmentTakes(1, List.copyOf(takes), shipment.shareTakes()))));
  }
}
