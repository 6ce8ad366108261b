package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.config.DatabaseConfig;
import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger answers when the database or its neighbours misbehave. */
class LedgerFailureIT {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final CommitLimits LIMITS =
      new CommitLimits(256, Duration.ofMillis(2), 1_000, PATIENCE);
  private static final CounterKey STOCK = CounterKey.stock("WH-A", "SKU-1");

  private final SettableClock clock = new SettableClock(START);
  private final Proposal proposal = proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2)));
  private final List<PostgresLedger> started = new ArrayList<>();
  private PostgresBench postgres;

  @BeforeEach
  void open() {
    postgres = new PostgresBench(clock, CounterListener.NONE);
    postgres.bench.stock("WH-A", "SKU-1", 10);
  }

  @AfterEach
  void close() {
    started.forEach(PostgresLedger::close);
    postgres.close();
  }

  @Test
  void a_commit_whose_answer_was_lost_is_found_again() {
    AtomicInteger commits = new AtomicInteger();
    PostgresLedger ledger =
        ledgerOver(
            connection -> {
              connection.commit();
              // Counters and the day's partitions are committed before the order is.
              if (isReservation(connection) && commits.getAndIncrement() == 0) {
                throw new SQLException("An I/O error occurred while sending", "08006");
              }
            });

    ReserveResult result = LedgerBench.await(ledger.reserve(proposal));

    // The second attempt found the plan and had nothing to commit.
    assertThat(commits).hasValue(1);
    assertThat(result).isInstanceOf(ReserveResult.Reserved.class);
    assertThat(postgres.bench.used(STOCK)).isEqualTo(2);
    assertThat(postgres.bench.used(CounterKey.warehouseDay("WH-A", DAY))).isEqualTo(1);
  }

  @Test
  void a_backend_that_is_killed_at_the_commit_leaves_one_plan_and_a_right_answer()
      throws SQLException {
    AtomicInteger commits = new AtomicInteger();
    PostgresLedger ledger =
        ledgerOver(
            connection -> {
              if (commits.getAndIncrement() == 0) {
                kill(connection);
              }
              connection.commit();
            });

    ReserveResult result = LedgerBench.await(ledger.reserve(proposal));

    assertThat(result).isInstanceOf(ReserveResult.Reserved.class);
    assertThat(commits.get()).isGreaterThan(1);
    assertThat(postgres.bench.plans().findCurrentPlan(proposal.order().key()))
        .contains(((ReserveResult.Reserved) result).plan());
    assertThat(postgres.bench.used(STOCK)).isEqualTo(2);
  }

  @Test
  void a_replica_that_falls_silent_in_a_transaction_gives_its_locks_back() throws SQLException {
    DatabaseConfig limits = TestDatabase.config();
    DatabaseConfig impatient =
        new DatabaseConfig(
            limits.url(),
            limits.user(),
            limits.password(),
            limits.dataFolder(),
            limits.embeddedPort(),
            limits.poolSize(),
            limits.connectionTimeout(),
            limits.statementTimeout(),
            limits.lockTimeout(),
            Duration.ofSeconds(1));
    try (Database other = Database.openMigrated(postgres.database.address(), impatient)) {
      // Never closed: that would end the transaction.
      Connection silent = other.dataSource().getConnection();
      Statement statement = silent.createStatement();
      silent.setAutoCommit(false);
      statement.execute("SELECT * FROM counter FOR UPDATE");
      statement.execute("INSERT INTO order_key VALUES ('DOUYIN', 'O-1', '', '', 1, now())");

      assertThat(postgres.bench.reserve(proposal)).isInstanceOf(ReserveResult.Reserved.class);
    }
  }

  @Test
  void a_database_that_does_not_come_back_is_told_and_leaves_nothing() {
    PostgresLedger ledger =
        ledgerOver(
            connection -> {
              connection.rollback();
              throw new SQLException("An I/O error occurred while sending", "08006");
            });

    assertThatThrownBy(() -> LedgerBench.await(ledger.reserve(proposal)))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("Maybe");
    assertThat(postgres.bench.plans().findCurrentPlan(proposal.order().key())).isEmpty();
    assertThat(postgres.bench.reserve(proposal)).isInstanceOf(ReserveResult.Reserved.class);
  }

  @Test
  void a_full_queue_is_told_at_once() {
    PostgresLedger ledger =
        start(
            postgres.database.dataSource(),
            CounterListener.NONE,
            new CommitLimits(256, Duration.ZERO, 0, PATIENCE));

    assertThatThrownBy(() -> LedgerBench.await(ledger.reserve(proposal)))
        .isInstanceOf(LedgerUnavailableException.class);
  }

  @Test
  void who_waits_for_a_claim_that_is_rolled_back_becomes_the_winner() throws SQLException {
    try (Connection other = postgres.database.connectDedicated("test");
        PreparedStatement claim =
            other.prepareStatement(
                "INSERT INTO order_key VALUES ('DOUYIN', 'O-1', 'other', 'other', 1, now())")) {
      other.setAutoCommit(false);
      claim.executeUpdate();
      CompletableFuture<ReserveResult> waiting =
          postgres.bench.ledger().reserve(proposal).toCompletableFuture();
      awaitLockWait();
      assertThat(waiting).isNotDone();

      other.rollback();

      assertThat(LedgerBench.await(waiting)).isInstanceOf(ReserveResult.Reserved.class);
    }
  }

  @Test
  void deadlocks_are_repeated_and_never_told() {
    AtomicInteger commits = new AtomicInteger();
    PostgresLedger ledger =
        ledgerOver(
            connection -> {
              if (commits.incrementAndGet() % 3 != 0) {
                connection.rollback();
                throw new SQLException("deadlock detected", "40P01");
              }
              connection.commit();
            });

    assertThat(LedgerBench.await(ledger.reserve(proposal)))
        .isInstanceOf(ReserveResult.Reserved.class);
    assertThat(postgres.bench.used(STOCK)).isEqualTo(2);
  }

  @Test
  void a_listener_that_fails_changes_no_answer() {
    PostgresLedger ledger =
        start(
            postgres.database.dataSource(),
            fresh -> {
              throw new IllegalStateException("listener");
            },
            LIMITS);

    assertThat(LedgerBench.await(ledger.reserve(proposal)))
        .isInstanceOf(ReserveResult.Reserved.class);
  }

  @Test
  void stock_that_falls_short_of_what_is_held_is_told_when_that_begins_changes_and_ends()
      throws SQLException {
    postgres.bench.reserved(proposal);

    postgres.bench.stock("WH-A", "SKU-1", 1);
    postgres.bench.stock("WH-A", "SKU-1", 1);
    postgres.bench.stock("WH-A", "SKU-1", 0);
    postgres.bench.stock("WH-A", "SKU-1", 5);

    try (Connection connection = postgres.database.dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT array_agg(o.shortfall ORDER BY event_id) AS shortfalls"
                    + " FROM outbox o JOIN counter c USING (counter_id)"
                    + " WHERE o.kind = 5 AND c.subject = 'WH-A' AND c.scope = 'SKU-1'");
        var row = select.executeQuery()) {
      row.next();
      assertThat(SqlArrays.readLongs(row, "shortfalls")).containsExactly(1L, 2L, 0L);
    }
  }

  @Test
  void the_clock_follows_the_database_and_not_this_machine() throws SQLException {
    AtomicInteger nanos = new AtomicInteger();
    PostgresClock databaseClock = new PostgresClock(postgres.database.dataSource(), nanos::get);
    var before = databaseClock.now();

    nanos.addAndGet(1_000);

    assertThat(databaseClock.now()).isEqualTo(before.plusNanos(1_000));
    databaseClock.refresh();
    assertThat(databaseClock.now()).isAfter(before.plusNanos(1_000));
  }

  /** Acts in place of {@code Connection.commit}. */
  @FunctionalInterface
  private interface Commit {
    void run(Connection connection) throws SQLException;
  }

  private PostgresLedger ledgerOver(Commit commit) {
    DataSource real = postgres.database.dataSource();
    DataSource unreliable =
        proxy(
            DataSource.class,
            real,
            (name, result) ->
                name.equals("getConnection")
                    ? proxy(Connection.class, (Connection) result, commit)
                    : result);
    return start(unreliable, CounterListener.NONE, LIMITS);
  }

  private PostgresLedger start(
      DataSource dataSource, CounterListener listener, CommitLimits limits) {
    PostgresLedger ledger =
        PostgresLedger.start(
            dataSource, new CommitSurroundings(clock, clock::now, listener, Runnable::run), limits);
    started.add(ledger);
    return ledger;
  }

  private void kill(Connection victim) throws SQLException {
    try (Connection killer = postgres.database.connectDedicated("killer");
        Statement ask = victim.createStatement();
        var row = ask.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      try (Statement kill = killer.createStatement()) {
        kill.execute("SELECT pg_terminate_backend(%d, 10000)".formatted(row.getInt(1)));
      }
    }
  }

  private static boolean isReservation(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT count(*) FROM order_key WHERE order_id = 'O-1'");
        var row = select.executeQuery()) {
      row.next();
      boolean stored = row.getLong(1) > 0;
      connection.rollback();
      return stored;
    }
  }

  @FunctionalInterface
  private interface Wrap {
    Object apply(String method, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Wrap wrap) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return wrap.apply(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static Connection proxy(Class<Connection> type, Connection target, Commit commit) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("commit")) {
                commit.run(target);
                return null;
              }
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void awaitLockWait() {
    Awaitility.await()
        .until(
            () -> {
              try (Connection connection = postgres.database.dataSource().getConnection();
                  Statement statement = connection.createStatement();
                  var rows =
                      statement.executeQuery(
                          "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                              + " AND datname = current_database()")) {
                return rows.next();
              }
            });
  }
}
