package dev.sluice.loadtest.client;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import com.sun.management.OperatingSystemMXBean;
import dev.sluice.client.OrderAnswers;
import dev.sluice.client.OrderStream;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.RoutingClientOptions;
import dev.sluice.loadtest.CommonOptions;
import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.PaceOptions;
import dev.sluice.loadtest.RoundOptions;
import dev.sluice.loadtest.ServerProcess;
import dev.sluice.loadtest.TestBed;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.server.cli.demo.SampleNetwork;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the client's forms cost beside the stubs that are generated, on the same orders. */
@Command(
    name = "client-throughput",
    description = "RouteOrder by the client and by the bare stub, in turns.")
public final class ClientThroughputCommand implements Callable<Integer> {
  private static final int DISTINCT_ORDERS = 20_000;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PaceOptions pace = new PaceOptions(15, 64);
  @Mixin private final RoundOptions rounds = new RoundOptions();

  @Option(
      names = "--least",
      defaultValue = "0.9",
      description = "of the bare stub's throughput (default: ${DEFAULT-VALUE})")
  private double least;

  private final PrintWriter out = Console.out();
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

  /** One way to route orders. */
  private interface Form {
    /** Sends until the end; answers how many orders were answered by then. */
    long run(long endNanos) throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    SampleNetwork sample = SampleNetwork.create(500_000);
    OrderSource orders =
        OrderSource.create(sample, DISTINCT_ORDERS, common.seed(), Instant.now(), "client-");
    try (TestBed bed = common.startBed()) {
      ServerProcess server = bed.start(common.recorded(bed.setup("sluice")));
      TestBed.importNetwork(server, sample.folder());
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
      RoutingClientOptions options =
          RoutingClientOptions.newBuilder("127.0.0.1:" + server.port())
              .maxInFlight(pace.inFlight())
              .build();
      try (RoutingClient client = RoutingClient.create(options)) {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("stub, future", end -> stubFuture(channel, orders, end));
        forms.put("client, future", end -> clientFuture(client, orders, end));
        forms.put("stub, stream", end -> new StubStream(channel, orders, end).run());
        forms.put("client, stream", end -> clientStream(client, orders, end));
        forms.put("client, iterator", end -> clientIterator(client, orders, end));
        return compare(forms) ? 0 : 1;
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private boolean compare(Map<String, Form> forms) throws Exception {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (Form form : forms.values()) {
      measure(form, pace.warmUpSeconds());
    }
    // Cold servers keep callers waiting; that is not what is measured.
    failures.clear();
    List<Map.Entry<String, Form>> turns = new ArrayList<>(forms.entrySet());
    for (int round = 1; round <= rounds.count(); round++) {
      // To and fro, since the server becomes faster all the time.
      Collections.reverse(turns);
      for (Map.Entry<String, Form> form : turns) {
        Measure measure = measure(form.getValue(), rounds.seconds());
        rates.computeIfAbsent(form.getKey(), name -> new ArrayList<>()).add(measure.perSecond());
        out.printf(
            Locale.ROOT,
            "%d/%d %-16s %8.0f/s, %4.0f us of the caller's CPU an order%n",
            round,
            rounds.count(),
            form.getKey(),
            measure.perSecond(),
            measure.cpuMicros());
      }
    }
    boolean right = print(rates, "client, future", "stub, future");
    right &= print(rates, "client, stream", "stub, stream");
    right &= print(rates, "client, iterator", "stub, stream");
    failures.stream().limit(5).forEach(failure -> out.println("WRONG: " + failure));
    return right && failures.isEmpty();
  }

  /** Of the rounds' own ratios the middle one: the machine is not equally fast all the time. */
  private boolean print(Map<String, List<Double>> rates, String form, String bare) {
    List<Double> its = rates.getOrDefault(form, List.of());
    List<Double> bares = rates.getOrDefault(bare, List.of());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.count(); i++) {
      ratios.add(its.get(i) / bares.get(i));
    }
    double ratio = median(ratios);
    out.printf(
        Locale.ROOT,
        "%s %.0f/s : %s %.0f/s = %.3f%n",
        form,
        median(its),
        bare,
        median(bares),
        ratio);
    return ratio >= least;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Measure measure(Form form, int seconds) throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    long count = form.run(start + TimeUnit.SECONDS.toNanos(seconds));
    double perSecond = count * 1e9 / (System.nanoTime() - start);
    return new Measure(perSecond, (system.getProcessCpuTime() - cpu) / 1e3 / Math.max(1, count));
  }

  /** Orders a second, and what one cost this process: the server's part is the same for all. */
  private record Measure(double perSecond, double cpuMicros) {}

  private Order next(OrderSource orders) {
    return orders.request(numbers.getAndIncrement()).getOrder();
  }

  private void failed(@Nullable Throwable failure) {
    failures.add(String.valueOf(failure));
  }

  private long stubFuture(ManagedChannel channel, OrderSource orders, long end)
      throws InterruptedException {
    var stub = RoutingServiceGrpc.newFutureStub(channel);
    Semaphore room = new Semaphore(pace.inFlight());
    AtomicLong answered = new AtomicLong();
    while (System.nanoTime() - end < 0) {
      room.acquire();
      long number = numbers.getAndIncrement();
      Futures.addCallback(
          stub.withDeadlineAfter(5, TimeUnit.SECONDS).routeOrder(orders.request(number)),
          new FutureCallback<RouteOrderResponse>() {
            @Override
            public void onSuccess(@Nullable RouteOrderResponse response) {
              answered.incrementAndGet();
              room.release();
            }

            @Override
            public void onFailure(Throwable failure) {
              failed(failure);
              room.release();
            }
          },
          MoreExecutors.directExecutor());
    }
    room.acquire(pace.inFlight());
    return answered.get();
  }

  private long clientFuture(RoutingClient client, OrderSource orders, long end)
      throws InterruptedException {
    Semaphore room = new Semaphore(pace.inFlight());
    AtomicLong answered = new AtomicLong();
    while (System.nanoTime() - end < 0) {
      room.acquire();
      var unused =
          client
              .routeOrderAsync(next(orders))
              .whenComplete(
                  (plan, failure) -> {
                    if (failure == null) {
                      answered.incrementAndGet();
                    } else {
                      failed(failure);
                    }
                    room.release();
                  });
    }
    room.acquire(pace.inFlight());
    return answered.get();
  }

  private long clientStream(RoutingClient client, OrderSource orders, long end) {
    AtomicLong answered = new AtomicLong();
    try (OrderStream stream = client.openStream()) {
      while (System.nanoTime() - end < 0) {
        CompletableFuture<?> unused =
            stream
                .submit(next(orders))
                .whenComplete(
                    (plan, failure) -> {
                      if (failure == null) {
                        answered.incrementAndGet();
                      } else {
                        failed(failure);
                      }
                    });
      }
    }
    return answered.get();
  }

  private long clientIterator(RoutingClient client, OrderSource orders, long end) {
    Iterator<Order> source =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return System.nanoTime() - end < 0;
          }

          @Override
          public Order next() {
            return ClientThroughputCommand.this.next(orders);
          }
        };
    long answered = 0;
    try (OrderAnswers answers = client.routeOrders(source)) {
      while (answers.hasNext()) {
        answers.next().failure().ifPresent(this::failed);
        answered++;
      }
    }
    return answered;
  }

  /** What somebody writes by hand with the generated stub. */
  private final class StubStream implements StreamObserver<RouteOrdersResponse> {
    private final ManagedChannel channel;
    private final OrderSource orders;
    private final long end;
    private final Semaphore room = new Semaphore(pace.inFlight());
    private final AtomicLong answered = new AtomicLong();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private StubStream(ManagedChannel channel, OrderSource orders, long end) {
      this.channel = channel;
      this.orders = orders;
      this.end = end;
    }

    private long run() throws InterruptedException {
      StreamObserver<RouteOrdersRequest> requests =
          RoutingServiceGrpc.newStub(channel).routeOrders(this);
      while (System.nanoTime() - end < 0) {
        room.acquire();
        requests.onNext(RouteOrdersRequest.newBuilder().setOrder(next(orders)).build());
      }
      requests.onCompleted();
      ended.join();
      return answered.get();
    }

    @Override
    public void onNext(RouteOrdersResponse answer) {
      if (answer.hasError()) {
        failed(new IllegalStateException(answer.getError().getMessage()));
      }
      answered.incrementAndGet();
      room.release();
    }

    @Override
    public void onError(Throwable failure) {
      failed(failure);
      ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }
}
