package dev.sluice.server.journal;

import dev.sluice.server.routing.model.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and writes explanations in batches behind the commit, so that no order waits for them. A
 * crash or a full queue loses explanations, never plans; what was lost is counted.
 */
public final class DecisionJournal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DecisionJournal.class);

  /** What waits here still holds all that its decision saw: a few dozen KB each. */
  private static final int QUEUE_CAPACITY = 4_096;

  private static final int BATCH_SIZE = 256;
  private static final long STOP_SECONDS = 10;

  private final ExplanationRepository explanations;
  private final BlockingQueue<Unwritten> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private volatile boolean closing;

  private DecisionJournal(ExplanationRepository explanations) {
    this.explanations = explanations;
    this.writer = new Thread(this::writeUntilClosed, "sluice-journal");
    this.writer.setDaemon(true);
  }

  /** A journal whose writer is running. */
  public static DecisionJournal start(ExplanationRepository explanations) {
    DecisionJournal journal = new DecisionJournal(explanations);
    journal.writer.start();
    return journal;
  }

  /** Hands over one explanation, which is made on the journal's own thread; never blocks. */
  public void record(String planId, Supplier<Explanation> explanation) {
    if (closing || !queue.offer(new Unwritten(planId, explanation))) {
      countLost(1);
    }
  }

  /** Explanations that were dropped since the start. */
  public long lost() {
    return lost.get();
  }

  /** Writes what was handed over and stops. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUntilClosed() {
    List<Unwritten> batch = new ArrayList<>(BATCH_SIZE);
    while (!closing || !queue.isEmpty()) {
      try {
        Unwritten first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_SIZE - 1);
        explanations.store(batch.stream().map(Unwritten::write).toList());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        countLost(batch.size());
        log.warn(
            "{} explanations could not be written and are lost; plans are not", batch.size(), e);
      } finally {
        batch.clear();
      }
    }
  }

  private void countLost(int count) {
    if (lost.getAndAdd(count) == 0) {
      log.warn(
          "The first explanation was lost. Maybe the database is slow: GetPlan FULL says so for plans"
              + " without one.");
    }
  }

  private record Unwritten(String planId, Supplier<Explanation> explanation) {
    ExplanationRepository.Entry write() {
      return new ExplanationRepository.Entry(planId, explanation.get());
    }
  }
}
