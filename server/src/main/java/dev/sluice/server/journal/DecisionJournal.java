package dev.sluice.server.journal;

import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.DecisionListener;
import dev.sluice.server.routing.PlannerLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what decisions saw in batches behind the commit, so that no order waits for it. A crash or
 * a full queue loses records, never plans; what was lost is counted.
 */
public final class DecisionJournal implements DecisionListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DecisionJournal.class);

  /** A record is some hundred bytes, so a full queue is some megabytes. */
  private static final int QUEUE_CAPACITY = 16_384;

  private static final int BATCH_SIZE = 512;

  /** Fills batches: a transaction costs far more than a row. */
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final DecisionRepository repository;
  private final PlannerLimits limits;
  private final Predicate<Throwable> databaseTrouble;
  private final RecordFormat format = new RecordFormat();
  private final BlockingQueue<Unwritten> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;
  private volatile long closingSince;

  private DecisionJournal(
      DecisionRepository repository, PlannerLimits limits, Predicate<Throwable> databaseTrouble) {
    this.repository = repository;
    this.limits = limits;
    this.databaseTrouble = databaseTrouble;
    this.writer = new Thread(this::writeUntilClosed, "sluice-journal");
    this.writer.setDaemon(true);
  }

  /**
   * A journal whose writer is running.
   *
   * @param limits of the decisions that it hears of
   * @param databaseTrouble tells failures that pass, for which records wait
   */
  public static DecisionJournal start(
      DecisionRepository repository, PlannerLimits limits, Predicate<Throwable> databaseTrouble) {
    DecisionJournal journal = new DecisionJournal(repository, limits, databaseTrouble);
    journal.writer.start();
    return journal;
  }

  /** Packs what was seen at once, for nothing else of it should wait for the commit. */
  @Override
  public Consumer<StoredPlan> decided(DecisionInput input, Decision decision) {
    DecisionRecord packed;
    try {
      packed =
          new DecisionRecord(input.view().network(), input.shares(), format.write(input, limits));
    } catch (RuntimeException e) {
      log.warn("What was seen for order {} cannot be packed", input.order().key(), e);
      return plan -> countLost(1);
    }
    return plan -> record(plan.planId(), packed);
  }

  /** Records that were dropped since the start. */
  public long lost() {
    return lost.get();
  }

  /** Writes what was handed over and stops. */
  @Override
  public void close() {
    closingSince = System.nanoTime();
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(TimeUnit.NANOSECONDS.toMillis(STOP_NANOS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Never blocks. */
  private void record(String planId, DecisionRecord packed) {
    if (closing || !queue.offer(new Unwritten(planId, packed))) {
      countLost(1);
    }
  }

  private void writeUntilClosed() {
    RecordWriter records = new RecordWriter(repository);
    List<Unwritten> batch = new ArrayList<>(BATCH_SIZE);
    while (!closing || !queue.isEmpty()) {
      try {
        Unwritten first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        if (!closing) {
          LockSupport.parkNanos(LINGER_NANOS);
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_SIZE - 1);
        write(records, batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        batch.clear();
      }
    }
  }

  /**
   * While the database is away the batch waits, and new records with it as far as there is room.
   */
  private void write(RecordWriter records, List<Unwritten> batch) {
    while (true) {
      try {
        records.write(batch);
        return;
      } catch (RuntimeException e) {
        if (!databaseTrouble.test(e) || isLate()) {
          writeOneByOne(records, batch, e);
          return;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private boolean isLate() {
    return closing && System.nanoTime() - closingSince > STOP_NANOS / 2;
  }

  /** One record that cannot be written does not take the others with it. */
  private void writeOneByOne(RecordWriter records, List<Unwritten> batch, RuntimeException why) {
    int failed = 0;
    RuntimeException last = why;
    for (Unwritten one : batch) {
      try {
        records.write(List.of(one));
      } catch (RuntimeException e) {
        last = e;
        failed++;
      }
    }
    if (failed > 0) {
      countLost(failed);
      log.warn("{} decision records cannot be written and are lost; plans are not", failed, last);
    }
  }

  private void countLost(int count) {
    if (lost.getAndAdd(count) == 0) {
      log.warn(
          "The first decision record was lost. Maybe the database is slow: GetPlan FULL says so for"
              + " plans without one.");
    }
  }

  /** A record that waits. */
  record Unwritten(String planId, DecisionRecord packed) {}
}
