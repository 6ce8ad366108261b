package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.withFingerprint;
import static dev.sluice.server.ledger.LedgerSamples.withPriority;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.ledger.LedgerBench;
import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.ReserveResult.AlreadyRouted;
import dev.sluice.server.ledger.ReserveResult.ContentDiffers;
import dev.sluice.server.ledger.ReserveResult.NoLongerFits;
import dev.sluice.server.ledger.ReserveResult.Reserved;
import dev.sluice.server.ledger.SettableClock;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to orders that are committed together. */
class GroupCommitIT {

  private static final ProposedPlan ONE = plan(Leg.of("WH-A", "SF", "SKU-1", 1));
  private static final CounterKey STOCK = CounterKey.stock("WH-A", "SKU-1");

  private final SettableClock clock = new SettableClock(START);
  private PostgresBench postgres;

  @BeforeEach
  void open() {
    postgres = new PostgresBench(clock, CounterListener.NONE);
    postgres.bench.stock("WH-A", "SKU-1", 10);
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void what_arrives_while_a_batch_commits_is_the_next_batch() throws SQLException {
    long batches = postgres.ledger.stats().totals().batches();

    List<ReserveResult> results =
        together(IntStream.range(0, 10).mapToObj(i -> proposal("O-" + i, ONE)).toList());

    assertThat(results).hasOnlyElementsOfType(Reserved.class);
    assertThat(postgres.ledger.stats().totals().batches() - batches).isEqualTo(2);
    assertThat(postgres.bench.used(STOCK)).isEqualTo(10);
    assertThat(count("SELECT count(*) FROM plan")).isEqualTo(10);
    assertThat(count("SELECT count(DISTINCT plan_id) FROM outbox WHERE kind = 1")).isEqualTo(10);
    assertThat(count("SELECT count(DISTINCT xid) FROM outbox WHERE kind = 1")).isEqualTo(1);
  }

  @Test
  void equal_order_keys_are_joined_and_the_first_to_arrive_owns_the_key() throws SQLException {
    Proposal first = proposal("O-1", ONE);

    List<ReserveResult> results =
        together(List.of(first, first, withFingerprint(first, "other"), first));

    assertThat(results.get(0)).isInstanceOf(Reserved.class);
    var stored = ((Reserved) results.get(0)).plan();
    assertThat(results.subList(1, 4))
        .containsExactly(
            new AlreadyRouted(stored), new ContentDiffers(stored), new AlreadyRouted(stored));
    assertThat(postgres.bench.used(STOCK)).isEqualTo(1);
  }

  @Test
  void a_key_whose_first_proposal_does_not_fit_goes_to_the_next_content() throws SQLException {
    Proposal tooMuch = proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 11)));
    Proposal other = withFingerprint(proposal("O-1", ONE), "other");

    List<ReserveResult> results = together(List.of(tooMuch, tooMuch, other));

    assertThat(results.subList(0, 2)).hasOnlyElementsOfType(NoLongerFits.class);
    assertThat(results.get(2)).isInstanceOf(Reserved.class);
  }

  @Test
  void the_higher_priority_gets_the_last_units_and_the_loser_hears_what_is_left()
      throws SQLException {
    ProposedPlan six = plan(Leg.of("WH-A", "SF", "SKU-1", 6));

    List<ReserveResult> results =
        together(
            List.of(
                proposal("O-1", six),
                withPriority(proposal("O-2", six), 5),
                proposal("O-3", ONE),
                withPriority(proposal("O-4", six, ONE), 1)));

    assertThat(results.get(0)).isInstanceOf(NoLongerFits.class);
    assertThat(((NoLongerFits) results.get(0)).freshCounters())
        .contains(new Counter(STOCK, 10, 8, 0));
    assertThat(results.get(1)).isInstanceOf(Reserved.class);
    assertThat(results.get(2)).isInstanceOf(Reserved.class);
    assertThat(((Reserved) results.get(3)).plan().plan()).isEqualTo(ONE.plan());
    assertThat(count("SELECT count(*) FROM order_key")).isEqualTo(3);
  }

  @Test
  void an_order_that_cannot_be_stored_fails_alone_and_for_good() throws SQLException {
    List<CompletableFuture<ReserveResult>> answers =
        blocked(
            List.of(
                proposal("O-1", ONE),
                proposal("O-2", ONE),
                withFingerprint(proposal("O-3", ONE), "not\0text"),
                proposal("O-4", ONE),
                proposal("O-5", ONE)));

    assertThatThrownBy(() -> LedgerBench.await(answers.get(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("O-3")
        .matches(failure -> !PassingTrouble.isPassing(failure));
    for (int i : List.of(0, 1, 3, 4)) {
      assertThat(LedgerBench.await(answers.get(i))).isInstanceOf(Reserved.class);
    }
    assertThat(postgres.bench.used(STOCK)).isEqualTo(4);
    assertThat(count("SELECT count(*) FROM order_key WHERE order_id = 'O-3'")).isZero();
  }

  @Test
  void who_is_too_late_when_the_batch_forms_is_not_stored() throws SQLException {
    Proposal hurried =
        new Proposal(
            proposal("O-2", ONE).order(),
            "fingerprint",
            ONE,
            List.of(),
            0,
            START.plusSeconds(10),
            Optional.empty());
    List<CompletableFuture<ReserveResult>> answers;
    try (Connection other = lockKey("first")) {
      CompletableFuture<ReserveResult> first = reserve(proposal("first", ONE));
      awaitLockWait();
      answers = List.of(reserve(proposal("O-1", ONE)), reserve(hurried));
      clock.advance(Duration.ofSeconds(10));
      other.rollback();
      LedgerBench.await(first);
    }

    assertThat(LedgerBench.await(answers.get(0))).isInstanceOf(Reserved.class);
    assertThatThrownBy(answers.get(1)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(count("SELECT count(*) FROM order_key WHERE order_id = 'O-2'")).isZero();
  }

  @Test
  void a_backend_that_is_killed_under_a_batch_costs_nobody_an_answer() throws SQLException {
    List<CompletableFuture<ReserveResult>> answers;
    try (Connection other = lockKey("first")) {
      CompletableFuture<ReserveResult> first = reserve(proposal("first", ONE));
      awaitLockWait();
      answers = IntStream.range(0, 5).mapToObj(i -> reserve(proposal("O-" + i, ONE))).toList();
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE wait_event_type = 'Lock' AND datname = current_database()");
      other.rollback();
      assertThat(LedgerBench.await(first)).isInstanceOf(Reserved.class);
    }

    for (CompletableFuture<ReserveResult> answer : answers) {
      assertThat(LedgerBench.await(answer)).isInstanceOf(Reserved.class);
    }
    assertThat(postgres.bench.used(STOCK)).isEqualTo(6);
  }

  @Test
  void backends_that_are_killed_again_and_again_never_make_two_plans_or_a_wrong_answer()
      throws Exception {
    postgres.bench.stock("WH-A", "SKU-1", 1_000);
    List<CompletableFuture<ReserveResult>> answers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      answers.add(reserve(proposal("O-" + i, ONE)));
      if (i % 20 == 0) {
        execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'sluice' AND datname = current_database()");
      }
    }

    for (int i = 0; i < answers.size(); i++) {
      Proposal proposal = proposal("O-" + i, ONE);
      ReserveResult answer = insist(proposal, answers.get(i));
      assertThat(answer.storedPlan())
          .isPresent()
          .isEqualTo(postgres.bench.plans().findCurrentPlan(proposal.order().key()));
    }
    assertThat(count("SELECT count(*) FROM plan")).isEqualTo(400);
    assertThat(postgres.bench.used(STOCK)).isEqualTo(400);
    try (Connection connection = postgres.database.dataSource().getConnection()) {
      assertThat(new Audit(connection).run()).allMatch(Audit.Finding::holds);
    }
  }

  /** As a caller does: the same proposal again where the ledger said it may be repeated. */
  private ReserveResult insist(Proposal proposal, CompletableFuture<ReserveResult> first) {
    CompletableFuture<ReserveResult> answer = first;
    while (true) {
      try {
        return LedgerBench.await(answer);
      } catch (LedgerUnavailableException e) {
        answer = reserve(proposal);
      }
    }
  }

  /** All arrive while another batch waits for a lock, so that they form the next one. */
  private List<ReserveResult> together(List<Proposal> proposals) throws SQLException {
    return blocked(proposals).stream().map(LedgerBench::await).toList();
  }

  private List<CompletableFuture<ReserveResult>> blocked(List<Proposal> proposals)
      throws SQLException {
    try (Connection other = lockKey("first")) {
      CompletableFuture<ReserveResult> first =
          reserve(proposal("first", plan(Leg.of("WH-NOWHERE", "SF", "SKU-1", 1))));
      awaitLockWait();
      List<CompletableFuture<ReserveResult>> answers =
          proposals.stream().map(this::reserve).toList();
      other.rollback();
      assertThat(LedgerBench.await(first)).isInstanceOf(NoLongerFits.class);
      return answers;
    }
  }

  private CompletableFuture<ReserveResult> reserve(Proposal proposal) {
    return postgres.ledger.reserve(proposal).toCompletableFuture();
  }

  private Connection lockKey(String orderId) throws SQLException {
    Connection other = postgres.database.connectDedicated("test");
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute(
          "INSERT INTO order_key VALUES ('DOUYIN', '%s', 'other', 'other', 1, now())"
              .formatted(orderId));
    }
    return other;
  }

  private void awaitLockWait() {
    Awaitility.await()
        .until(
            () ->
                count(
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database()")
                    > 0);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = postgres.database.connectDedicated("test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
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
