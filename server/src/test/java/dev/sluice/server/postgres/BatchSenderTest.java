package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.LedgerUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSenderTest {

  private final SQLException deadlock = new SQLException("deadlock detected", "40P01");
  private final SQLException lost = new SQLException("An I/O error occurred", "08006");
  private final SQLException poison = new SQLException("invalid byte sequence", "22021");

  private final Heard heard = new Heard();
  private final AtomicLong nanos = new AtomicLong();
  private final Deque<Exception> troubles = new ArrayDeque<>();
  private final List<Boolean> mayStand = new ArrayList<>();
  private final List<Batch> attempts = new ArrayList<>();

  @Test
  void a_batch_that_meets_a_conflict_is_sent_again_as_it_was() throws Exception {
    troubles.addAll(List.of(deadlock, deadlock));
    Batch batch = batch(3);

    sender().send(batch);

    assertThat(attempts).containsExactly(batch, batch, batch);
    assertThat(mayStand).containsOnly(false);
    assertThat(heard.committed).isEqualTo(List.of(3));
    assertThat(heard.failed).isEmpty();
  }

  @Test
  void endless_conflicts_are_told_and_say_nothing_about_the_database() throws Exception {
    for (int i = 0; i < 100; i++) {
      troubles.add(deadlock);
    }

    sender().send(batch(3));

    assertThat(heard.failed).hasSize(3).allMatch(LedgerUnavailableException.class::isInstance);
    assertThat(heard.away).isZero();
  }

  @Test
  void a_lost_connection_before_the_commit_leaves_no_doubt() throws Exception {
    troubles.add(lost);

    sender().send(batch(2));

    assertThat(mayStand).containsExactly(false, false);
    assertThat(heard.committed).isEqualTo(List.of(2));
  }

  @Test
  void a_commit_that_was_not_answered_is_in_doubt_until_it_is_known() throws Exception {
    troubles.add(new HeldConnection.InDoubtException(lost));
    for (int i = 0; i < 30; i++) {
      troubles.add(new SQLTransientConnectionException("Connection is not available"));
    }
    troubles.add(deadlock);

    sender().send(batch(2));

    assertThat(mayStand).startsWith(false, true, true).hasSize(33);
    assertThat(heard.committed).isEqualTo(List.of(2));
    assertThat(heard.failed).isEmpty();
  }

  @Test
  void doubt_has_an_end() throws Exception {
    troubles.add(new HeldConnection.InDoubtException(lost));
    for (int i = 0; i < 1_000; i++) {
      troubles.add(lost);
    }

    sender().send(batch(2));

    assertThat(heard.failed).hasSize(2).allMatch(LedgerUnavailableException.class::isInstance);
    assertThat(heard.away).isEqualTo(1);
  }

  @Test
  void a_database_that_is_not_there_is_told_to_all_who_wait() throws Exception {
    troubles.add(new SQLTransientConnectionException("Connection is not available"));

    sender().send(batch(2));

    assertThat(attempts).hasSize(1);
    assertThat(heard.failed).hasSize(2).allMatch(LedgerUnavailableException.class::isInstance);
    assertThat(heard.away).isEqualTo(1);
  }

  @Test
  void only_the_order_that_cannot_be_stored_fails() throws Exception {
    Batch batch = batch(9);
    Batch.Order culprit = batch.orders().get(5);

    sender(
            (some, stand) -> {
              if (some.orders().contains(culprit)) {
                throw poison;
              }
              return result(some);
            })
        .send(batch);

    assertThat(heard.failedOrders).containsExactly(culprit);
    assertThat(heard.failed).singleElement().isExactlyInstanceOf(IllegalStateException.class);
    assertThat(PassingTrouble.isPassing(heard.failed.get(0))).isFalse();
    assertThat(heard.committed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(8);
    assertThat(attempts.get(1).now()).isEqualTo(batch.now());
  }

  @Test
  void a_defect_is_isolated_like_a_poison_and_keeps_doubt() throws Exception {
    troubles.add(new HeldConnection.InDoubtException(lost));
    troubles.add(new IllegalStateException("defect"));

    sender().send(batch(2));

    assertThat(mayStand).containsExactly(false, true, true, true);
    assertThat(heard.committed).isEqualTo(List.of(1, 1));
  }

  private BatchSender sender() {
    return sender((batch, stand) -> result(batch));
  }

  private BatchSender sender(BatchSender.Transaction transaction) {
    return new BatchSender(
        (batch, stand) -> {
          attempts.add(batch);
          mayStand.add(stand);
          Exception trouble = troubles.poll();
          if (trouble instanceof SQLException sql) {
            throw sql;
          }
          if (trouble instanceof RuntimeException runtime) {
            throw runtime;
          }
          return transaction.run(batch, stand);
        },
        heard,
        Duration.ofMinutes(1),
        pause -> nanos.addAndGet(pause.toNanos()),
        nanos::get);
  }

  private static BatchResult result(Batch batch) {
    return new BatchResult(
        Map.of(), batch.orders().stream().<Runnable>map(order -> () -> {}).toList(), List.of());
  }

  private static Batch batch(int size) {
    return Batch.form(
        IntStream.range(0, size)
            .mapToObj(i -> proposal("O-" + i, plan(Leg.of("WH-A", "SF", "SKU-1", 1))))
            .<Batch.Waiting>map(Batch.Ask::of)
            .toList(),
        START);
  }

  private static final class Heard implements BatchSender.Outcomes {
    private final List<Integer> committed = new ArrayList<>();
    private final List<Batch.Order> failedOrders = new ArrayList<>();
    private final List<RuntimeException> failed = new ArrayList<>();
    private int away;

    @Override
    public void repeated() {}

    @Override
    public void committed(BatchResult result) {
      committed.add(result.changes().size());
    }

    @Override
    public void failed(Batch batch, RuntimeException why) {
      failedOrders.addAll(batch.orders());
      batch.orders().forEach(order -> failed.add(why));
    }

    @Override
    public void databaseAway(RuntimeException why) {
      away++;
    }
  }
}
