package dev.sluice.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.management.OperatingSystemMXBean;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.bench.Stopwatch;
import dev.sluice.server.cli.demo.OrderMessages;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.RerouteRequest;
import dev.sluice.server.routing.RerouteResult;
import dev.sluice.server.routing.RouteRequest;
import dev.sluice.server.routing.model.Order;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Prints what the edge costs: CPU and allocation of each of its steps, then the CPU of whole calls,
 * client included, with a decision that is there already, beside empty calls. Arguments:
 * milliseconds to warm each up (3000); "steps" or "calls" for these alone.
 */
public final class EdgeBench {
  private static final int WINDOW = 64;

  private final SampleEvening evening = SampleEvening.begin();
  private final List<StoredPlan> plans = evening.plans();
  private final List<RouteOrderRequest> requests =
      plans.stream()
          .map(
              plan ->
                  RouteOrderRequest.newBuilder().setOrder(OrderMessages.of(plan.order())).build())
          .toList();
  private final long warmUpMillis;

  private EdgeBench(long warmUpMillis) {
    this.warmUpMillis = warmUpMillis;
  }

  /** Runs all measurements. */
  public static void main(String[] arguments) throws Exception {
    EdgeBench bench = new EdgeBench(arguments.length > 0 ? Long.parseLong(arguments[0]) : 3_000);
    if (arguments.length < 2 || arguments[1].equals("steps")) {
      bench.measureSteps();
    }
    if (arguments.length < 2 || arguments[1].equals("calls")) {
      bench.measureCalls();
    }
  }

  @SuppressWarnings("IgnoredPureGetter") // it is their time that counts
  private void measureSteps() {
    int count = requests.size();
    List<byte[]> bytes = requests.stream().map(RouteOrderRequest::toByteArray).toList();
    List<RouteOrderResponse> responses =
        plans.stream()
            .map(plan -> RouteOrderResponse.newBuilder().setPlan(PlanMapper.toProto(plan)).build())
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%d orders, %.0f bytes a request, %.0f a response%n",
        count,
        bytes.stream().mapToInt(one -> one.length).average().orElse(0),
        responses.stream().mapToInt(RouteOrderResponse::getSerializedSize).average().orElse(0));
    RequestValidator validator = RequestValidator.create();
    OrderIntake intake =
        new OrderIntake(
            validator,
            evening.network()::get,
            () -> plans.get(plans.size() - 1).order().placedTime(),
            Duration.ofDays(30));
    Stopwatch stopwatch = new Stopwatch(warmUpMillis);
    stopwatch.measure("parse request", n -> parse(bytes.get(n % count)));
    stopwatch.measure("validate", n -> validator.check(requests.get(n % count)));
    stopwatch.measure("map request", n -> OrderMapper.toOrder(requests.get(n % count).getOrder()));
    stopwatch.measure(
        "accept", n -> intake.accept(requests.get(n % count), requests.get(n % count).getOrder()));
    stopwatch.measure(
        "fingerprint", n -> Fingerprint.of(plans.get(n % count).order(), Optional.empty()));
    stopwatch.measure("map response", n -> PlanMapper.toProto(plans.get(n % count)));
    stopwatch.measure(
        "map and write response",
        n ->
            RouteOrderResponse.newBuilder()
                .setPlan(PlanMapper.toProto(plans.get(n % count)))
                .build()
                .toByteArray());
  }

  @SuppressWarnings("IgnoredPureGetter") // as above
  private static void parse(byte[] bytes) {
    try {
      RouteOrderRequest.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measureCalls() throws InterruptedException {
    Map<String, StoredPlan> byOrder = new HashMap<>();
    plans.forEach(plan -> byOrder.put(plan.order().key().orderId(), plan));
    try (TestEdge edge =
        new TestEdge(
            evening.network().get().data(),
            new Decided(byOrder),
            () -> plans.get(plans.size() - 1).order().placedTime())) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", edge.server.port())
              .usePlaintext()
              .directExecutor()
              .build();
      measureCalls(channel);
      channel.shutdownNow();
    }
  }

  private void measureCalls(ManagedChannel channel) throws InterruptedException {
    HealthGrpc.HealthStub health = HealthGrpc.newStub(channel);
    HealthCheckRequest empty = HealthCheckRequest.getDefaultInstance();
    BiConsumer<Integer, StreamObserver<HealthCheckResponse>> emptyCall =
        (n, answer) -> health.check(empty, answer);
    RoutingServiceGrpc.RoutingServiceStub routing = RoutingServiceGrpc.newStub(channel);
    BiConsumer<Integer, StreamObserver<RouteOrderResponse>> routeCall =
        (n, answer) -> routing.routeOrder(requests.get(n % requests.size()), answer);
    for (int round = 0; round < 2; round++) {
      measureCalls("empty call", emptyCall);
      measureCalls("RouteOrder, decided", routeCall);
    }
  }

  /** Keeps a window of calls under way and prints the CPU of the whole process for each. */
  private <T> void measureCalls(String name, BiConsumer<Integer, StreamObserver<T>> call)
      throws InterruptedException {
    callFor(warmUpMillis, call);
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    int calls = callFor(warmUpMillis, call);
    double micros = (process.getProcessCpuTime() - cpu) / 1000.0 / calls;
    System.out.printf(Locale.ROOT, "%-28s %9.2f us%n", name, micros);
  }

  private static <T> int callFor(long millis, BiConsumer<Integer, StreamObserver<T>> call)
      throws InterruptedException {
    Semaphore window = new Semaphore(WINDOW);
    AtomicInteger failed = new AtomicInteger();
    long end = System.nanoTime() + millis * 1_000_000;
    int calls = 0;
    while (System.nanoTime() < end) {
      window.acquire();
      call.accept(calls++, new Counted<>(window, failed));
    }
    window.acquire(WINDOW);
    if (failed.get() > 0) {
      throw new IllegalStateException(failed.get() + " of " + calls + " calls failed");
    }
    return calls;
  }

  /** Answers with what was decided before. */
  private record Decided(Map<String, StoredPlan> byOrder) implements OrderDecisions {
    @Override
    public CompletionStage<StoredPlan> route(RouteRequest request) {
      return CompletableFuture.completedFuture(byOrder.get(request.order().key().orderId()));
    }

    @Override
    public CompletionStage<RerouteResult> reroute(RerouteRequest request) {
      throw new UnsupportedOperationException("Only RouteOrder is measured");
    }

    @Override
    public CompletionStage<Decision> plan(Order order) {
      throw new UnsupportedOperationException("Only RouteOrder is measured");
    }
  }

  private record Counted<T>(Semaphore window, AtomicInteger failed) implements StreamObserver<T> {
    @Override
    public void onNext(T value) {}

    @Override
    public void onError(Throwable failure) {
      failed.incrementAndGet();
      window.release();
    }

    @Override
    public void onCompleted() {
      window.release();
    }
  }
}
