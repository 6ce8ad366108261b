package dev.sluice.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of named threads with a bounded queue before them. */
final class WorkerPool implements Executor, AutoCloseable {

  private static final long STOP_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  /**
   * @param name of the threads, followed by their number
   * @param maxWaiting further work is rejected
   */
  WorkerPool(String name, int threadCount, int maxWaiting) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxWaiting),
            work -> {
              Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @throws RejectedExecutionException when too much waits, or after {@link #close}
   */
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
