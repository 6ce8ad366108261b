package dev.sluice.server.postgres;

import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.ledger.counter.CounterListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what arrives in batches, on one thread: while one batch commits the next one gathers.
 * Answers are given on another executor, after the commit.
 */
final class GroupCommitter implements AutoCloseable, BatchSender.Outcomes {

  private static final Logger log = LoggerFactory.getLogger(GroupCommitter.class);
  private static final long STOP_MILLIS = 10_000;
  private static final int ANSWERS_PER_TASK = 16;
  private static final Duration CHANGES_WAIT = Duration.ofDays(1);

  private final BatchQueue<Batch.Waiting> queue;
  private final BatchSender sender;
  private final HeldConnection connection;
  private final DatabaseClock clock;
  private final InstantSource callersClock;
  private final CounterListener listener;
  private final Executor answerer;
  private final CommitStats stats;
  private final Thread thread;
  private volatile long recentNanos;

  GroupCommitter(
      CommitLimits limits,
      HeldConnection connection,
      BatchSender.Transaction transaction,
      CommitSurroundings surroundings,
      CommitStats stats) {
    this.queue = new BatchQueue<>(limits, System::nanoTime);
    this.connection = connection;
    this.sender =
        new BatchSender(
            transaction,
            this,
            limits.patienceInDoubt(),
            pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()),
            System::nanoTime);
    this.clock = surroundings.clock();
    this.callersClock = surroundings.callersClock();
    this.listener = surroundings.listener();
    this.answerer = surroundings.executor();
    this.stats = stats;
    this.thread = new Thread(this::run, "sluice-commit");
    this.thread.setDaemon(true);
  }

  /** Begins to commit. */
  void start() {
    thread.start();
  }

  /** Commits the proposal with others; the stage completes once the outcome is durable. */
  CompletionStage<ReserveResult> commit(Proposal proposal) {
    Batch.Ask ask = Batch.Ask.of(proposal);
    Duration left = Duration.between(callersClock.instant(), proposal.deadline());
    return queue.offer(ask, left.minus(expectedCommit()))
        ? ask.answer()
        : CompletableFuture.failedStage(tooManyWait());
  }

  /** Takes a step with a stored plan; the stage completes once the outcome is durable. */
  CompletionStage<TransitionResult> commit(Batch.Change change) {
    return queue.offer(change, CHANGES_WAIT)
        ? change.answer()
        : CompletableFuture.failedStage(tooManyWait());
  }

  /** Finishes what waits, for a bounded time. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(STOP_MILLIS);
      thread.interrupt();
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (connection) {
      List<Batch.Waiting> taken = queue.take();
      while (!taken.isEmpty()) {
        commit(taken);
        taken = queue.take();
      }
    } catch (InterruptedException e) {
      log.warn("The ledger was stopped while a batch was under way: its callers hear nothing");
    } finally {
      queue.close();
      failWaiting(new LedgerUnavailableException("The ledger is stopping", null));
    }
  }

  private void commit(List<Batch.Waiting> taken) throws InterruptedException {
    List<Batch.Waiting> inTime = withoutLate(taken);
    if (inTime.isEmpty()) {
      return;
    }
    Batch batch = Batch.form(inTime, clock.now().truncatedTo(ChronoUnit.MICROS));
    long begin = System.nanoTime();
    try {
      sender.send(batch);
    } catch (RuntimeException | Error e) {
      log.error("A batch of {} ended in a way nobody foresaw", batch.size(), e);
      fail(inTime, new IllegalStateException("The ledger failed on a batch of orders", e));
    }
    long took = System.nanoTime() - begin;
    long before = recentNanos;
    recentNanos = before + (took - before) / 8;
    stats.batch(batch.size(), took);
  }

  /** Nobody waits for them any more, so storing them would only be in others' way. */
  private List<Batch.Waiting> withoutLate(List<Batch.Waiting> taken) {
    Instant now = callersClock.instant();
    List<Batch.Waiting> inTime = new ArrayList<>(taken.size());
    List<Runnable> late = new ArrayList<>();
    for (Batch.Waiting one : taken) {
      if (one.deadline().isAfter(now)) {
        inTime.add(one);
      } else {
        late.add(() -> one.fail(new TimeoutException()));
      }
    }
    stats.timedOut(late.size());
    give(late);
    return inTime;
  }

  @Override
  public void repeated() {
    stats.repeated();
  }

  @Override
  public void committed(BatchResult result) {
    listener.changed(result.fresh());
    List<Runnable> answers = new ArrayList<>(result.changes());
    List<Batch.Waiting> again = new ArrayList<>();
    result
        .orders()
        .forEach(
            (order, first) -> {
              if (first instanceof ReserveResult.NoLongerFits) {
                stats.refused();
              }
              answers.add(() -> order.joined().get(0).answer().complete(first));
              for (Batch.Ask one : order.joined().subList(1, order.joined().size())) {
                answerTo(one, order, first)
                    .ifPresentOrElse(
                        its -> answers.add(() -> one.answer().complete(its)), () -> again.add(one));
              }
            });
    queue.putBack(again);
    give(answers);
  }

  @Override
  public void failed(Batch batch, RuntimeException why) {
    fail(batch.waiting(), why);
  }

  @Override
  public void databaseAway(RuntimeException why) {
    failWaiting(why);
  }

  /**
   * What hears who came after the first with the same order key. Empty: nothing was stored for the
   * first, whose content is another's; this one's turn comes in the next batch.
   */
  private static Optional<ReserveResult> answerTo(
      Batch.Ask one, Batch.Order order, ReserveResult first) {
    String fingerprint = one.proposal().fingerprint();
    return first
        .storedPlan()
        .map(plan -> ReserveResult.repeat(plan, fingerprint))
        .or(
            () ->
                order.proposal().fingerprint().equals(fingerprint)
                    ? Optional.of(first)
                    : Optional.empty());
  }

  private void failWaiting(RuntimeException why) {
    fail(queue.drain(), why);
  }

  private void fail(List<Batch.Waiting> waiting, RuntimeException why) {
    stats.failed(waiting.size());
    give(waiting.stream().<Runnable>map(one -> () -> one.fail(why)).toList());
  }

  /** What callers do with their answers is theirs: never on the thread that commits. */
  private void give(List<Runnable> answers) {
    for (int from = 0; from < answers.size(); from += ANSWERS_PER_TASK) {
      List<Runnable> some =
          answers.subList(from, Math.min(answers.size(), from + ANSWERS_PER_TASK));
      try {
        answerer.execute(() -> some.forEach(Runnable::run));
      } catch (RejectedExecutionException e) {
        log.debug("Nobody else answers: {}", e.getMessage());
        some.forEach(Runnable::run);
      }
    }
  }

  private static LedgerUnavailableException tooManyWait() {
    return new LedgerUnavailableException(
        "Too many orders wait for the ledger. Maybe try again in a moment", null);
  }

  /** How much earlier than the deadline a batch must close. */
  private Duration expectedCommit() {
    return Duration.ofNanos(2 * recentNanos);
  }
}
