package dev.sluice.loadtest;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends unary calls over a few shared connections, cheaply: it shares the processors with what it
 * measures. Answers are handled on the connections' own threads.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final long DRAIN_SECONDS = 30;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 10;
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final long POLL_MILLIS = 10;

  private final List<List<ManagedChannel>> channels;
  private final CallOptions options;
  private final Duration deadline;
  private final ScheduledExecutorService pauses =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "loadtest-pauses");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger turn = new AtomicInteger();

  private LoadGenerator(List<List<ManagedChannel>> channels, Duration deadline) {
    this.channels = channels;
    this.deadline = deadline;
    this.options = CallOptions.DEFAULT;
  }

  /**
   * Connects when the first call is made.
   *
   * @param connections to each server
   * @param deadline of each call
   * @param ports of servers on 127.0.0.1
   */
  public static LoadGenerator connect(int connections, Duration deadline, int... ports) {
    List<List<ManagedChannel>> servers = new ArrayList<>();
    for (int port : ports) {
      List<ManagedChannel> shared = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        shared.add(
            NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .disableRetry()
                .disableServiceConfigLookUp()
                .build());
      }
      servers.add(shared);
    }
    return new LoadGenerator(servers, deadline);
  }

  /**
   * Keeps {@code inFlight} calls under way for a time, or until the load has no more: shows the
   * most that a server can do. Latency is from sending.
   */
  public <Q, R> LoadResult closedLoop(UnaryLoad<Q, R> load, int inFlight, Duration time)
      throws InterruptedException {
    Run<Q, R> run = new Run<>(load, System.nanoTime(), time.toNanos(), true);
    for (int i = 0; i < inFlight; i++) {
      run.sendNext(System.nanoTime());
    }
    run.awaitEnd();
    return run.result(0);
  }

  /**
   * Sends at an even rate whatever the answers do. Latency is from the moment a call was due, so a
   * server that stands still is charged for everything that waited meanwhile.
   *
   * @param maxInFlight calls that are due beyond it are not sent, and are counted
   */
  public <Q, R> LoadResult openLoop(
      UnaryLoad<Q, R> load, double perSecond, int maxInFlight, Duration time)
      throws InterruptedException {
    long start = System.nanoTime();
    Run<Q, R> run = new Run<>(load, start, time.toNanos(), false);
    long count = Math.round(perSecond * time.toNanos() / 1e9);
    double gapNanos = 1e9 / perSecond;
    long unsent = 0;
    for (long i = 0; i < count; i++) {
      long due = start + Math.round(i * gapNanos);
      await(due);
      if (run.inFlight.get() >= maxInFlight) {
        unsent++;
      } else if (!run.sendNext(due)) {
        break;
      }
    }
    run.awaitEnd();
    return run.result(unsent);
  }

  /** Connects again at once to servers that were away, instead of after ever longer pauses. */
  public void reconnect() {
    channels.forEach(shared -> shared.forEach(ManagedChannel::resetConnectBackoff));
  }

  @Override
  public void close() {
    pauses.shutdownNow();
    for (List<ManagedChannel> shared : channels) {
      shared.forEach(ManagedChannel::shutdownNow);
    }
  }

  private static void await(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }

  private ManagedChannel channel(int target) {
    int next = turn.getAndIncrement() & Integer.MAX_VALUE;
    List<ManagedChannel> shared = channels.get(target < 0 ? next % channels.size() : target);
    return shared.get(next / channels.size() % shared.size());
  }

  private final class Run<Q, R> {
    private final UnaryLoad<Q, R> load;
    private final long start;
    private final long nanos;
    private final boolean again;
    private final Histogram latencyMicros = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    private final LongAdder answered = new LongAdder();
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong lastAnswer = new AtomicLong();
    private volatile boolean ended;

    Run(UnaryLoad<Q, R> load, long start, long nanos, boolean again) {
      this.load = load;
      this.start = start;
      this.nanos = nanos;
      this.again = again;
    }

    /** Answers false when there was nothing to send. */
    boolean sendNext(long due) {
      UnaryLoad.Request<Q> request = load.next();
      if (request == null) {
        ended = true;
        return false;
      }
      inFlight.incrementAndGet();
      ClientCall<Q, R> call =
          channel(request.target())
              .newCall(
                  load.method(),
                  options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS));
      call.start(new Answer<>(this, request, due), new Metadata());
      call.request(2);
      call.sendMessage(request.message());
      call.halfClose();
      return true;
    }

    void ended(UnaryLoad.Request<Q> request, long due, Status status, @Nullable R response) {
      long now = System.nanoTime();
      boolean within = now - start <= nanos;
      try {
        if (status.isOk() && response != null) {
          if (within || !again) {
            answered.increment();
            latencyMicros.recordValue(Math.max(1, (now - due) / 1_000));
            lastAnswer.accumulateAndGet(now - start, Math::max);
          }
          load.answered(request, response);
        } else {
          failed.computeIfAbsent(status.getCode().name(), code -> new LongAdder()).increment();
          load.failed(request, status);
        }
        if (again && !ended && within) {
          sendAnother(status.isOk());
        }
      } finally {
        inFlight.decrementAndGet();
      }
    }

    /**
     * After a failure not at once: a server that is away would be asked a million times a second.
     */
    private void sendAnother(boolean atOnce) {
      if (atOnce) {
        sendNext(System.nanoTime());
        return;
      }
      inFlight.incrementAndGet();
      var unused =
          pauses.schedule(
              () -> {
                try {
                  sendNext(System.nanoTime());
                } finally {
                  inFlight.decrementAndGet();
                }
              },
              PAUSE_AFTER_FAILURE_MILLIS,
              TimeUnit.MILLISECONDS);
    }

    void awaitEnd() throws InterruptedException {
      if (again) {
        while (!ended && System.nanoTime() - start < nanos) {
          TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
      }
      long limit = System.nanoTime() + deadline.toNanos() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
      while (inFlight.get() > 0) {
        if (System.nanoTime() - limit > 0) {
          throw new IllegalStateException(
              inFlight.get() + " calls have neither an answer nor an error after their deadline");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }

    LoadResult result(long unsent) {
      Map<String, Long> failures = new TreeMap<>();
      failed.forEach((code, count) -> failures.put(code, count.sum()));
      // A load that ran out before its time, or an open loop's tail, ends with the last answer.
      long measured = again && !ended ? nanos : Math.max(1, lastAnswer.get());
      return new LoadResult(answered.sum(), measured / 1e9, latencyMicros, failures, unsent);
    }
  }

  private static final class Answer<Q, R> extends ClientCall.Listener<R> {
    private final LoadGenerator.Run<Q, R> run;
    private final UnaryLoad.Request<Q> request;
    private final long due;
    private @Nullable R response;

    Answer(LoadGenerator.Run<Q, R> run, UnaryLoad.Request<Q> request, long due) {
      this.run = run;
      this.request = request;
      this.due = due;
    }

    @Override
    public void onMessage(R message) {
      response = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      run.ended(request, due, status, response);
    }
  }
}
