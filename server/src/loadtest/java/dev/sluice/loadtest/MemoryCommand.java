package dev.sluice.loadtest;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a small heap makes of far more stock positions than it holds. */
@Command(
    name = "memory",
    description = "Millions of stock positions, a small heap, and what is in it after each step.")
final class MemoryCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofHours(2);

  /** How much more than after the first half may be there in the end. */
  private static final double STEADY = 1.15;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--warehouses",
      defaultValue = "1000",
      description = "(default: ${DEFAULT-VALUE})")
  private int warehouses;

  @Option(
      names = "--skus",
      defaultValue = "5000",
      description = "that every warehouse has (default: ${DEFAULT-VALUE})")
  private int skus;

  @Option(
      names = "--orders",
      defaultValue = "360000",
      description = "an hour of 100 a second by default (default: ${DEFAULT-VALUE})")
  private int orders;

  @Option(names = "--steps", defaultValue = "10", description = "(default: ${DEFAULT-VALUE})")
  private int steps;

  @Option(names = "--heap", defaultValue = "512m", description = "as -Xmx (default: 512m)")
  private String heap = "";

  @Option(
      names = "--in-flight",
      defaultValue = "32",
      description = "calls (default: ${DEFAULT-VALUE})")
  private int inFlight;

  private final PrintWriter out = Console.out();

  @Override
  public Integer call() throws Exception {
    MemoryWorld world = new MemoryWorld(warehouses, skus, orders, common.seed());
    try (TestBed bed = common.startBed()) {
      ServerProcess server =
          bed.start(common.recorded(bed.setup("sluice").withJava("-Xmx" + heap)));
      TestBed.importNetwork(server, world.folder());
      boolean right = true;
      try (Connection connection = bed.postgres().connect()) {
        long start = System.nanoTime();
        long positions = MemoryWorld.fill(connection);
        out.printf(
            Locale.ROOT,
            "%,d stock positions are in the database after %d s%n",
            positions,
            (System.nanoTime() - start) / 1_000_000_000);
        right = route(world, server, connection);
      }
      right &= TestBed.audit(bed.postgres().address(), out);
      return right ? 0 : 1;
    }
  }

  private boolean route(MemoryWorld world, ServerProcess server, Connection connection)
      throws Exception {
    HeapMeter meter = new HeapMeter(server.pid());
    List<Long> live = new ArrayList<>();
    out.printf("%10s %10s %10s %8s %8s%n", "orders", "orders/s", "p99 ms", "hits", "live MiB");
    out.printf("%10d %10s %10s %8s %8d%n", 0, "", "", "", meter.liveMib());
    OrderSource source = world.orders();
    int ofStep = Math.max(1, orders / steps);
    try (LoadGenerator generator = LoadGenerator.connect(2, DEADLINE, server.port())) {
      for (int step = 1; step <= steps; step++) {
        long readBefore = positionsRead(connection);
        RouteLoad load = new RouteLoad(source.withIds("memory-" + step + "-"), ofStep);
        LoadResult result = generator.closedLoop(load, inFlight, LIMIT);
        if (load.firstFailure() != null) {
          out.println("WRONG: a call failed: " + load.firstFailure());
          return false;
        }
        double lines = ofStep * source.linesPerOrder();
        double missed = (double) (positionsRead(connection) - readBefore) / warehouses;
        live.add(meter.liveMib());
        out.printf(
            Locale.ROOT,
            "%10d %10.0f %10.2f %7.1f%% %8d%n",
            (long) step * ofStep,
            result.perSecond(),
            result.millis(99),
            100 * (1 - missed / lines),
            live.get(step - 1));
      }
    }
    long half = live.get((steps - 1) / 2);
    long end = live.get(steps - 1);
    boolean steady = end <= half * STEADY;
    out.printf(
        "%s: %d MiB are live after half of the orders, %d MiB after all%n",
        steady ? "steady" : "WRONG, it grows", half, end);
    return steady;
  }

  /** A SKU that is not cached is read with all its positions, and nothing else reads them. */
  private static long positionsRead(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement()) {
      // Backends pass their counts on once a second at most.
      select.execute("SELECT pg_sleep(1.5)");
      select.execute("SELECT pg_stat_clear_snapshot()");
      try (ResultSet rows =
          select.executeQuery(
              "SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read FROM pg_stat_user_tables"
                  + " WHERE relname = 'stock'")) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
