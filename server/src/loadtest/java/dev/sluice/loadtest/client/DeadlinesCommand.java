package dev.sluice.loadtest.client;

import dev.sluice.client.DeadlineExceededException;
import dev.sluice.client.RoutingClient;
import dev.sluice.loadtest.CommonOptions;
import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.ServerProcess;
import dev.sluice.loadtest.TestBed;
import dev.sluice.server.cli.demo.SampleNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long callers with a short deadline really wait while the server stands still. */
@Command(
    name = "client-deadlines",
    description = "Calls with a deadline of 50 ms while the server is stopped (SIGSTOP).")
public final class DeadlinesCommand implements Callable<Integer> {
  private static final int DISTINCT_ORDERS = 1_000;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--deadline-millis",
      defaultValue = "50",
      description = "(default: ${DEFAULT-VALUE})")
  private int deadlineMillis;

  @Option(
      names = "--limit-millis",
      defaultValue = "60",
      description = "that 99.9 %% of the calls must end within (default: ${DEFAULT-VALUE})")
  private double limitMillis;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "of each form (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--threads",
      defaultValue = "8",
      description = "callers (default: ${DEFAULT-VALUE})")
  private int threads;

  private final PrintWriter out = Console.out();

  @Override
  public Integer call() throws Exception {
    SampleNetwork sample = SampleNetwork.create(10_000);
    OrderSource orders =
        OrderSource.create(sample, DISTINCT_ORDERS, common.seed(), Instant.now(), "deadline-");
    try (TestBed bed = common.startBed()) {
      ServerProcess server = bed.start(common.flagged(bed.setup("sluice")));
      TestBed.importNetwork(server, sample.folder());
      try (RoutingClient client = RoutingClient.connect("127.0.0.1:" + server.port())) {
        for (int i = 0; i < 2_000; i++) {
          client.routeOrder(orders.request(i).getOrder());
        }
        boolean right = measure(server, client, orders, true);
        right &= measure(server, client, orders, false);
        return right ? 0 : 1;
      }
    }
  }

  private boolean measure(
      ServerProcess server, RoutingClient client, OrderSource orders, boolean blocking)
      throws IOException, InterruptedException {
    RoutingClient impatient = client.withDeadline(Duration.ofMillis(deadlineMillis));
    Histogram micros = new ConcurrentHistogram(3);
    Histogram slept = new ConcurrentHistogram(3);
    AtomicLong others = new AtomicLong();
    AtomicLong numbers = new AtomicLong(100_000);
    server.pause();
    try {
      long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
      List<Thread> callers = new ArrayList<>();
      Thread sleeper = new Thread(() -> sleepUntil(end, slept), "loadtest-sleeper");
      callers.add(sleeper);
      sleeper.start();
      for (int i = 0; i < threads; i++) {
        Thread caller =
            new Thread(
                () -> {
                  while (System.nanoTime() - end < 0) {
                    var order = orders.request(numbers.getAndIncrement()).getOrder();
                    long start = System.nanoTime();
                    if (!endsAtDeadline(impatient, order, blocking)) {
                      others.incrementAndGet();
                    }
                    micros.recordValue((System.nanoTime() - start) / 1_000);
                  }
                },
                "loadtest-caller-" + i);
        callers.add(caller);
        caller.start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
    } finally {
      server.resume();
    }
    double late = micros.getValueAtPercentile(99.9) / 1e3;
    out.printf(
        Locale.ROOT,
        "%s: %d calls with a deadline of %d ms: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms (limit %.0f"
            + " ms), longest %.1f ms; %d ended otherwise%n",
        blocking ? "blocking" : "future",
        micros.getTotalCount(),
        deadlineMillis,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        late,
        limitMillis,
        micros.getMaxValue() / 1e3,
        others.get());
    out.printf(
        Locale.ROOT,
        "  a thread that only sleeps as long, beside them: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        slept.getValueAtPercentile(50) / 1e3,
        slept.getValueAtPercentile(99) / 1e3,
        slept.getMaxValue() / 1e3);
    return late <= limitMillis && others.get() == 0;
  }

  /** How punctual the machine itself is. */
  private void sleepUntil(long end, Histogram micros) {
    while (System.nanoTime() - end < 0) {
      long start = System.nanoTime();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(deadlineMillis));
      micros.recordValue((System.nanoTime() - start) / 1_000);
    }
  }

  private static boolean endsAtDeadline(
      RoutingClient client, dev.sluice.routing.v1.Order order, boolean blocking) {
    try {
      if (blocking) {
        client.routeOrder(order);
      } else {
        client.routeOrderAsync(order).join();
      }
      return false;
    } catch (DeadlineExceededException e) {
      return true;
    } catch (CompletionException e) {
      return e.getCause() instanceof DeadlineExceededException;
    }
  }
}
