package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void nobody_lingers_for_a_caller_who_comes_alone() throws Exception {
    BatchQueue<Integer> queue = queue(10, LONG);

    queue.offer(1, LONG);
    assertThat(queue.take()).containsExactly(1);
    queue.offer(2, LONG);
    assertThat(queue.take()).containsExactly(2);
  }

  @Test
  void a_full_batch_is_closed_at_once_and_the_rest_waits_for_the_next() throws Exception {
    BatchQueue<Integer> queue = queue(3, LONG);
    for (int i = 1; i <= 7; i++) {
      queue.offer(i, LONG);
    }

    assertThat(queue.take()).containsExactly(1, 2, 3);
    assertThat(queue.take()).containsExactly(4, 5, 6);
  }

  @Test
  void after_a_batch_of_many_the_next_stays_open_until_its_first_has_lingered() throws Exception {
    BatchQueue<Integer> queue = afterABatchOfTwo(LONG);
    queue.offer(3, LONG);
    nanos.addAndGet(LONG.toNanos() - 1_000_000);
    queue.offer(4, LONG);

    // One millisecond is left of the linger; the clock does not move on, real time does.
    CompletableFuture<List<Integer>> taken = CompletableFuture.supplyAsync(() -> take(queue));
    queue.offer(5, LONG);
    nanos.addAndGet(1_000_000);

    assertThat(taken.join()).containsExactly(3, 4, 5);
  }

  @Test
  void who_must_hurry_closes_the_batch() throws Exception {
    BatchQueue<Integer> queue = afterABatchOfTwo(LONG);
    queue.offer(3, LONG);
    queue.offer(4, Duration.ZERO);

    assertThat(queue.take()).containsExactly(3, 4);
  }

  @Test
  void a_deadline_long_past_is_no_more_than_a_hurry() throws Exception {
    BatchQueue<Integer> queue = afterABatchOfTwo(LONG);
    queue.offer(3, LONG.negated());

    assertThat(queue.take()).containsExactly(3);
  }

  @Test
  void who_comes_when_too_many_wait_is_turned_away() throws Exception {
    BatchQueue<Integer> queue = new BatchQueue<>(limits(10, Duration.ZERO, 2), nanos::get);

    assertThat(queue.offer(1, LONG)).isTrue();
    assertThat(queue.offer(2, LONG)).isTrue();
    assertThat(queue.offer(3, LONG)).isFalse();
    queue.take();
    assertThat(queue.offer(4, LONG)).isTrue();
  }

  @Test
  void what_is_put_back_comes_first() throws Exception {
    BatchQueue<Integer> queue = queue(10, Duration.ZERO);
    queue.offer(3, LONG);
    queue.putBack(List.of(1, 2));

    assertThat(queue.take()).containsExactly(1, 2, 3);
  }

  @Test
  void a_closed_queue_turns_away_and_gives_what_it_has() throws Exception {
    BatchQueue<Integer> queue = queue(10, LONG);
    queue.offer(1, LONG);

    queue.close();

    assertThat(queue.offer(2, LONG)).isFalse();
    assertThat(queue.take()).containsExactly(1);
    assertThat(queue.take()).isEmpty();
  }

  private BatchQueue<Integer> afterABatchOfTwo(Duration linger) throws InterruptedException {
    BatchQueue<Integer> queue = queue(10, linger);
    queue.offer(1, LONG);
    queue.offer(2, LONG);
    queue.take();
    return queue;
  }

  private BatchQueue<Integer> queue(int maxBatch, Duration linger) {
    return new BatchQueue<>(limits(maxBatch, linger, 100), nanos::get);
  }

  private static CommitLimits limits(int maxBatch, Duration linger, int maxWaiting) {
    return new CommitLimits(maxBatch, linger, maxWaiting, Duration.ZERO);
  }

  private static List<Integer> take(BatchQueue<Integer> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
