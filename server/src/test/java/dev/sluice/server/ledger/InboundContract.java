package dev.sluice.server.ledger;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.stock.Inbound;
import dev.sluice.server.stock.InboundReceipt;
import dev.sluice.server.stock.InboundRecord;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockState;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every stock does with units that are on their way. */
public abstract class InboundContract {

  private static final LocalDate SOON = DAY.plusDays(2);
  private static final CounterKey FREE = CounterKey.stock("WH-A", "SKU-1");
  private static final CounterKey COMING = CounterKey.inbound("WH-A", "SKU-1", SOON);

  private final SettableClock clock = new SettableClock(START);
  private LedgerBench bench;
  private int requests;

  protected abstract LedgerBench open(DatabaseClock clock, CounterListener listener);

  @BeforeEach
  void fill() {
    bench = open(clock, CounterListener.NONE);
    count(5);
  }

  @Test
  void what_is_announced_can_be_taken_but_is_not_there() {
    StockState after = announce(10);

    reserve("O-1", 7, COMING);

    assertThat(after.inbound()).containsExactly(new Inbound("WH-A", "SKU-1", SOON, 10, 0, 0));
    assertThat(coming()).isEqualTo(new Inbound("WH-A", "SKU-1", SOON, 10, 0, 7));
    assertThat(bench.counter(COMING).free()).isEqualTo(3);
    assertThat(bench.counter(FREE).free()).isEqualTo(5);
    assertThat(bench.reserve(take("O-2", List.of(new Take(COMING, 4)))))
        .isInstanceOf(ReserveResult.NoLongerFits.class);
    assertThat(available()).isEqualTo(5);
  }

  @Test
  void what_comes_is_for_plans_that_hold_it_and_the_rest_for_everybody() {
    announce(10);
    StoredPlan plan = reserve("O-1", 7, COMING);

    receive(10);

    assertThat(coming()).isEqualTo(new Inbound("WH-A", "SKU-1", SOON, 0, 7, 7));
    assertThat(state().onHand()).isEqualTo(15);
    assertThat(bench.counter(FREE).free()).isEqualTo(8);
    assertThat(available()).isEqualTo(8);
    assertThat(state().seenBy(SalesPoint.ANY, clock.now()).reserved()).isEqualTo(7);
    assertThat(bench.plans().findPlan(plan.planId())).contains(plan);

    ship(plan);

    assertThat(state().onHand()).isEqualTo(8);
    assertThat(bench.counter(FREE).free()).isEqualTo(8);
    assertThat(bench.counter(COMING).used()).isZero();
    bench.stock().endEarmarks();
    assertThat(state().inbound()).isEmpty();
  }

  @Test
  void a_part_that_comes_is_for_plans_first() {
    announce(10);
    reserve("O-1", 7, COMING);

    receive(4);

    assertThat(coming()).isEqualTo(new Inbound("WH-A", "SKU-1", SOON, 6, 4, 7));
    assertThat(bench.counter(FREE).free()).isEqualTo(5);
    assertThat(bench.counter(COMING).free()).isEqualTo(3);

    receive(9);

    assertThat(coming()).isEqualTo(new Inbound("WH-A", "SKU-1", SOON, 0, 7, 7));
    assertThat(bench.counter(FREE).free()).isEqualTo(11);
  }

  @Test
  void goods_that_were_counted_already_do_not_count_twice() {
    announce(10);
    reserve("O-1", 7, COMING);
    count(15);
    assertThat(available()).isEqualTo(15);

    bench
        .stock()
        .receive(List.of(new InboundReceipt("WH-A", "SKU-1", SOON, 10, true)), "R-counted");

    assertThat(state().onHand()).isEqualTo(15);
    assertThat(available()).isEqualTo(8);
  }

  @Test
  void a_request_is_applied_once() {
    InboundRecord ten = new InboundRecord("WH-A", "SKU-1", SOON, 10);
    InboundReceipt three = new InboundReceipt("WH-A", "SKU-1", SOON, 3, false);
    bench.stock().announce(List.of(ten), "R-same");
    bench.stock().receive(List.of(three), "R-same");

    bench.stock().announce(List.of(ten), "R-same");
    bench.stock().receive(List.of(three), "R-same");

    assertThat(state().onHand()).isEqualTo(8);
    assertThat(coming().expected()).isEqualTo(7);
  }

