package dev.sluice.loadtest;

import dev.sluice.server.cli.demo.SampleNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many orders a second become durable plans, beside what calls cost that do nothing. */
@Command(
    name = "throughput",
    description = "RouteOrder against an empty call of the same size, in turns.")
final class ThroughputCommand implements Callable<Integer> {
  private static final String SERVER = "server";
  private static final String POSTGRES = "postgres";
  private static final String GENERATOR = "generator";
  private static final String ECHO = "echo";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--seconds", defaultValue = "10", description = "of a round (default: 10)")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "5", description = "of each kind (default: 5)")
  private int rounds;

  @Option(names = "--warm-up", defaultValue = "30", description = "seconds (default: 30)")
  private int warmUpSeconds;

  @Option(names = "--in-flight", defaultValue = "256", description = "calls (default: 256)")
  private int inFlight;

  @Option(names = "--connections", defaultValue = "2", description = "(default: 2)")
  private int connections;

  @Option(
      names = "--orders",
      defaultValue = "500000",
      description = "orders for which the network has stock and capacity (default: 500000)")
  private int orders;

  @Option(names = "--distinct", defaultValue = "20000", description = "orders (default: 20000)")
  private int distinct;

  private final PrintWriter out = new PrintWriter(System.out, true);

  @Override
  public Integer call() throws Exception {
    SampleNetwork sample = SampleNetwork.create(orders);
    OrderSource source =
        OrderSource.create(sample, distinct, common.seed(), Instant.now(), "throughput-");
    try (TestBed bed = common.startBed()) {
      ServerProcess server = bed.start(common.recorded(bed.setup("sluice")));
      TestBed.importNetwork(server, sample.folder());
      RouteLoad routes = new RouteLoad(source, Long.MAX_VALUE);
      try (LoadGenerator generator = connect(server)) {
        out.printf("warming up for %d s ...%n", warmUpSeconds);
        LoadResult warmUp =
            generator.closedLoop(routes, inFlight, Duration.ofSeconds(warmUpSeconds));
        out.printf(Locale.ROOT, "%.0f orders/s while warming up%n", warmUp.perSecond());
        compare(bed, server, generator, routes, source);
      }
      out.printf(
          Locale.ROOT,
          "%d orders answered, %.1f %% of them with nothing shipped; first failure: %s%n",
          routes.answers(),
          routes.unshippedPart() * 100,
          routes.firstFailure());
      return TestBed.audit(bed.postgres().address(), out) ? 0 : 1;
    }
  }

  private void compare(
      TestBed bed,
      ServerProcess server,
      LoadGenerator generator,
      RouteLoad routes,
      OrderSource source)
      throws IOException, InterruptedException {
    int requestBytes = source.requestBytes();
    EchoLoad echoes = new EchoLoad(requestBytes);
    ServerProcess echo = bed.startEcho(routes.responseBytes());
    CpuMeter cpu =
        new CpuMeter()
            .with(SERVER, () -> List.of(server.pid()))
            .with(POSTGRES, bed.postgres()::processIds)
            .with(GENERATOR, () -> List.of(ProcessHandle.current().pid()))
            .with(ECHO, () -> List.of(echo.pid()));
    Duration time = Duration.ofSeconds(seconds);
    List<Measured> ofRoutes = new ArrayList<>();
    List<Measured> ofEchoes = new ArrayList<>();
    out.printf("request %d bytes, answer %d bytes%n", requestBytes, routes.responseBytes());
    printHeader();
    try (LoadGenerator echoGenerator = connect(echo)) {
      echoGenerator.closedLoop(echoes, inFlight, Duration.ofSeconds(Math.min(5, warmUpSeconds)));
      for (int round = 1; round <= rounds; round++) {
        Measured ofEcho = measure(cpu, () -> echoGenerator.closedLoop(echoes, inFlight, time));
        Measured ofRoute = measure(cpu, () -> generator.closedLoop(routes, inFlight, time));
        ofEchoes.add(ofEcho);
        ofRoutes.add(ofRoute);
        print("empty call " + round, ofEcho);
        print("RouteOrder " + round, ofRoute);
      }
    }
    double peak = median(ofRoutes, measured -> measured.load().perSecond());
    double empty = median(ofEchoes, measured -> measured.load().perSecond());
    Measured half =
        measure(cpu, () -> generator.openLoop(routes, peak / 2, 10_000, time.multipliedBy(2)));
    print("half the peak", half);
    out.printf(
        Locale.ROOT, "RouteOrder %.0f/s : empty call %.0f/s = %.3f%n", peak, empty, peak / empty);
    out.printf(
        Locale.ROOT,
        "at half the peak, from when each call was due: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
        half.load().millis(50),
        half.load().millis(99),
        half.load().millis(99.9));
  }

  private LoadGenerator connect(ServerProcess server) {
    return LoadGenerator.connect(connections, Duration.ofSeconds(60), server.port());
  }

  @FunctionalInterface
  private interface Work {
    LoadResult run() throws InterruptedException;
  }

  private static Measured measure(CpuMeter cpu, Work work)
      throws IOException, InterruptedException {
    Map<String, Double> before = cpu.read();
    LoadResult result = work.run();
    return new Measured(result, CpuMeter.between(before, cpu.read()));
  }

  private void printHeader() {
    out.printf(
        "%-14s %9s %8s %8s %8s %8s | CPU us/call: %7s %8s %9s %6s%n",
        "", "calls/s", "p50 ms", "p99 ms", "p99.9", "failed", SERVER, POSTGRES, GENERATOR, "all");
  }

  private void print(String what, Measured measured) {
    LoadResult load = measured.load();
    out.printf(
        Locale.ROOT,
        "%-14s %9.0f %8.2f %8.2f %8.2f %8d | %21.0f %8.0f %9.0f %6.0f%s%n",
        what,
        load.perSecond(),
        load.millis(50),
        load.millis(99),
        load.millis(99.9),
        load.failures() + load.unsent(),
        measured.cpuMicrosPerCall(SERVER) + measured.cpuMicrosPerCall(ECHO),
        measured.cpuMicrosPerCall(POSTGRES),
        measured.cpuMicrosPerCall(GENERATOR),
        measured.cpuMicrosPerCall(),
        load.failed().isEmpty() ? "" : " " + load.failed());
  }

  private static double median(List<Measured> measured, ToDoubleFunction<Measured> value) {
    double[] sorted = measured.stream().mapToDouble(value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
