package dev.sluice.server;

import dev.sluice.server.postgres.PassingTrouble;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done again and again beside the orders, on one thread. A chore that fails is tried again.
 */
final class Housekeeping implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final long STOP_SECONDS = 5;

  private final ScheduledExecutorService thread;

  Housekeeping(String threadName) {
    this(threadName, Thread.NORM_PRIORITY);
  }

  /** Whose thread lets those of orders go first, as far as the JVM's flags let it. */
  static Housekeeping behindOrders(String threadName) {
    return new Housekeeping(threadName, Thread.MIN_PRIORITY);
  }

  @SuppressWarnings("ThreadPriorityCheck") // Nothing is right or wrong by it, only sooner or later.
  private Housekeeping(String threadName, int priority) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, threadName);
              made.setDaemon(true);
              made.setPriority(priority);
              return made;
            });
  }

  /** Something to do that may fail. */
  @FunctionalInterface
  interface Chore {
    void run() throws Exception;
  }

  /** Does {@code chore} every {@code period}, the first time after one. */
  void every(Duration period, String name, Chore chore) {
    ScheduledFuture<?> unusedForCloseCancelsAll =
        thread.scheduleWithFixedDelay(
            () -> run(period, name, chore),
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Does it once more, as soon as the thread is free; it is a chore of every {@code period}. */
  void soon(Duration period, String name, Chore chore) {
    try {
      thread.execute(() -> run(period, name, chore));
    } catch (RejectedExecutionException e) {
      // Everything stops: nobody needs it any more.
      log.debug("{} is left out: the service stops", name);
    }
  }

  private void run(Duration period, String name, Chore chore) {
    try {
      chore.run();
    } catch (Exception e) {
      if (thread.isShutdown()) {
        log.debug("{} is left: the service stops", name, e);
      } else {
        warn(name, period, e);
      }
    }
  }

  private static void warn(String name, Duration period, Exception failure) {
    String what = name + " failed and is tried again in " + period.toSeconds() + " s";
    if (PassingTrouble.isPassing(failure)) {
      log.warn("{}: {}", what, failure.getMessage());
    } else {
      log.warn(what, failure);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
