package dev.sluice.server.postgres;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Collects what is committed together. Many put in, one takes out. */
final class BatchQueue<T> {

  private record Waiting<T>(T item, long closeByNanos) {}

  private final CommitLimits limits;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Waiting<T>> waiting = new ArrayDeque<>();
  private boolean closed;
  private long closeByNanos;
  private int lastBatch;

  /**
   * @param nanoTime {@code System::nanoTime}
   */
  BatchQueue(CommitLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Puts one in.
   *
   * @param patience how long it may wait for its batch to close, where that is less than the linger
   * @return false when too many wait or the queue is closed
   */
  boolean offer(T item, Duration patience) {
    Duration wait = patience.compareTo(limits.linger()) < 0 ? patience : limits.linger();
    long closeBy = nanoTime.getAsLong() + Math.max(0, wait.toNanos());
    lock.lock();
    try {
      if (closed || waiting.size() >= limits.maxWaiting()) {
        return false;
      }
      boolean sooner = waiting.isEmpty() || closeBy - closeByNanos < 0;
      if (sooner) {
        closeByNanos = closeBy;
      }
      waiting.addLast(new Waiting<>(item, closeBy));
      // Whoever merely joins an open batch wakes nobody.
      if (sooner || waiting.size() == limits.maxBatch()) {
        arrived.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Puts some back that were taken; they come first in the next batch. */
  void putBack(List<T> items) {
    long now = nanoTime.getAsLong();
    lock.lock();
    try {
      for (int i = items.size() - 1; i >= 0; i--) {
        waiting.addFirst(new Waiting<>(items.get(i), now));
        closeByNanos = now;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next batch in the order of arrival, as soon as it is closed. Empty: the queue is closed and
   * nothing is left.
   */
  List<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        arrived.await();
      }
      long wait = untilClosed();
      while (wait > 0) {
        arrived.awaitNanos(wait);
        wait = untilClosed();
      }
      List<T> batch = new ArrayList<>();
      while (batch.size() < limits.maxBatch() && !waiting.isEmpty()) {
        batch.add(waiting.removeFirst().item());
      }
      lastBatch = batch.size();
      closeByNanos = earliestOfWaiting();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Everything that waits, for somebody who can commit nothing. */
  List<T> drain() {
    lock.lock();
    try {
      List<T> all = waiting.stream().map(Waiting::item).toList();
      waiting.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Turns away what comes from now on; what waits can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody lingers for a caller who comes alone: the last batch tells. */
  private long untilClosed() {
    if (closed || lastBatch <= 1 || waiting.size() >= limits.maxBatch()) {
      return 0;
    }
    return closeByNanos - nanoTime.getAsLong();
  }

  private long earliestOfWaiting() {
    long now = nanoTime.getAsLong();
    long wait = Long.MAX_VALUE;
    for (Waiting<T> one : waiting) {
      wait = Math.min(wait, one.closeByNanos() - now);
    }
    return waiting.isEmpty() ? now : now + wait;
  }
}
