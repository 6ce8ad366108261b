package dev.sluice.server.ledger;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.WH_UNITS;
import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.nothing;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.PlanRepository.Cursor;
import dev.sluice.server.ledger.PlanRepository.Filter;
import dev.sluice.server.ledger.TransitionResult.Done;
import dev.sluice.server.ledger.TransitionResult.Forbidden;
import dev.sluice.server.ledger.TransitionResult.UnknownPlan;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.stock.StockDelta;
import dev.sluice.server.stock.StockRecord;
import dev.sluice.server.stock.StockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to after a plan is stored, and when stock changes under it. */
public abstract class PlanLifeContract {

  private static final Duration HOLD = Duration.ofMinutes(15);
  private static final CounterKey STOCK_1 = CounterKey.stock("WH-A", "SKU-1");
  private static final CounterKey STOCK_2 = CounterKey.stock("WH-B", "SKU-2");

  protected final SettableClock clock = new SettableClock(START);
  protected LedgerBench bench;

  /** A fresh ledger over the network of {@link LedgerSamples}. */
  protected abstract LedgerBench open(DatabaseClock clock, CounterListener listener);

  @BeforeEach
  void open() {
    bench = open(clock, CounterListener.NONE);
    bench.stock("WH-A", "SKU-1", 10);
    bench.stock("WH-B", "SKU-2", 10);
    bench.stock(WH_UNITS, "SKU-1", 10);
  }

  @Test
  void a_held_plan_is_confirmed_once_and_stays() {
    StoredPlan plan = bench.reserved(held(twoShipments("O-1"), HOLD));
    assertThat(plan.shipmentStates()).containsExactly(ShipmentState.HELD, ShipmentState.HELD);
    assertThat(plan.expireTime()).contains(START.plus(HOLD));

    TransitionResult first = confirm(plan);
    TransitionResult second = confirm(plan);
    clock.advance(HOLD);

    assertThat(((Done) first).plan().shipmentStates())
        .containsExactly(ShipmentState.CONFIRMED, ShipmentState.CONFIRMED);
    assertThat(second).isEqualTo(first);
    assertThat(LedgerBench.await(bench.ledger().expireHolds())).isZero();
    assertThat(bench.used(STOCK_1)).isEqualTo(2);
  }

  @Test
  void a_hold_that_is_over_is_given_back_once_and_cannot_be_confirmed() {
    StoredPlan plan = bench.reserved(held(twoShipments("O-1"), HOLD));
    StoredPlan later = bench.reserved(held(twoShipments("O-2"), HOLD.multipliedBy(2)));
    clock.advance(HOLD);

    assertThat(confirm(plan)).isInstanceOf(Forbidden.class);
    assertThat(bench.used(STOCK_1)).isEqualTo(4);
    assertThat(LedgerBench.await(bench.ledger().expireHolds())).isEqualTo(1);
    assertThat(LedgerBench.await(bench.ledger().expireHolds())).isZero();

    assertThat(states(plan)).containsExactly(ShipmentState.RELEASED, ShipmentState.RELEASED);
    assertThat(states(later)).containsExactly(ShipmentState.HELD, ShipmentState.HELD);
    assertThat(confirm(plan)).isInstanceOf(Forbidden.class);
    assertThat(bench.used(STOCK_1)).isEqualTo(2);
    assertThat(bench.used(CounterKey.warehouseDay("WH-A", DAY))).isEqualTo(1);
    assertThat(bench.used(CounterKey.carrierShare("SF", "CN", DAY))).isEqualTo(1);
  }

  @Test
  void release_gives_everything_back_and_may_be_repeated() {
    StoredPlan plan = bench.reserved(twoShipments("O-1"));

    TransitionResult first = release(plan, "R-1");
    TransitionResult second = release(plan, "R-1");
    TransitionResult third = release(plan, "R-2");

    StoredPlan released = ((Done) first).plan();
    assertThat(released.shipmentStates())
        .containsExactly(ShipmentState.RELEASED, ShipmentState.RELEASED);
    assertThat(released.takes()).as("what it held").isEqualTo(plan.takes());
    assertThat(second).isEqualTo(first);
    assertThat(third).isEqualTo(first);
    assertThat(bench.plans().findPlan(plan.planId())).contains(released);
    assertThat(bench.used(STOCK_1)).isZero();
    assertThat(bench.used(STOCK_2)).isZero();
    assertThat(bench.used(CounterKey.allShare("CN", DAY))).isZero();
    assertThat(bench.used(CounterKey.laneDay("WH-A>SF-STD>31", DAY))).isZero();
    assertThat(confirm(plan)).isInstanceOf(Forbidden.class);
  }

