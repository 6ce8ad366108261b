package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.OutboxEvent;
import dev.sluice.server.ledger.OutboxPosition;
import dev.sluice.server.ledger.Release;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every event is read once and in order, whatever happens meanwhile. */
class OutboxReaderIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 11);
  private static final int WRITERS = 6;
  private static final int TRANSACTIONS_EACH = 60;

  @Test
  void slow_transactions_are_waited_for_and_nothing_is_read_twice() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    DatabaseAddress address = TestDatabase.createAddress();
    openDay(address, TODAY);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (Connection check = address.connect()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(seed + writer);
        writers.add(threads.submit(() -> write(address, random)));
      }
      List<OutboxEvent> read = follow(address, writers, new Random(seed));
      for (Future<?> writer : writers) {
        writer.get();
      }

      List<OutboxPosition> positions = read.stream().map(OutboxEvent::position).toList();
      assertThat(positions).isSorted().doesNotHaveDuplicates();
      assertThat(new HashSet<>(positions)).isEqualTo(stored(check));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void an_event_waits_for_an_older_transaction_and_passes_it_when_it_is_rolled_back()
      throws SQLException {
    DatabaseAddress address = TestDatabase.createAddress();
    openDay(address, TODAY);
    try (Connection slow = address.connect();
        Connection fast = address.connect();
        Connection reading = address.connect()) {
      OutboxReader reader = new OutboxReader(reading);
      slow.setAutoCommit(false);
      tell(slow, "slow");
      tell(fast, "fast");

      assertThat(reader.read(OutboxPosition.BEGINNING, 10)).isEmpty();

      slow.rollback();
      assertThat(reader.read(OutboxPosition.BEGINNING, 10))
          .extracting(OutboxEvent::cause)
          .containsExactly("fast");
    }
  }

  @Test
  void a_reader_that_comes_too_late_hears_what_it_lost() throws SQLException {
    DatabaseAddress address = TestDatabase.createAddress();
    openDay(address, TODAY);
    openDay(address, TODAY.plusDays(1));
    try (Connection connection = address.connect()) {
      tell(connection, "first");
      OutboxPosition read =
          new OutboxReader(connection).read(OutboxPosition.BEGINNING, 1).get(0).position();
      try (OutboxFollower late = OutboxFollower.open(() -> address, Optional.of(read))) {
        tell(connection, "second");
        tell(connection, "third");
        execute(connection, "UPDATE outbox SET day = day + 1 WHERE cause = 'third'");
        connection.setAutoCommit(false);
        execute(connection, "SELECT remember_pruned_events('" + TODAY + "')");
        execute(connection, "DROP TABLE outbox_20261111");
        connection.commit();

        OutboxFollower.News news = late.poll(10);
        assertThat(news.lost()).extracting(OutboxReader.LostDay::day).containsExactly(TODAY);
        assertThat(news.lost().get(0).events()).isEqualTo(2);
        assertThat(news.events()).extracting(OutboxEvent::cause).containsExactly("third");
        assertThat(late.poll(10).lost()).isEmpty();
      }
      try (OutboxFollower whole =
          OutboxFollower.open(() -> address, Optional.of(OutboxPosition.BEGINNING))) {
        assertThat(whole.poll(10).lost()).isEmpty();
      }
    }
  }

  @Test
  void a_cut_connection_is_made_again_and_loses_nothing() throws Exception {
    DatabaseAddress address = TestDatabase.createAddress();
    openDay(address, TODAY);
    try (Connection connection = address.connect();
        OutboxFollower follower = OutboxFollower.open(() -> address, Optional.empty())) {
      tell(connection, "before");
      assertThat(follower.await(10).events()).extracting(OutboxEvent::cause).contains("before");
      execute(
          connection,
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'sluice-events' AND datname = current_database()");
      tell(connection, "after");

      assertThat(follower.await(10).events())
          .extracting(OutboxEvent::cause)
          .containsExactly("after");
    }
  }

  @Test
  void a_life_is_told_with_plan_order_and_shipments() throws SQLException {
    SettableClock clock = new SettableClock(LedgerSamples.START);
    try (PostgresBench postgres = new PostgresBench(clock, CounterListener.NONE);
        Connection connection = postgres.database.connectDedicated("test")) {
      LedgerBench bench = postgres.bench;
      bench.stock("WH-A", "SKU-1", 10);
      StoredPlan plan =
          bench.reserved(
              held(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2))), Duration.ofMinutes(5)));
      LedgerBench.await(bench.ledger().confirm(plan.planId()));
      bench.stock("WH-A", "SKU-1", 1);
      bench.stock("WH-A", "SKU-1", 2);
      LedgerBench.await(
          bench.ledger().release(new Release(plan.planId(), List.of(), "R-1", "changed my mind")));

      List<OutboxEvent> events = new OutboxReader(connection).read(OutboxPosition.BEGINNING, 10);

      assertThat(events)
          .extracting(OutboxEvent::kind)
          .containsExactly("ROUTED", "CONFIRMED", "SHORTFALL", "SHORTFALL", "RELEASED");
      assertThat(events.subList(2, 4))
          .extracting(event -> event.shortfall().orElseThrow())
          .containsExactly(
              new OutboxEvent.Shortfall(CounterKey.stock("WH-A", "SKU-1"), OptionalLong.of(1)),
              new OutboxEvent.Shortfall(CounterKey.stock("WH-A", "SKU-1"), OptionalLong.of(0)));
      assertThat(List.of(events.get(0), events.get(1), events.get(4)))
          .allSatisfy(
              event -> {
                OutboxEvent.Plan told = event.plan().orElseThrow();
                assertThat(told.planId()).isEqualTo(plan.planId());
                assertThat(told.key()).contains(plan.order().key());
                assertThat(told.shipments())
                    .containsExactly(new OutboxEvent.Shipment(1, "WH-A", "SF"));
              });
      assertThat(events.get(4).cause()).isEqualTo("changed my mind");
      assertThat(events.get(4).requestId()).isEqualTo("R-1");
      assertThat(events.get(4).givenBack()).hasSize(1);
    }
  }

  /** Follows, and dies now and then: the next one goes on where the last event was printed. */
  private static List<OutboxEvent> follow(
      DatabaseAddress address, List<Future<?>> writers, Random random) {
    List<OutboxEvent> read = new ArrayList<>();
    OutboxPosition position = OutboxPosition.BEGINNING;
    int quietLooks = 0;
    while (quietLooks < 2) {
      boolean written = writers.stream().allMatch(Future::isDone);
      try (OutboxFollower follower = OutboxFollower.open(() -> address, Optional.of(position))) {
        int looks = 1 + random.nextInt(20);
        for (int look = 0; look < looks; look++) {
          List<OutboxEvent> events = follower.poll(1 + random.nextInt(50)).events();
          int printed = look == looks - 1 ? random.nextInt(events.size() + 1) : events.size();
          read.addAll(events.subList(0, printed));
          quietLooks = events.isEmpty() && written ? quietLooks + 1 : 0;
        }
      }
      position = read.isEmpty() ? position : read.get(read.size() - 1).position();
    }
    return read;
  }

  private static Void write(DatabaseAddress address, Random random) throws Exception {
    try (Connection connection = address.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < TRANSACTIONS_EACH; i++) {
        int events = 1 + random.nextInt(4);
        for (int event = 0; event < events; event++) {
          tell(connection, "event");
          TimeUnit.MILLISECONDS.sleep(random.nextInt(random.nextInt(10) == 0 ? 60 : 3));
        }
        if (random.nextInt(5) == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    }
    return null;
  }

  private static void openDay(DatabaseAddress address, LocalDate day) throws SQLException {
    try (Connection connection = address.connect()) {
      execute(connection, "SELECT open_ledger_day('" + day + "')");
    }
  }

  private static void tell(Connection connection, String cause) throws SQLException {
    execute(
        connection,
        """
        INSERT INTO outbox (day, kind, plan_id, shipments, given_skus, given_quantities, cause,
            request_id, event_time)
        VALUES ('%s', 1, '20261111-x', '{}', '{}', '{}', '%s', '', now())
        """
            .formatted(TODAY, cause));
  }

  private static Set<OutboxPosition> stored(Connection connection) throws SQLException {
    Set<OutboxPosition> positions = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT xid::text::bigint, event_id FROM outbox")) {
      while (rows.next()) {
        positions.add(new OutboxPosition(rows.getLong(1), rows.getLong(2)));
      }
    }
    return positions;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
