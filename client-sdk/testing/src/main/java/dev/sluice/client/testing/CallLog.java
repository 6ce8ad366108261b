package dev.sluice.client.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The last calls, oldest first, and a place to wait for the next. */
final class CallLog {

  static final int MAX_CALLS = 10_000;

  private final Deque<RecordedCall> calls = new ArrayDeque<>();

  synchronized void add(RecordedCall call) {
    if (calls.size() == MAX_CALLS) {
      calls.removeFirst();
    }
    calls.addLast(call);
    notifyAll();
  }

  synchronized List<RecordedCall> list(Predicate<RecordedCall> wanted) {
    return calls.stream().filter(wanted).toList();
  }

  /**
   * Waits for at least so many.
   *
   * @throws AssertionError when they do not come in time
   */
  synchronized List<RecordedCall> await(
      Predicate<RecordedCall> wanted, int count, Duration patience) {
    if (count < 1 || count > MAX_CALLS) {
      throw new IllegalArgumentException(
          "Waiting for %d calls\nMaybe 1 to %d: older ones are not kept."
              .formatted(count, MAX_CALLS));
    }
    long end = System.nanoTime() + patience.toNanos();
    List<RecordedCall> found = list(wanted);
    while (found.size() < count) {
      long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (millis <= 0) {
        throw new AssertionError(
            "%d of %d calls came within %s\nMaybe others were made: %s"
                .formatted(
                    found.size(),
                    count,
                    patience,
                    calls.stream().map(call -> call.method() + " " + call.statusCode()).toList()));
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting for " + count + " calls", e);
      }
      found = list(wanted);
    }
    return found;
  }

  synchronized void clear() {
    calls.clear();
  }
}
