package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.share;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.stock.StockRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the ledger alone, without gRPC, rules and planner, on a durable PostgreSQL of its own:
 * plans a second in batches and one transaction an order, spread over many SKUs and on one.
 *
 * <p>Arguments: seconds a run (5), orders under way (512).
 */
public final class CommitThroughput {

  private static final int SKUS = 9_000;
  private static final long PLENTY = 1_000_000_000L;
  private static final List<String> USUAL_TERMS =
      List.of("handling", "insurance", "lateness", "PREF-010", "PREF-020", "COST-030", "toll");
  private static final double TICKS_PER_SECOND = 100;

  private final PostgresBench bench;
  private final int underWay;
  private final AtomicLong ids = new AtomicLong();

  private CommitThroughput(PostgresBench bench, int underWay) {
    this.bench = bench;
    this.underWay = underWay;
  }

  public static void main(String[] arguments) throws Exception {
    Duration run = Duration.ofSeconds(arguments.length > 0 ? Long.parseLong(arguments[0]) : 5);
    int underWay = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
    Path folder = Files.createTempDirectory("sluice-throughput-");
    System.out.println(
        "way, SKUs, plans/s, orders a batch, ms a batch, us CPU a plan: java commit, PostgreSQL, WAL bytes a plan");
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder, 0)) {
      for (int maxBatch :
          arguments.length > 2 ? List.of(Integer.parseInt(arguments[2])) : List.of(256, 1)) {
        for (int skus : List.of(SKUS, 1)) {
          measure(server, run, underWay, maxBatch, skus);
        }
      }
    } finally {
      Folders.delete(folder);
    }
    System.exit(0);
  }

  private static void measure(
      EmbeddedDatabase server, Duration run, int underWay, int maxBatch, int skus)
      throws Exception {
    String name = "bench_" + maxBatch + "_" + skus;
    execute(server, "CREATE DATABASE " + name + " OWNER sluice");
    DatabaseAddress address =
        new DatabaseAddress(
            server.superuserAddress(name).jdbcUrl(),
            server.address().user(),
            server.address().password());
    CommitLimits limits =
        new CommitLimits(maxBatch, Duration.ofMillis(2), 100_000, Duration.ofSeconds(60));
    Database database = Database.open(address, TestDatabase.config());
    try (PostgresBench bench =
        new PostgresBench(database, Instant::now, CounterListener.NONE, limits)) {
      CommitThroughput throughput = new CommitThroughput(bench, underWay);
      throughput.stock(skus);
      throughput.run(Duration.ofSeconds(2), skus);
      throughput.report(maxBatch, skus, run);
    }
  }

  private void stock(int skus) throws Exception {
    try (Connection connection = bench.database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE warehouse SET daily_capacity = " + PLENTY);
      statement.execute("UPDATE lane SET daily_parcels = " + PLENTY);
    }
    for (String warehouse : List.of("WH-A", "WH-B")) {
      bench
          .bench
          .stock()
          .setStock(
              IntStream.range(0, skus)
                  .mapToObj(sku -> new StockRecord(warehouse, "SKU-" + sku, PLENTY, 0))
                  .toList(),
              Instant.EPOCH);
    }
  }

  private void report(int maxBatch, int skus, Duration run) throws Exception {
    CommitStats.Totals before = bench.ledger.stats().totals();
    double javaBefore = commitThreadSeconds();
    double postgresBefore = postgresSeconds();
    long walBefore = walBytes();
    long begin = System.nanoTime();
    run(run, skus);
    double seconds = (System.nanoTime() - begin) / 1e9;
    CommitStats.Totals after = bench.ledger.stats().totals();
    double plans = after.orders() - before.orders();
    double batches = after.batches() - before.batches();
    System.out.printf(
        "%s, %d, %.0f, %.1f, %.2f, %.1f, %.1f, %.0f%n",
        maxBatch == 1 ? "one by one" : "batches",
        skus,
        plans / seconds,
        plans / batches,
        (after.nanos() - before.nanos()) / batches / 1e6,
        (commitThreadSeconds() - javaBefore) / plans * 1e6,
        (postgresSeconds() - postgresBefore) / plans * 1e6,
        (walBytes() - walBefore) / plans);
  }

  private void run(Duration duration, int skus) throws InterruptedException {
    Semaphore free = new Semaphore(underWay);
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      free.acquire();
      bench
          .ledger
          .reserve(order(ids.incrementAndGet(), skus))
          .whenComplete(
              (answer, failure) -> {
                free.release();
                if (!(answer instanceof ReserveResult.Reserved)) {
                  System.out.println("Not reserved: " + answer + failure);
                }
              });
    }
    free.acquire(underWay);
  }

  private static Proposal order(long id, int skus) {
    String sku = "SKU-" + Math.floorMod(id * 7_919, skus);
    ProposedPlan wanted =
        withUsualCost(plan(Leg.of("WH-A", "SF", sku, 1).with(share("SF", 1_000_000, false))));
    ProposedPlan second = plan(Leg.of("WH-A", "ZTO", sku, 1).with(share("ZTO", -1, false)));
    ProposedPlan third = plan(Leg.of("WH-B", "SF", sku, 1).with(share("SF", 1_000_000, false)));
    Proposal proposal = proposal("ORDER-" + id, wanted, second, third);
    return new Proposal(
        proposal.order(),
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        wanted,
        proposal.alternatives(),
        0,
        Instant.now().plusSeconds(60),
        proposal.hold());
  }

  /** As many terms as orders of the demo have. */
  private static ProposedPlan withUsualCost(ProposedPlan plan) {
    RoutingPlan answer = plan.plan();
    List<CostTerm> cost = new ArrayList<>(answer.orderCost());
    for (String rule : USUAL_TERMS) {
      cost.add(new CostTerm(rule, CostTerm.Kind.PREFERENCE, 1_234_567));
    }
    return new ProposedPlan(
        new RoutingPlan(
            answer.shipments(),
            answer.unfulfilledLines(),
            cost,
            answer.ruleSetVersion(),
            answer.decidedTime(),
            answer.fallback(),
            answer.shareYields(),
            answer.tags()),
        plan.takes());
  }

  private static double commitThreadSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double seconds = 0;
    for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals("sluice-commit")) {
        seconds += threads.getThreadCpuTime(thread.getThreadId()) / 1e9;
      }
    }
    return seconds;
  }

  /** User and system time of everything that runs PostgreSQL's program. */
  private double postgresSeconds() throws IOException {
    double ticks = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : new ArrayList<>(processes.toList())) {
        if (!process.getFileName().toString().chars().allMatch(Character::isDigit)) {
          continue;
        }
        try {
          String stat = Files.readString(process.resolve("stat"));
          String command = Files.readString(process.resolve("cmdline"));
          if (stat.contains("(postgres)") && command.contains(databaseName())) {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
          }
        } catch (IOException e) {
          // It ended meanwhile.
        }
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  private long walBytes() throws Exception {
    try (Connection connection = bench.database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")) {
      row.next();
      return row.getLong(1);
    }
  }

  private String databaseName() {
    String url = bench.database.address().jdbcUrl();
    String path = url.substring(url.lastIndexOf('/') + 1);
    return path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
  }

  private static void execute(EmbeddedDatabase server, String sql) throws Exception {
    try (Connection connection = server.superuserAddress("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
