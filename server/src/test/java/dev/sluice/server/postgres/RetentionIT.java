package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.nothing;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.replacing;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.ShipmentState;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.stock.InboundRecord;
import dev.sluice.server.stock.StockDelta;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is forgotten after the retention, what stays, and that the books are right all the time. */
class RetentionIT {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final LocalDate FIRST = LedgerSamples.DAY;

  private final SettableClock clock = new SettableClock(START);
  private PostgresBench postgres;
  private LedgerBench bench;
  private Retention retention;

  @BeforeEach
  void open() {
    postgres = new PostgresBench(clock, CounterListener.NONE);
    bench = postgres.bench;
    retention = new Retention(postgres.database.dataSource(), clock, KEPT);
    bench.stock("WH-A", "SKU-1", 100);
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void nothing_is_forgotten_as_long_as_it_is_kept() throws SQLException {
    StoredPlan plan = bench.reserved(order("O-1"));
    release(plan);
    clock.advance(KEPT);

    assertThat(retention.run()).isEmpty();

    assertThat(bench.plans().findPlan(plan.planId())).isPresent();
    assertThat(bench.reserve(order("O-1")).storedPlan()).isPresent();
  }

  @Test
  void closed_plans_go_with_their_day_their_keys_and_their_events() throws SQLException {
    StoredPlan shipped = bench.reserved(order("O-1"));
    ship(shipped);
    StoredPlan released = bench.reserved(order("O-2"));
    release(released);
    StoredPlan unfulfilled = bench.reserved(proposal("O-3", nothing("SKU-1", 2)));
    seen("1", FIRST);
    seen("2", FIRST.plusDays(20));
    clock.advance(KEPT.plusDays(2));
    StoredPlan recent = bench.reserved(order("O-4"));

    assertThat(retention.run()).containsExactly(FIRST, FIRST.plusDays(1));

    for (StoredPlan gone : List.of(shipped, released, unfulfilled)) {
      assertThat(bench.plans().findPlan(gone.planId())).isEmpty();
      assertThat(bench.plans().findCurrentPlan(gone.order().key())).isEmpty();
    }
    assertThat(bench.plans().findPlan(recent.planId())).contains(recent);
    assertThat(count("SELECT count(*) FROM order_key")).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM outbox WHERE plan_id < '20261201'")).isZero();
    assertThat(count("SELECT count(*) FROM outbox_pruned")).isEqualTo(1);
    assertThat(tables("plan_202611%")).isZero();
    assertThat(tables("decision_record_202611%")).isZero();
    assertThat(tables("plan_gone%")).isZero();
    assertThat(count("SELECT version FROM network_snapshot")).isEqualTo(2);
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isEqualTo(2);
    assertBooksAreRight();
    assertThat(retention.run()).isEmpty();
  }

  @Test
  void what_is_still_to_ship_stays_until_it_has_shipped() throws SQLException {
    StoredPlan open = bench.reserved(order("O-1"));
    StoredPlan gone = bench.reserved(order("O-2"));
    release(gone);
    clock.advance(KEPT.plusDays(2));

    assertThat(retention.run()).contains(FIRST);

    assertThat(bench.plans().findPlan(open.planId())).contains(open);
    assertThat(bench.plans().findCurrentPlan(open.order().key())).contains(open);
    assertThat(bench.plans().findPlan(gone.planId())).isEmpty();
    assertThat(bench.used(CounterKey.stock("WH-A", "SKU-1"))).isEqualTo(2);
    assertBooksAreRight();
    assertThat(retention.run()).as("it is still open").isEmpty();

    ship(open);
    assertThat(state(open)).isEqualTo(ShipmentState.SHIPPED);
    assertBooksAreRight();
    assertThat(retention.run()).containsExactly(FIRST);

    assertThat(bench.plans().findPlan(open.planId())).isEmpty();
    assertThat(count("SELECT count(*) FROM order_key")).isZero();
    assertThat(tables("plan_202611%")).isZero();
    assertBooksAreRight();
  }

  @Test
  void a_key_lives_as_long_as_its_current_revision() throws SQLException {
    StoredPlan first = bench.reserved(order("O-1"));
    release(first);
    clock.advance(Duration.ofDays(10));
    StoredPlan seen = bench.plans().findPlan(first.planId()).orElseThrow();
    Proposal again = replacing(seen, order("O-1").plan(), "R-1");
    StoredPlan second = bench.reserved(again);
    release(second);
    clock.advance(KEPT.minusDays(8));

    assertThat(retention.run()).contains(FIRST);

    assertThat(bench.plans().findPlan(first.planId())).isEmpty();
    assertThat(bench.plans().findCurrentPlan(second.order().key()))
        .map(StoredPlan::planId)
        .contains(second.planId());
    assertThat(bench.reserve(order("O-1")).storedPlan())
        .map(StoredPlan::planId)
        .contains(second.planId());
    assertThat(bench.plans().findRevision(second.order().key(), "R-1"))
        .map(StoredPlan::planId)
        .contains(second.planId());
    assertBooksAreRight();
    clock.advance(Duration.ofDays(10));
    runToTheEnd();
    assertThat(count("SELECT count(*) FROM order_key")).isZero();
    assertBooksAreRight();
  }

  @Test
  void counters_of_days_long_past_and_ids_of_old_requests_go_too() throws SQLException {
    ship(bench.reserved(order("O-1")));
    bench.stock().adjustStock(List.of(new StockDelta("WH-A", "SKU-1", 5)), "A-1");
    CounterKey day = CounterKey.warehouseDay("WH-A", FIRST);
    clock.advance(Duration.ofDays(9));
    bench.reserved(proposal("O-2", nothing("SKU-1", 2)));
    clock.advance(KEPT.minusDays(7));

    runToTheEnd();

    assertThat(bench.used(day)).as("of plans that are gone").isEqualTo(1);
    assertThat(count("SELECT count(*) FROM gone_take")).isPositive();
    assertThat(count("SELECT count(*) FROM stock_request")).isZero();
    assertBooksAreRight();
    clock.advance(KEPT.plusDays(10));
    bench.reserved(proposal("O-3", nothing("SKU-1", 2)));
    runToTheEnd();
    clock.advance(KEPT.plusDays(2));
    runToTheEnd();
    assertThat(count("SELECT count(*) FROM counter WHERE day > DATE '1970-01-01'")).isZero();
    assertThat(count("SELECT count(*) FROM gone_take")).isZero();
    assertBooksAreRight();
  }

  @Test
  void counters_of_goods_that_came_long_ago_go_when_no_plan_can_name_them() throws SQLException {
    LocalDate day = FIRST.plusDays(1);
    bench.stock().announce(List.of(new InboundRecord("WH-A", "SKU-1", day, 2)), "A-1");
    ship(bench.reserved(order("O-1", CounterKey.inbound("WH-A", "SKU-1", day))));
    bench.stock().endEarmarks();
    clock.advance(KEPT.plusDays(2));
    bench.reserved(proposal("O-2", nothing("SKU-1", 1)));
    runToTheEnd();
    assertThat(count("SELECT count(*) FROM counter WHERE kind = 8")).isEqualTo(1);

    clock.advance(KEPT.plusDays(10));
    bench.reserved(proposal("O-3", nothing("SKU-1", 1)));
    runToTheEnd();
    clock.advance(KEPT.plusDays(2));
    runToTheEnd();

    assertThat(count("SELECT count(*) FROM counter WHERE kind = 8")).isZero();
    assertBooksAreRight();
  }

  private static Proposal order(String orderId, CounterKey coming) {
    ProposedPlan plain = order(orderId).plan();
    List<Take> takes = new ArrayList<>(plain.takes().get(0).takes());
    takes.set(0, new Take(coming, takes.get(0).amount()));
    ShipmentTakes shipment = new ShipmentTakes(1, takes, plain.takes().get(0).shareTakes());
    return proposal(orderId, new ProposedPlan(plain.plan(), List.of(shipment)));
  }

  @Test
  void only_one_replica_does_it_at_a_time() throws SQLException {
    release(bench.reserved(order("O-1")));
    clock.advance(KEPT.plusDays(2));
    try (Connection other = postgres.database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(hashtext('ledger_retention'))");

      assertThat(retention.run()).isEmpty();

      other.rollback();
      other.setAutoCommit(true);
    }
    assertThat(retention.run()).contains(FIRST);
  }

  private static Proposal order(String orderId) {
    return proposal(orderId, plan(Leg.of("WH-A", "SF", "SKU-1", 2).with(share("SF", -1, false))));
  }

  private void release(StoredPlan plan) {
    LedgerBench.await(bench.ledger().release(new Release(plan.planId(), List.of(), "", "gone")));
  }

  private void ship(StoredPlan plan) {
    LedgerBench.await(bench.ledger().ship(plan.planId(), List.of()));
  }

  private ShipmentState state(StoredPlan plan) {
    return bench.plans().findPlan(plan.planId()).orElseThrow().shipmentStates().get(0);
  }

  private void runToTheEnd() throws SQLException {
    while (!retention.run().isEmpty()) {
      assertBooksAreRight();
    }
  }

  private void assertBooksAreRight() throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection()) {
      assertThat(new Audit(connection).run())
          .allSatisfy(finding -> assertThat(finding.holds()).as("%s", finding).isTrue());
    }
  }

  /** A network that decisions saw for the last time on that day. */
  private void seen(String version, LocalDate lastDay) throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO network_snapshot (version, parts, last_day) VALUES (%s, '{}', DATE '%s')"
              .formatted(version, lastDay));
    }
  }

  private long tables(String pattern) throws SQLException {
    return count(
        "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE '" + pattern + "'");
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