  @Test
  void fewer_than_plans_hold_fall_short_until_more_come_or_plans_give_back() {
    announce(10);
    StoredPlan plan = reserve("O-1", 7, COMING);

    announce(4);
    assertThat(bench.counter(COMING).shortfall()).isEqualTo(3);
    receive(4);
    assertThat(bench.counter(COMING).shortfall()).isEqualTo(3);
    release(plan, 2);
    assertThat(bench.counter(COMING).shortfall()).isEqualTo(1);
    receive(2);

    assertThat(bench.counter(COMING).shortfall()).isZero();
    assertThat(coming()).isEqualTo(new Inbound("WH-A", "SKU-1", SOON, 0, 5, 5));
    assertThat(bench.counter(FREE).free()).isEqualTo(6);
  }

  @Test
  void what_plans_give_back_can_be_taken_again_and_once_it_came_is_for_everybody() {
    announce(10);
    StoredPlan first = reserve("O-1", 7, COMING);
    release(first, 2);
    StoredPlan second = reserve("O-2", 5, COMING);
    receive(10);
    assertThat(bench.counter(FREE).free()).isEqualTo(5);

    release(second, 5);
    assertThat(bench.stock().endEarmarks()).isEqualTo(1);

    assertThat(bench.counter(FREE).free()).isEqualTo(10);
    assertThat(bench.counter(COMING).free()).isZero();
    assertThat(available()).isEqualTo(10);
    assertThat(bench.stock().endEarmarks()).isZero();
  }

  @Test
  void a_hold_that_is_over_gives_it_back() {
    announce(10);
    bench.reserved(held(take("O-1", List.of(new Take(COMING, 7))), Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(6));

    LedgerBench.await(bench.ledger().expireHolds());

    assertThat(bench.counter(COMING).free()).isEqualTo(10);
  }

  @Test
  void what_ships_before_anybody_received_it_had_come() {
    announce(10);
    StoredPlan plan = reserve("O-1", 7, COMING);
    receive(4);

    ship(plan);

    assertThat(state().onHand()).isEqualTo(5);
    assertThat(coming()).isEqualTo(new Inbound("WH-A", "SKU-1", SOON, 3, 0, 0));
    assertThat(bench.counter(FREE).free()).isEqualTo(5);
  }

  @Test
  void nothing_more_is_expected() {
    announce(10);
    announce(0);

    assertThat(state().inbound()).isEmpty();
    assertThat(bench.counter(COMING).free()).isZero();
  }

  @Test
  void a_lower_count_leaves_what_came_for_plans() {
    announce(10);
    reserve("O-1", 7, COMING);
    receive(7);

    count(9);

    assertThat(coming().arrived()).isEqualTo(7);
    assertThat(bench.counter(FREE).free()).isEqualTo(2);
  }

  @Test
  void several_days_of_one_sku_come_in_one_request() {
    InboundRecord one = new InboundRecord("WH-A", "SKU-1", SOON, 10);
    InboundRecord later = new InboundRecord("WH-A", "SKU-1", SOON.plusDays(1), 3);

    assertThat(bench.stock().announce(List.of(one, later), "R-two").get(0).inbound())
        .extracting(Inbound::expected)
        .containsExactly(10L, 3L);
  }

  private StockState announce(long units) {
    return bench
        .stock()
        .announce(List.of(new InboundRecord("WH-A", "SKU-1", SOON, units)), "A-" + requests++)
        .get(0);
  }

  private void receive(long units) {
    bench
        .stock()
        .receive(
            List.of(new InboundReceipt("WH-A", "SKU-1", SOON, units, false)), "C-" + requests++);
  }

  private void count(long onHand) {
    clock.advance(Duration.ofSeconds(1));
    bench.stock().setStock(List.of(new StockRecord("WH-A", "SKU-1", onHand, 0)), clock.now());
  }

  private StockState state() {
    return Objects.requireNonNull(bench.positions().list(List.of("SKU-1")).get("SKU-1")).get(0);
  }

  private Inbound coming() {
    return Optional.of(state().inbound()).filter(all -> all.size() == 1).orElseThrow().get(0);
  }

  private long available() {
    return state().seenBy(SalesPoint.ANY, clock.now()).availableToPromise();
  }

  private StoredPlan reserve(String orderId, long units, CounterKey counter) {
    return bench.reserved(take(orderId, List.of(new Take(counter, units))));
  }

  private void ship(StoredPlan plan) {
    assertThat(LedgerBench.await(bench.ledger().ship(plan.planId(), List.of())))
        .isInstanceOf(TransitionResult.Done.class);
  }

  private void release(StoredPlan plan, long units) {
    Release some =
        new Release(
            plan.planId(),
            List.of(new ShippedLine("SKU-1", units)),
            "R-" + requests++,
            "cancelled");
    assertThat(LedgerBench.await(bench.ledger().release(some)))
        .isInstanceOf(TransitionResult.Done.class);
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