  @Test
  void a_part_gives_back_its_units_and_the_parcel_only_with_the_last_of_them() {
    StoredPlan plan = bench.reserved(twoShipments("O-1"));

    StoredPlan rest = ((Done) release(plan, "R-1", new ShippedLine("SKU-1", 1))).plan();
    assertThat(rest.shipmentStates())
        .containsExactly(ShipmentState.CONFIRMED, ShipmentState.CONFIRMED);
    assertThat(LedgerSamples.taken(rest, CounterKind.STOCK)).isEqualTo(4);
    assertThat(bench.used(STOCK_1)).isEqualTo(1);
    assertThat(bench.used(CounterKey.warehouseDay("WH-A", DAY))).isEqualTo(1);

    assertThat(release(plan, "R-1", new ShippedLine("SKU-1", 1))).isEqualTo(new Done(rest));
    assertThat(bench.used(STOCK_1)).isEqualTo(1);

    StoredPlan last = ((Done) release(plan, "R-2", new ShippedLine("SKU-1", 1))).plan();
    assertThat(last.shipmentStates())
        .containsExactly(ShipmentState.RELEASED, ShipmentState.CONFIRMED);
    assertThat(bench.used(STOCK_1)).isZero();
    assertThat(bench.used(STOCK_2)).isEqualTo(3);
    assertThat(bench.used(CounterKey.warehouseDay("WH-A", DAY))).isZero();
    assertThat(bench.used(CounterKey.carrierShare("SF", "CN", DAY))).isZero();
    assertThat(bench.used(CounterKey.allShare("CN", DAY))).isEqualTo(1);

    release(plan, "R-3");
    assertThat(bench.used(STOCK_2)).isZero();
    assertThat(bench.used(CounterKey.allShare("CN", DAY))).isZero();
  }

  @Test
  void a_warehouse_that_counts_units_gets_them_back_at_once() {
    CounterKey day = CounterKey.warehouseDay(WH_UNITS, DAY);
    StoredPlan plan = bench.reserved(proposal("O-1", plan(Leg.of(WH_UNITS, "SF", "SKU-1", 5))));
    assertThat(bench.used(day)).isEqualTo(5);

    release(plan, "R-1", new ShippedLine("SKU-1", 2));
    assertThat(bench.used(day)).isEqualTo(3);
    release(plan, "R-2");
    assertThat(bench.used(day)).isZero();
  }

