package dev.sluice.loadtest;

import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many orders a second become durable plans, beside what calls cost that do nothing. */
@Command(
    name = "throughput",
    description = "RouteOrder against an empty call of the same size, in turns.")
final class ThroughputCommand implements Callable<Integer> {
  private static final int MAX_OPEN_IN_FLIGHT = 10_000;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PaceOptions pace = new PaceOptions();
  @Mixin private final RoundOptions rounds = new RoundOptions();

  @Option(names = "--connections", defaultValue = "2", description = "(default: ${DEFAULT-VALUE})")
  private int connections;

  @Option(
      names = "--orders",
      defaultValue = "500000",
      description =
          "orders for which the network has stock and capacity (default: ${DEFAULT-VALUE})")
  private int orders;

  @Option(
      names = "--distinct",
      defaultValue = "20000",
      description = "orders (default: ${DEFAULT-VALUE})")
  private int distinct;

  @Option(
      names = "--no-explanation-cost",
      description = "leave out the server without a journal, which saves a third of the time")
  private boolean withoutExplanationCost;

  private final PrintWriter out = Console.out();

  @Override
  public Integer call() throws Exception {
    SampleNetwork sample = SampleNetwork.create(orders);
    OrderSource source =
        OrderSource.create(sample, distinct, common.seed(), Instant.now(), "throughput-");
    try (TestBed bed = common.startBed()) {
      RoutingSide durable = routingSide(bed, sample, source, common.recorded(bed.setup("sluice")));
      boolean right = compare(bed, durable, sample, source);
      right &= TestBed.audit(bed.postgres().address(), out);
      return right ? 0 : 1;
    }
  }

  private boolean compare(
      TestBed bed, RoutingSide durable, SampleNetwork sample, OrderSource source) throws Exception {
    CallTable table = new CallTable(out);
    int requestBytes = source.requestBytes();
    try (durable) {
      durable.warmUp(pace.warmUpSeconds());
      int responseBytes = durable.load().responseBytes();
      try (EchoSide empty =
              new EchoSide(bed, connections, requestBytes, responseBytes, pace.inFlight());
          RoutingSide plain = withoutExplanationCost ? null : plainSide(bed, sample, source)) {
        empty.warmUp(Math.min(5, pace.warmUpSeconds()));
        out.printf("request %d bytes, answer %d bytes%n", requestBytes, responseBytes);
        table.header();
        for (int round = 1; round <= rounds.count(); round++) {
          table.add("empty call", empty.measure(rounds.seconds()));
          table.add("RouteOrder", durable.measure(rounds.seconds()));
          if (plain != null) {
            table.add("no journal", plain.measure(rounds.seconds()));
          }
        }
      }
      double peak = table.median("RouteOrder");
      Measured half = durable.measureOpen(peak / 2, MAX_OPEN_IN_FLIGHT, 2 * rounds.seconds());
      table.add("half the peak", half);
      report(table, half.load());
      out.printf(
          Locale.ROOT,
          "%d orders answered, %.1f %% of them with nothing shipped%n",
          durable.load().answers(),
          durable.load().unshippedPart() * 100);
      String failure = durable.load().firstFailure();
      if (failure != null) {
        out.println("WRONG: a call failed: " + failure);
      }
      return failure == null;
    }
  }

  private void report(CallTable table, LoadResult half) {
    out.printf(
        Locale.ROOT,
        "RouteOrder %.0f/s : empty call %.0f/s = %.3f%n",
        table.median("RouteOrder"),
        table.median("empty call"),
        table.median("RouteOrder") / table.median("empty call"));
    if (!withoutExplanationCost) {
      out.printf(
          Locale.ROOT,
          "the explanation costs %.1f %% of the throughput%n",
          (1 - table.median("RouteOrder") / table.median("no journal")) * 100);
    }
    out.printf(
        Locale.ROOT,
        "at half the peak, from when each call was due: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
        half.millis(50),
        half.millis(99),
        half.millis(99.9));
  }

  /** The same server in a database of its own, keeping no explanations. */
  private RoutingSide plainSide(TestBed bed, SampleNetwork sample, OrderSource source)
      throws Exception {
    DatabaseAddress database = bed.postgres().createDatabase("plain");
    ServerSetup setup =
        common.flagged(bed.setup("sluice-plain").on(database).with("journal.enabled", "false"));
    RoutingSide plain = routingSide(bed, sample, source, setup);
    plain.warmUp(pace.warmUpSeconds());
    return plain;
  }

  private RoutingSide routingSide(
      TestBed bed, SampleNetwork sample, OrderSource source, ServerSetup setup)
      throws IOException, InterruptedException {
    ServerProcess server = bed.start(setup);
    TestBed.importNetwork(server, sample.folder());
    CpuMeter cpu =
        new CpuMeter()
            .with(CallTable.SERVER, () -> List.of(server.pid()))
            .with(CallTable.POSTGRES, bed.postgres()::processIds)
            .with(CallTable.GENERATOR, () -> List.of(ProcessHandle.current().pid()));
    LoadGenerator generator = LoadGenerator.connect(connections, DEADLINE, server.port());
    return new RoutingSide(
        generator, new RouteLoad(source, Long.MAX_VALUE), new LoadMeter(cpu), pace.inFlight());
  }
}
