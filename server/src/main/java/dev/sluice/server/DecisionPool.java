package dev.sluice.server;

import dev.sluice.server.routing.OverloadedException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The small CPU pool that decides orders; refuses what would wait too long. */
final class DecisionPool implements Executor, AutoCloseable {

  private static final int WAITING_PER_THREAD = 2_000;
  private static final long STOP_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  DecisionPool(int threadCount) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_PER_THREAD * threadCount),
            work -> {
              Thread thread = new Thread(work, "sluice-decide-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            (work, pool) -> {
              throw new OverloadedException(pool.getQueue().size());
            });
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  /** Finishes what waits, for a bounded time. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
