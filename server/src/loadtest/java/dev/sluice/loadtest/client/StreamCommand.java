package dev.sluice.loadtest.client;

import dev.sluice.client.OrderAnswer;
import dev.sluice.client.OrderAnswers;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import dev.sluice.loadtest.CommonOptions;
import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.HeapMeter;
import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.ServerProcess;
import dev.sluice.loadtest.TestBed;
import dev.sluice.routing.v1.Order;
import dev.sluice.server.cli.demo.SampleNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One long stream of orders through a server that dies in the middle of it. */
@Command(
    name = "client-stream",
    description = "One stream, the server killed and started again in it: one answer each.")
public final class StreamCommand implements Callable<Integer> {
  private static final int DISTINCT_ORDERS = 5_000;
  private static final int HEAP_LOOKS = 10;
  private static final long SLOW_MILLIS = 5;
  private static final String PREFIX = "stream-";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--orders", defaultValue = "100000", description = "(default: ${DEFAULT-VALUE})")
  private int orders;

  @Option(
      names = "--slow",
      defaultValue = "2000",
      description = "answers that are taken slowly at first (default: ${DEFAULT-VALUE})")
  private int slow;

  @Option(
      names = "--heap-growth",
      paramLabel = "MIB",
      defaultValue = "8",
      description = "by which the client's live heap may grow (default: ${DEFAULT-VALUE})")
  private double heapGrowthMib;

  private final PrintWriter out = Console.out();
  private final AtomicLong read = new AtomicLong();
  private final BitSet answered = new BitSet();
  private final List<String> wrong = new ArrayList<>();
  private final List<Double> liveMib = new ArrayList<>();
  private long mostAhead;
  private long mostAheadWhileSlow;

  @Override
  public Integer call() throws Exception {
    SampleNetwork sample = SampleNetwork.create(orders);
    OrderSource source =
        OrderSource.create(sample, DISTINCT_ORDERS, common.seed(), Instant.now(), PREFIX);
    try (TestBed bed = common.startBed()) {
      ServerProcess server = bed.start(common.flagged(bed.setup("sluice")));
      TestBed.importNetwork(server, sample.folder());
      long start = System.nanoTime();
      RoutingClientOptions options =
          RoutingClientOptions.newBuilder("127.0.0.1:" + server.port()).build();
      try (RoutingClient client = RoutingClient.create(options);
          OrderAnswers answers = client.routeOrders(counted(source))) {
        take(answers, server);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      boolean right = report(options.maxInFlight(), seconds);
      right &= PlanCount.in(bed.postgres()).isOneEach(answered.cardinality(), out);
      right &= TestBed.audit(bed.postgres().address(), out);
      return right ? 0 : 1;
    }
  }

  private Iterator<Order> counted(OrderSource source) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return read.get() < orders;
      }

      @Override
      public Order next() {
        return source.request(read.getAndIncrement()).getOrder();
      }
    };
  }

  private void take(OrderAnswers answers, ServerProcess server)
      throws IOException, InterruptedException {
    HeapMeter heap = new HeapMeter(ProcessHandle.current().pid());
    @Nullable Thread restart = null;
    long taken = 0;
    while (answers.hasNext()) {
      long ahead = read.get() - taken;
      note(answers.next());
      taken++;
      mostAhead = Math.max(mostAhead, ahead);
      if (taken <= slow) {
        mostAheadWhileSlow = Math.max(mostAheadWhileSlow, ahead);
        TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
      }
      if (taken == orders / 2) {
        restart = restart(server);
      }
      if (taken % (orders / HEAP_LOOKS) == 0) {
        liveMib.add(heap.left().liveMib());
      }
    }
    if (restart != null) {
      restart.join();
    }
  }

  private Thread restart(ServerProcess server) throws InterruptedException {
    server.kill();
    out.printf("%d orders answered: the server is killed and started again%n", orders / 2);
    Thread thread =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(1);
                out.printf(Locale.ROOT, "it serves after %s%n", server.restart());
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("The server does not come back", e);
              }
            },
            "loadtest-restart");
    thread.start();
    return thread;
  }

  private void note(OrderAnswer answer) {
    int number = Integer.parseInt(answer.orderId().substring(PREFIX.length()));
    if (answered.get(number)) {
      wrong.add(answer.orderId() + " was answered twice");
    }
    answered.set(number);
    answer.failure().ifPresent(failure -> wrong.add(answer.orderId() + ": " + failure));
    if (answer.plan().filter(plan -> !plan.getOrderId().equals(answer.orderId())).isPresent()) {
      wrong.add(answer.orderId() + " got the plan of another order");
    }
  }

  private boolean report(int window, double seconds) {
    out.printf(
        Locale.ROOT,
        "%d orders read, %d answered in %.0f s (%.0f/s, the slow part and the restart included)%n",
        read.get(),
        answered.cardinality(),
        seconds,
        orders / seconds);
    out.printf(
        "ahead of who takes: at most %d orders, %d while it was slow; the window is %d%n",
        mostAhead, mostAheadWhileSlow, window);
    double first = liveMib.get(0);
    double most = Collections.max(liveMib);
    out.printf(Locale.ROOT, "live heap of the client, MiB: %s%n", rounded());
    wrong.stream().limit(5).forEach(failure -> out.println("WRONG: " + failure));
    // One order more is read before its reader waits for room.
    boolean bounded = mostAhead <= window + 1L;
    boolean flat = most <= first + heapGrowthMib;
    out.println(flat ? "memory is flat" : "MEMORY GROWS");
    return wrong.isEmpty() && answered.cardinality() == orders && bounded && flat;
  }

  private List<Long> rounded() {
    return liveMib.stream().map(Math::round).toList();
  }
}