  @Test
  void more_than_is_held_cannot_be_given_back() {
    StoredPlan plan = bench.reserved(twoShipments("O-1"));

    assertThat(release(plan, "R-1", new ShippedLine("SKU-1", 3))).isInstanceOf(Forbidden.class);
    assertThat(release(plan, "R-2", new ShippedLine("SKU-9", 1))).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> release(plan, "R-3", new ShippedLine("SKU-1", 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> release(plan, "", new ShippedLine("SKU-1", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe");
    assertThat(bench.used(STOCK_1)).isEqualTo(2);
  }

  @Test
  void a_plan_nobody_stored_is_unknown_and_one_that_ships_nothing_has_nothing_to_do() {
    for (String id : List.of("no plan", "20261111-000000-0000000000000", "20260230-x", "")) {
      assertThat(LedgerBench.await(bench.ledger().confirm(id))).isEqualTo(new UnknownPlan(id));
      assertThat(bench.plans().findPlan(id)).isEmpty();
    }
    StoredPlan plan = bench.reserved(proposal("O-1", nothing("SKU-1", 1)));
    assertThat(confirm(plan)).isEqualTo(new Done(plan));
    assertThat(release(plan, "R-1")).isEqualTo(new Done(plan));
  }

  @Test
  void a_confirmed_shipment_ships_once_and_its_goods_are_gone() {
    StoredPlan plan = bench.reserved(twoShipments("O-1"));

    TransitionResult first = ship(plan, 1);

    StoredPlan shipped = ((Done) first).plan();
    assertThat(shipped.shipmentStates())
        .containsExactly(ShipmentState.SHIPPED, ShipmentState.CONFIRMED);
    assertThat(shipped.takes()).as("what it took").isEqualTo(plan.takes());
    assertThat(ship(plan, 1)).isEqualTo(first);
    assertThat(bench.plans().findPlan(plan.planId())).contains(shipped);
    assertThat(bench.counter(STOCK_1)).isEqualTo(new Counter(STOCK_1, 8, 0, 0));
    assertThat(bench.positions().list(List.of("SKU-1")).get("SKU-1"))
        .contains(new StockState("WH-A", "SKU-1", 8, 0, 0, List.of()));
    assertThat(bench.used(CounterKey.warehouseDay("WH-A", DAY))).isEqualTo(1);
    assertThat(bench.used(CounterKey.carrierShare("SF", "CN", DAY))).isEqualTo(1);

    StoredPlan all = ((Done) ship(plan)).plan();
    assertThat(all.shipmentStates()).containsExactly(ShipmentState.SHIPPED, ShipmentState.SHIPPED);
    assertThat(ship(plan)).isEqualTo(new Done(all));
    assertThat(release(plan, "R-1")).isInstanceOf(Forbidden.class);
    assertThat(bench.counter(STOCK_2)).isEqualTo(new Counter(STOCK_2, 7, 0, 0));
  }

  @Test
  void what_was_given_back_of_a_shipment_does_not_ship() {
    StoredPlan plan = bench.reserved(twoShipments("O-1"));
    release(plan, "R-1", new ShippedLine("SKU-2", 1));

    ship(plan, 2);

    assertThat(bench.counter(STOCK_2)).isEqualTo(new Counter(STOCK_2, 8, 0, 0));
    release(plan, "R-2");
    assertThat(states(plan)).containsExactly(ShipmentState.RELEASED, ShipmentState.SHIPPED);
    assertThat(ship(plan)).as("nothing is left to ship").isInstanceOf(Done.class);
  }

  @Test
  void what_is_held_or_given_back_does_not_ship() {
    StoredPlan held = bench.reserved(held(twoShipments("O-1"), HOLD));
    StoredPlan gone = bench.reserved(twoShipments("O-2"));
    release(gone, "R-1");

    assertThat(((Forbidden) ship(held)).why()).contains("HELD", "Maybe confirm");
    assertThat(ship(held, 2)).isInstanceOf(Forbidden.class);
    assertThat(ship(gone)).isInstanceOf(Forbidden.class);
    assertThat(ship(gone, 1)).isInstanceOf(Forbidden.class);
    confirm(held);
    assertThat(((Forbidden) ship(held, 1, 3)).why()).contains("2 shipments");
    assertThat(states(held)).containsExactly(ShipmentState.CONFIRMED, ShipmentState.CONFIRMED);
    assertThat(LedgerBench.await(bench.ledger().ship("no plan", List.of())))
        .isEqualTo(new UnknownPlan("no plan"));
    StoredPlan nothing = bench.reserved(proposal("O-3", nothing("SKU-1", 1)));
    assertThat(ship(nothing)).isEqualTo(new Done(nothing));
  }

  @Test
  void more_may_ship_than_was_counted() {
    StoredPlan plan = bench.reserved(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 8))));
    StoredPlan other = bench.reserved(proposal("O-2", plan(Leg.of("WH-A", "SF", "SKU-1", 2))));
    bench.stock("WH-A", "SKU-1", 5);

    ship(plan);

    assertThat(bench.counter(STOCK_1)).isEqualTo(new Counter(STOCK_1, 0, 2, 0));
    ship(other);
    assertThat(bench.counter(STOCK_1)).isEqualTo(new Counter(STOCK_1, 0, 0, 0));
    bench.stock("WH-A", "SKU-1", 4);
    assertThat(bench.counter(STOCK_1).free()).isEqualTo(4);
  }

  @Test
  void one_plan_expires_by_itself_once_its_hold_is_over() {
    StoredPlan plan = bench.reserved(held(twoShipments("O-1"), HOLD));
    assertThat(LedgerBench.await(bench.ledger().expire(plan.planId()))).isEqualTo(new Done(plan));
    clock.advance(HOLD);

    LedgerBench.await(bench.ledger().expire(plan.planId()));

    assertThat(states(plan)).containsExactly(ShipmentState.RELEASED, ShipmentState.RELEASED);
    assertThat(bench.used(STOCK_1)).isZero();
  }

  @Test
  void plans_are_listed_newest_first_by_page_and_filter() {
    List<StoredPlan> plans = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      plans.add(0, bench.reserved(proposal("O-" + i, plan(Leg.of("WH-A", "SF", "SKU-1", 1)))));
      clock.advance(Duration.ofHours(5));
    }
    StoredPlan other = bench.reserved(proposal("O-B", plan(Leg.of("WH-B", "SF", "SKU-2", 1))));

    List<StoredPlan> first = bench.plans().listPlans(Filter.ALL, 4, Optional.empty());
    assertThat(first).containsExactly(other, plans.get(0), plans.get(1), plans.get(2));
    Cursor end = new Cursor(first.get(3).storedTime(), first.get(3).planId());
    assertThat(bench.plans().listPlans(Filter.ALL, 4, Optional.of(end)))
        .containsExactly(plans.get(3), plans.get(4));

    Filter byWarehouse =
        new Filter(
            Optional.of(START.plus(Duration.ofHours(5))),
            Optional.of(START.plus(Duration.ofHours(15))),
            Optional.of(ShipmentState.CONFIRMED),
            Optional.of("WH-A"),
            Optional.of("SF"),
            Optional.of("DOUYIN"),
            Optional.of("SKU-1"),
            Optional.empty());
    assertThat(bench.plans().listPlans(byWarehouse, 10, Optional.empty()))
        .containsExactly(plans.get(2), plans.get(3));
    Filter byOrder =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("O-B"));
    assertThat(bench.plans().listPlans(byOrder, 10, Optional.empty())).containsExactly(other);
  }

  @Test
  void older_news_of_stock_is_ignored() {
    List<StockRecord> ten = List.of(new StockRecord("WH-A", "SKU-7", 10, 2));
    List<StockRecord> one = List.of(new StockRecord("WH-A", "SKU-7", 1, 0));

    bench.stock().setStock(ten, START);
    List<StockState> after = bench.stock().setStock(one, START.minusSeconds(1));

    assertThat(after)
        .containsExactly(new StockState("WH-A", "SKU-7", 0, 0, 0, List.of()).counted(10, 2, START));
    assertThat(after.get(0).freeCapacity()).isEqualTo(8);
    bench.stock().setStock(one, START);
    assertThat(bench.positions().list(List.of("SKU-7")).get("SKU-7"))
        .containsExactly(new StockState("WH-A", "SKU-7", 0, 0, 0, List.of()).counted(1, 0, START));
  }

  @Test
  void stock_may_fall_below_what_is_held_and_nothing_is_added_until_it_is_back() {
    StoredPlan plan = bench.reserved(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 8))));
    bench.stock("WH-A", "SKU-1", 5);

    assertThat(bench.counter(STOCK_1).capacity()).isEqualTo(5);
    assertThat(bench.used(STOCK_1)).isEqualTo(8);
    assertThat(bench.reserve(proposal("O-2", plan(Leg.of("WH-A", "SF", "SKU-1", 1)))))
        .isInstanceOf(ReserveResult.NoLongerFits.class);
    release(plan, "R-1", new ShippedLine("SKU-1", 4));
    bench.reserved(proposal("O-2", plan(Leg.of("WH-A", "SF", "SKU-1", 1))));
    assertThat(bench.counter(STOCK_1).free()).isZero();
  }

  @Test
  void an_adjustment_is_applied_once_and_never_below_zero() {
    List<StockDelta> five = List.of(new StockDelta("WH-A", "SKU-1", 5));
    bench.stock().adjustStock(five, "A-1");
    assertThat(bench.stock().adjustStock(five, "A-1"))
        .containsExactly(new StockState("WH-A", "SKU-1", 15, 0, 0, List.of()));

    List<StockDelta> tooMany =
        List.of(new StockDelta("WH-B", "SKU-2", 1), new StockDelta("WH-A", "SKU-1", -16));
    assertThatThrownBy(() -> bench.stock().adjustStock(tooMany, "A-2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15")
        .hasMessageContaining("Maybe");
    assertThat(bench.counter(STOCK_2).capacity()).isEqualTo(10);
    bench.stock().adjustStock(List.of(new StockDelta("WH-A", "SKU-NEW", 3)), "A-2");
    assertThat(bench.counter(CounterKey.stock("WH-A", "SKU-NEW")).free()).isEqualTo(3);
  }

  private static Proposal twoShipments(String orderId) {
    return proposal(
        orderId,
        plan(
            Leg.of("WH-A", "SF", "SKU-1", 2).with(share("SF", -1, false)),
            Leg.of("WH-B", "ZTO", "SKU-2", 3).with(share("ZTO", -1, false))));
  }

  private TransitionResult confirm(StoredPlan plan) {
    return LedgerBench.await(bench.ledger().confirm(plan.planId()));
  }

  private TransitionResult ship(StoredPlan plan, Integer... shipmentNumbers) {
    return LedgerBench.await(bench.ledger().ship(plan.planId(), List.of(shipmentNumbers)));
  }

  private TransitionResult release(StoredPlan plan, String requestId, ShippedLine... lines) {
    return LedgerBench.await(
        bench.ledger().release(new Release(plan.planId(), List.of(lines), requestId, "cancelled")));
  }

  private List<ShipmentState> states(StoredPlan plan) {
    return bench.plans().findPlan(plan.planId()).orElseThrow().shipmentStates();
  }
}
