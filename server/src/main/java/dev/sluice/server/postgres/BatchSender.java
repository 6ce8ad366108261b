package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a batch until it is known what became of it: repeats it after conflicts and lost
 * connections, halves it around an order that cannot be stored.
 */
final class BatchSender {

  private static final Logger log = LoggerFactory.getLogger(BatchSender.class);
  private static final int MAX_CONFLICTS = 10;
  private static final int MAX_TROUBLES = 10;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

  private final Transaction transaction;
  private final Outcomes outcomes;
  private final Duration patienceInDoubt;
  private final Pause pause;
  private final LongSupplier nanoTime;

  /** One attempt to commit a batch. */
  @FunctionalInterface
  interface Transaction {
    /**
     * Commits all or nothing.
     *
     * @param mayStand whether an earlier attempt with the same batch may have been committed
     */
    BatchResult run(Batch batch, boolean mayStand) throws SQLException;
  }

  /** Hears what became of batches or parts of them. */
  interface Outcomes {
    /** An attempt was in vain, another follows. */
    void repeated();

    void committed(BatchResult result);

    void failed(Batch batch, RuntimeException why);

    /** No connection is to be had; told after {@link #failed}. */
    void databaseAway(RuntimeException why);
  }

  /** Sleeps. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  BatchSender(
      Transaction transaction,
      Outcomes outcomes,
      Duration patienceInDoubt,
      Pause pause,
      LongSupplier nanoTime) {
    this.transaction = transaction;
    this.outcomes = outcomes;
    this.patienceInDoubt = patienceInDoubt;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  /** Returns when all of the batch is answered. */
  void send(Batch batch) throws InterruptedException {
    send(batch, false);
  }

  private void send(Batch batch, boolean mayStand) throws InterruptedException {
    Attempts attempts = new Attempts(mayStand);
    while (true) {
      try {
        outcomes.committed(transaction.run(batch, attempts.mayStand));
        return;
      } catch (SQLException e) {
        if (!PassingTrouble.isPassing(e)) {
          isolate(batch, attempts.mayStand, e);
          return;
        }
        if (!attempts.allowAnother(e)) {
          giveUp(batch, e);
          return;
        }
        log.debug("{} is repeated: {}", batch.subject(), e.getMessage());
        outcomes.repeated();
        pause.sleep(attempts.nextPause(e));
      } catch (LedgerUnavailableException e) {
        if (!attempts.allowAnother(e)) {
          outcomes.failed(batch, e);
          return;
        }
        outcomes.repeated();
        pause.sleep(attempts.nextPause(e));
      } catch (RuntimeException e) {
        isolate(batch, attempts.mayStand, e);
        return;
      }
    }
  }

  private void isolate(Batch batch, boolean mayStand, Exception why) throws InterruptedException {
    if (batch.size() > 1) {
      log.warn("{} cannot be stored and is halved: {}", batch.subject(), why.getMessage());
      for (Batch half : batch.halves()) {
        send(half, mayStand);
      }
    } else {
      outcomes.failed(
          batch,
          why instanceof RuntimeException runtime
              ? runtime
              : new IllegalStateException(
                  "%s cannot be stored: %s. Maybe it holds a character or a number that the database refuses"
                      .formatted(batch.subject(), why.getMessage()),
                  why));
    }
  }

  private void giveUp(Batch batch, SQLException why) {
    LedgerUnavailableException failure =
        new LedgerUnavailableException(
            "%s was not stored: %s. Maybe the database is down or overloaded: the same call may be repeated"
                .formatted(batch.subject(), why.getMessage()),
            why);
    outcomes.failed(batch, failure);
    if (!PassingTrouble.isConflict(why)) {
      outcomes.databaseAway(failure);
    }
  }

  /** How often a batch was tried in vain, and for which reasons. */
  private final class Attempts {
    private boolean mayStand;
    private long doubtSince;
    private int conflicts;
    private int troubles;
    private Duration nextPause = PAUSE;

    Attempts(boolean mayStand) {
      this.mayStand = mayStand;
      this.doubtSince = nanoTime.getAsLong();
    }

    boolean allowAnother(Exception e) {
      if (e instanceof HeldConnection.InDoubtException && !mayStand) {
        mayStand = true;
        doubtSince = nanoTime.getAsLong();
      }
      if (mayStand) {
        return nanoTime.getAsLong() - doubtSince < patienceInDoubt.toNanos();
      }
      if (e instanceof SQLException sql && PassingTrouble.isConflict(sql)) {
        return ++conflicts < MAX_CONFLICTS;
      }
      // The pool has waited already.
      return !(e instanceof SQLTransientConnectionException) && ++troubles <= MAX_TROUBLES;
    }

    Duration nextPause(Exception e) {
      if (e instanceof SQLException sql && PassingTrouble.isConflict(sql)) {
        return Duration.ZERO;
      }
      Duration now = nextPause;
      Duration twice = now.multipliedBy(2);
      nextPause = twice.compareTo(MAX_PAUSE) < 0 ? twice : MAX_PAUSE;
      return now;
    }
  }
}
