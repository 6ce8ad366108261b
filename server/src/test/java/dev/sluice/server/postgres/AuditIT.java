package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.nothing;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.replacing;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.Take;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.stock.InboundReceipt;
import dev.sluice.server.stock.InboundRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit is silent over a ledger that lived, and finds each thing that is broken by hand. */
class AuditIT {

  private static final SettableClock CLOCK = new SettableClock(LedgerSamples.START);
  private static PostgresBench postgres;

  @BeforeAll
  static void liveThroughEverything() {
    postgres = new PostgresBench(CLOCK, CounterListener.NONE);
    LedgerBench bench = postgres.bench;
    bench.stock("WH-A", "SKU-1", 100);
    bench.stock("WH-B", "SKU-2", 100);
    for (int i = 0; i < 5; i++) {
      bench.reserved(held(order("O-" + i), Duration.ofMinutes(i < 2 ? 1 : 60)));
    }
    CLOCK.advance(Duration.ofMinutes(2));
    LedgerBench.await(bench.ledger().expireHolds());
    StoredPlan confirmed = bench.plans().findCurrentPlan(order("O-3").order().key()).orElseThrow();
    LedgerBench.await(bench.ledger().confirm(confirmed.planId()));
    release(confirmed, "R-1", new ShippedLine("SKU-2", 1));
    StoredPlan gone = bench.plans().findCurrentPlan(order("O-4").order().key()).orElseThrow();
    release(gone, "R-1");
    bench.reserved(
        proposal("O-5", plan(Leg.of("WH-A", "SF", "SKU-1", 1).with(share("SF", 0, true)))));
    bench.reserved(proposal("O-6", nothing("SKU-9", 2)));
    bench.reserved(proposal("O-7", plan(Leg.of("WH-A", "SF", "SKU-1", 3))));
    StoredPlan first = bench.reserved(order("O-8"));
    LedgerBench.await(bench.ledger().ship(first.planId(), List.of(1)));
    release(first, "R-1", new ShippedLine("SKU-2", 1));
    StoredPlan seen = bench.plans().findPlan(first.planId()).orElseThrow();
    bench.reserved(replacing(seen, plan(Leg.of("WH-B", "SF", "SKU-2", 1)), "R-2"));
    bench.stock("WH-A", "SKU-1", 2);
    liveOnWhatIsComing(bench);
  }

