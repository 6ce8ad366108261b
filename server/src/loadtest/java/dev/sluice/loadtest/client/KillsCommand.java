package dev.sluice.loadtest.client;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import dev.sluice.client.SluiceException;
import dev.sluice.loadtest.CommonOptions;
import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.RateOption;
import dev.sluice.loadtest.ServerProcess;
import dev.sluice.loadtest.TestBed;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.cli.demo.SampleNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Two servers behind one client; one of them is killed again and again under load. */
@Command(
    name = "client-kills",
    description = "Kills servers behind the client: no call may fail, no order get two plans.")
public final class KillsCommand implements Callable<Integer> {
  private static final int DISTINCT_ORDERS = 5_000;
  private static final int SERVERS = 2;
  private static final int WARM_UP_ORDERS = 500;

  /** Balanced: of this many calls in a row, each server answers at least a third. */
  private static final long BALANCE_CALLS = 30;

  private static final Duration GIVE_UP = Duration.ofSeconds(60);
  private static final Duration AWAY = Duration.ofSeconds(1);

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final RateOption rate = new RateOption(100);

  @Option(names = "--kills", defaultValue = "30", description = "(default: ${DEFAULT-VALUE})")
  private int kills;

  @Option(
      names = "--threads",
      defaultValue = "16",
      description = "callers (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--balanced-within",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "how soon a server that came back must have its part (default: ${DEFAULT-VALUE})")
  private int balancedWithinSeconds;

  private final PrintWriter out = Console.out();
  private final Histogram latencyMicros = new ConcurrentHistogram(3);
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong nextOrder = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean finished;

  @Override
  public Integer call() throws Exception {
    SampleNetwork sample = SampleNetwork.create(20_000);
    OrderSource orders =
        OrderSource.create(sample, DISTINCT_ORDERS, common.seed(), Instant.now(), "kills-");
    try (TestBed bed = common.startBed()) {
      List<ServerProcess> servers = new ArrayList<>();
      for (int i = 1; i <= SERVERS; i++) {
        servers.add(bed.start(common.flagged(bed.setup("server-" + i))));
      }
      TestBed.importNetwork(servers, sample.folder());
      for (ServerProcess server : servers) {
        warmUp(server, orders);
      }
      ServerShares shares = new ServerShares();
      RoutingClientOptions options =
          RoutingClientOptions.newBuilder(
                  servers.stream().map(one -> "127.0.0.1:" + one.port()).toArray(String[]::new))
              .observer(shares)
              .build();
      List<Duration> balanceTimes;
      try (RoutingClient client = RoutingClient.create(options)) {
        balanceTimes = killUnderLoad(client, orders, servers, shares);
      }
      boolean right = report(shares, balanceTimes);
      right &= PlanCount.in(bed.postgres()).isOneEach(answered.get(), out);
      right &= TestBed.audit(bed.postgres().address(), out);
      return right ? 0 : 1;
    }
  }

  /** Until it knows the network and is no longer quite cold; stores nothing. */
  private static void warmUp(ServerProcess server, OrderSource orders) {
    try (RoutingClient client = RoutingClient.connect("127.0.0.1:" + server.port())) {
      long end = System.nanoTime() + GIVE_UP.toNanos();
      for (int planned = 0; planned < WARM_UP_ORDERS && System.nanoTime() - end < 0; ) {
        try {
          client.planOrder(orders.request(planned).getOrder());
          planned++;
        } catch (SluiceException notYet) {
          sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10));
        }
      }
    }
  }

  private List<Duration> killUnderLoad(
      RoutingClient client, OrderSource orders, List<ServerProcess> servers, ServerShares shares)
      throws IOException, InterruptedException {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      // Half of them call and wait, half take futures.
      boolean blocking = i % 2 == 0;
      Thread caller = new Thread(() -> send(client, orders, blocking), "loadtest-caller-" + i);
      callers.add(caller);
      caller.start();
    }
    List<Duration> balanceTimes = new ArrayList<>();
    try {
      servers.forEach(server -> awaitBalance(shares, server));
      Random random = new Random(common.seed());
      for (int kill = 1; kill <= kills; kill++) {
        ServerProcess victim = servers.get(random.nextInt(servers.size()));
        victim.kill();
        TimeUnit.MILLISECONDS.sleep(AWAY.toMillis());
        Duration start = victim.restart();
        Duration balanced = awaitBalance(shares, victim);
        balanceTimes.add(balanced);
        out.printf(
            Locale.ROOT,
            "%2d/%d killed %s, started in %.1f s, load balanced again %.2f s later; %d answered, %d"
                + " repeated, %d failed%n",
            kill,
            kills,
            victim.name(),
            start.toMillis() / 1e3,
            balanced.toMillis() / 1e3,
            answered.get(),
            shares.repeated(),
            failures.size());
      }
    } finally {
      finished = true;
      for (Thread caller : callers) {
        caller.join();
      }
    }
    return balanceTimes;
  }

  private void send(RoutingClient client, OrderSource orders, boolean blocking) {
    long gapNanos = (long) (threads / rate.perSecond() * 1e9);
    long due = System.nanoTime();
    while (!finished) {
      long number = nextOrder.getAndIncrement();
      var order = orders.request(number).getOrder();
      long start = System.nanoTime();
      try {
        RoutingPlan plan =
            blocking ? client.routeOrder(order) : client.routeOrderAsync(order).join();
        if (!plan.getOrderId().equals(order.getOrderId())) {
          failures.add(order.getOrderId() + " got the plan of " + plan.getOrderId());
        }
        answered.incrementAndGet();
      } catch (SluiceException | CompletionException e) {
        failures.add(order.getOrderId() + ": " + e);
      }
      latencyMicros.recordValue((System.nanoTime() - start) / 1_000);
      due = Math.max(due + gapNanos, System.nanoTime() - gapNanos);
      sleepUntil(due);
    }
  }

  /** How long it takes until a server has its part of the calls. */
  private static Duration awaitBalance(ServerShares shares, ServerProcess server) {
    long start = System.nanoTime();
    long before = shares.answered();
    long itsBefore = shares.answeredBy(server.port());
    while (System.nanoTime() - start < GIVE_UP.toNanos()) {
      long calls = shares.answered() - before;
      if (calls >= BALANCE_CALLS) {
        if ((shares.answeredBy(server.port()) - itsBefore) * 3 >= calls) {
          break;
        }
        before = shares.answered();
        itsBefore = shares.answeredBy(server.port());
      }
      sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10));
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private boolean report(ServerShares shares, List<Duration> balanceTimes) {
    Duration longest = Collections.max(balanceTimes);
    out.printf(
        Locale.ROOT,
        "%d orders answered, %d of them repeated by the client; attempts that failed: %s%n",
        answered.get(),
        shares.repeated(),
        shares.failedAttempts());
    out.printf(
        Locale.ROOT,
        "a call took p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.1f ms%n",
        latencyMicros.getValueAtPercentile(50) / 1e3,
        latencyMicros.getValueAtPercentile(99) / 1e3,
        latencyMicros.getValueAtPercentile(99.9) / 1e3,
        latencyMicros.getMaxValue() / 1e3);
    out.printf(
        Locale.ROOT,
        "load balanced again after at most %.2f s (limit %d s)%n",
        longest.toMillis() / 1e3,
        balancedWithinSeconds);
    out.printf("%d calls failed%n", failures.size());
    failures.stream().limit(5).forEach(failure -> out.println("- " + failure));
    return failures.isEmpty()
        && longest.toMillis() <= TimeUnit.SECONDS.toMillis(balancedWithinSeconds);
  }

  private static void sleepUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