  /** Some of it has come and is held, some was cut below what is held. */
  private static void liveOnWhatIsComing(LedgerBench bench) {
    LocalDate soon = LedgerSamples.DAY.plusDays(2);
    bench.stock().announce(List.of(new InboundRecord("WH-B", "SKU-1", soon, 10)), "A-1");
    ProposedPlan plain = plan(Leg.of("WH-B", "SF", "SKU-1", 4));
    List<Take> takes = new ArrayList<>(plain.takes().get(0).takes());
    takes.set(0, new Take(CounterKey.inbound("WH-B", "SKU-1", soon), 4));
    bench.reserved(
        proposal(
            "O-9",
            new ProposedPlan(plain.plan(), List.of(new ShipmentTakes(1, takes, List.of())))));
    bench.stock().receive(List.of(new InboundReceipt("WH-B", "SKU-1", soon, 3, false)), "R-1");
    bench.stock().announce(List.of(new InboundRecord("WH-B", "SKU-1", soon, 0)), "A-2");
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void a_ledger_that_lived_through_everything_breaks_nothing() throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection()) {
      List<Audit.Finding> findings = new Audit(connection).run();
      assertThat(findings)
          .extracting(Audit.Finding::id)
          .containsExactly("I1", "I2", "I3", "I5", "I6", "I7", "I8", "I9");
      assertThat(findings).allSatisfy(finding -> assertThat(finding.examples()).isEmpty());
      assertThat(findings).allMatch(Audit.Finding::holds);
    }
  }

  /** Otherwise a sound ledger would be looked at in detail, which takes long. */
  @Test
  void a_sound_ledger_is_cleared_at_once() throws SQLException {
    try (Connection connection = postgres.database.dataSource().getConnection()) {
      assertThat(AuditSurvey.findDoubtful(connection)).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      textBlock =
          """
          counter bumped       | I2 | UPDATE counter SET used = used + 1 WHERE kind = 3
          sold beyond capacity | I1 | UPDATE counter SET used = capacity + 1 WHERE kind = 1 AND subject = 'WH-B'
          below zero           | I1 | ALTER TABLE counter DROP CONSTRAINT counter_not_negative; UPDATE counter SET used = -1 WHERE kind = 4
          exempt forgotten     | I2 | UPDATE counter SET exempt = 0 WHERE kind = 6
          counter lost         | I2 | DELETE FROM counter WHERE kind = 5
          plan dropped         | I3 | DELETE FROM plan WHERE order_id = 'O-6'
          key dropped          | I3 | DELETE FROM order_key WHERE order_id = 'O-5'
          key of another plan  | I3 | UPDATE order_key SET plan_id = 'other' WHERE order_id = 'O-5'
          other content        | I3 | UPDATE plan SET fingerprint = 'other' WHERE order_id = 'O-5'
          revision skipped     | I3 | UPDATE plan SET revision = 2 WHERE order_id = 'O-5'; UPDATE order_key SET revision = 2 WHERE order_id = 'O-5'
          line doubled         | I5 | UPDATE plan SET line_shipments = line_shipments || 1, line_skus = line_skus || 'SKU-1'::text, line_quantities = line_quantities || 1::bigint, line_open = line_open || 1::bigint WHERE order_id = 'O-5'
          line lost            | I5 | UPDATE plan SET order_quantities[1] = 3 WHERE order_id = 'O-5'
          take lost            | I5 | UPDATE plan SET take_shipments = take_shipments[2:], take_counters = take_counters[2:], take_amounts = take_amounts[2:] WHERE order_id = 'O-5'
          take of another      | I5 | UPDATE plan SET shipment_warehouses[1] = 'WH-X' WHERE order_id = 'O-5'
          share of another     | I5 | UPDATE plan SET shipment_carriers[1] = 'ZTO' WHERE order_id = 'O-5'
          array cut            | I5 | UPDATE plan SET take_amounts = take_amounts[2:] WHERE order_id = 'O-5'
          state set by hand    | I6 | UPDATE plan SET shipment_states[1] = 3 WHERE order_id = 'O-5'
          back to held         | I6 | UPDATE plan SET transition_shipments = transition_shipments || 1, transition_states = transition_states || 1::smallint, shipment_states[1] = 1 WHERE order_id = 'O-3'
          released twice       | I6 | UPDATE plan SET transition_shipments = transition_shipments || 1, transition_states = transition_states || 4::smallint WHERE order_id = 'O-4'
          event lost           | I7 | DELETE FROM outbox WHERE kind = 4
          event doubled        | I7 | INSERT INTO outbox SELECT day, event_id + 1000000, xid, kind, plan_id, counter_id, shipments, given_skus, given_quantities, cause, request_id, event_time FROM outbox WHERE kind = 2
          event of nothing     | I7 | UPDATE outbox SET plan_id = 'other' WHERE kind = 1
          units told wrong     | I7 | UPDATE outbox SET given_quantities[1] = 7 WHERE kind = 4
          carrying not told    | I7 | DELETE FROM outbox WHERE kind = 6
          history lost         | I3 | DELETE FROM plan WHERE replaced_by IS NOT NULL
          history forgotten    | I3 | UPDATE order_key SET earlier_plan_ids = '{}' WHERE revision = 2
          nothing carried      | I3 | UPDATE plan SET carried_shipments = 0 WHERE revision = 2
          other lines carried  | I3 | UPDATE plan SET line_quantities[2] = 1, line_quantities[3] = 2, line_open[2] = 1, line_open[3] = 2, take_amounts[5] = 1, take_amounts[9] = 2 WHERE revision = 2
          shipped made up      | I3 | UPDATE plan SET first_states[2] = 3, shipment_states[2] = 3 WHERE revision = 2
          stands in both       | I2 | UPDATE plan SET shipment_states[2] = 2, transition_shipments = transition_shipments[:2], transition_states = transition_states[:2] WHERE replaced_by IS NOT NULL
          shipped twice        | I9 | UPDATE stock SET shipped = shipped + 2 WHERE warehouse_id = 'WH-A'
          rules never in force | I8 | INSERT INTO rule_set VALUES ('other', '[]', now()); INSERT INTO rule_set_activation (version, activated_time) VALUES ('other', '2020-01-01')
          rules in force later | I8 | INSERT INTO rule_set SELECT rule_set_version, '[]'::json, now() FROM plan GROUP BY rule_set_version; INSERT INTO rule_set_activation (version, activated_time) SELECT rule_set_version, max(stored_time) FROM plan GROUP BY rule_set_version; UPDATE plan SET stored_time = stored_time + interval '1 minute', rule_set_version = 'new' WHERE order_id = 'O-7'
          stock vanished       | I9 | UPDATE stock SET on_hand = on_hand - 1 WHERE warehouse_id = 'WH-B'
          stock row lost       | I9 | DELETE FROM stock WHERE warehouse_id = 'WH-B'
          arrived for nobody   | I9 | UPDATE inbound SET arrived = arrived - 1, expected = expected + 1
          inbound row lost     | I9 | DELETE FROM inbound
          more is expected     | I9 | UPDATE counter SET capacity = capacity + 5, shortfall = 0 WHERE kind = 8
          take of inbound lost | I2 | UPDATE counter SET used = 0, shortfall = 0 WHERE kind = 8
          promised too much    | I9 | UPDATE counter SET capacity = capacity + 5 WHERE kind = 1 AND subject = 'WH-B'
          """)
  void finds(String corruption, String invariant, String sql) throws SQLException {
    try (Connection connection = postgres.database.connectDedicated("test");
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
      statement.execute(sql);
      List<Audit.Finding> findings = Audit.checkAll(connection, AuditScope.everything());
      statement.execute("ROLLBACK");

      assertThat(findings)
          .as(corruption)
          .filteredOn(finding -> !finding.holds())
          .allSatisfy(finding -> assertThat(finding.examples()).isNotEmpty())
          .extracting(Audit.Finding::id)
          .contains(invariant);
    }
  }

  @Test
  void the_open_window_holds_wherever_it_begins() throws SQLException {
    for (long days = -1; days <= 1; days++) {
      assertThat(inWindow(days, "SELECT 1")).as("%d days on", days).allMatch(Audit.Finding::holds);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      textBlock =
          """
          counter lowered   | I2 | UPDATE counter SET used = used - 1 WHERE kind = 3 AND used > 0
          sold beyond       | I1 | UPDATE counter SET used = capacity + 1 WHERE kind = 1 AND subject = 'WH-B'
          key dropped       | I3 | DELETE FROM order_key WHERE order_id = 'O-5'
          other content     | I3 | UPDATE plan SET fingerprint = 'other' WHERE order_id = 'O-5'
          plan dropped      | I7 | DELETE FROM plan WHERE order_id = 'O-6'
          line lost         | I5 | UPDATE plan SET order_quantities[1] = 3 WHERE order_id = 'O-5'
          state set by hand | I6 | UPDATE plan SET shipment_states[1] = 3 WHERE order_id = 'O-5'
          event lost        | I7 | DELETE FROM outbox WHERE kind = 4
          stock vanished    | I9 | UPDATE stock SET on_hand = on_hand - 1 WHERE warehouse_id = 'WH-B'
          """)
  void finds_in_the_open_window(String corruption, String invariant, String sql)
      throws SQLException {
    assertThat(inWindow(0, sql))
        .as(corruption)
        .filteredOn(finding -> !finding.holds())
        .extracting(Audit.Finding::id)
        .contains(invariant);
  }

  /** What is found in a window that begins some days after the plans were stored. */
  private static List<Audit.Finding> inWindow(long days, String corruption) throws SQLException {
    AuditScope window =
        new AuditScope(Optional.of(PlanIds.dayOf(LedgerSamples.START).plusDays(days)));
    try (Connection connection = postgres.database.connectDedicated("test");
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
      statement.execute(corruption);
      window.enter(connection);
      List<Audit.Finding> findings = Audit.checkAll(connection, window);
      statement.execute("ROLLBACK");
      return findings;
    }
  }

  private static Proposal order(String orderId) {
    return proposal(
        orderId,
        plan(
            Leg.of("WH-A", "SF", "SKU-1", 2).with(share("SF", -1, false)),
            Leg.of("WH-B", "SF", "SKU-2", 3).with(share("SF", -1, false))));
  }

  private static void release(StoredPlan plan, String requestId, ShippedLine... lines) {
    LedgerBench.await(
        postgres
            .bench
            .ledger()
            .release(new Release(plan.planId(), List.of(lines), requestId, "cancelled")));
  }
}
