package dev.sluice.loadtest;

import dev.sluice.client.InvalidRequestException;
import dev.sluice.client.PolicyClient;
import dev.sluice.client.RoutingClient;
import dev.sluice.routing.v1.PublishRulesRequest;
import dev.sluice.routing.v1.RulesRole;
import dev.sluice.server.cli.demo.SampleNetwork;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What callers notice of rules that change, and what is left of the rules before. */
@Command(
    name = "reloads",
    description = "Good and bad rules in turn while orders come; then many more, and what is left.")
final class ReloadsCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration SLICE = Duration.ofSeconds(5);
  private static final int MAX_IN_FLIGHT = 10_000;
  private static final int DISTINCT_ORDERS = 20_000;
  private static final int SAMPLES = 8;

  /** How much more than in the middle may be there in the end. */
  private static final double FLAT = 1.1;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PaceOptions pace = new PaceOptions();

  @Option(
      names = "--reloads",
      defaultValue = "200",
      description = "saved to the folder under load, half of them bad (default: 200)")
  private int reloads;

  @Option(
      names = "--first-reloads",
      defaultValue = "20",
      description =
          "saved before those and shown apart, as --warm-up is for orders: what compiles rules has"
              + " hardly run yet (default: 20)")
  private int firstReloads;

  @Option(
      names = "--back-to-back",
      defaultValue = "60",
      description =
          "saved after those without a pause and shown apart, not judged by --p99-factor"
              + " (default: 60)")
  private int backToBack;

  @Option(
      names = "--pause-millis",
      defaultValue = "1000",
      description =
          "from the moment a saved file is live or refused to the next one, but for"
              + " --back-to-back (default: 1000)")
  private int pauseMillis;

  @Option(
      names = "--all",
      defaultValue = "1000",
      description = "reloads in the end; the rest is uploaded without load (default: 1000)")
  private int all;

  @Option(names = "--rate", defaultValue = "200", description = "orders a second (default: 200)")
  private double rate;

  @Option(
      names = "--quiet-seconds",
      defaultValue = "60",
      description = "under load without a reload, before and after (default: 60)")
  private int quietSeconds;

  @Option(
      names = "--orders",
      defaultValue = "500000",
      description = "for which the network has stock and capacity (default: 500000)")
  private int orders;

  @Option(
      names = "--p99-factor",
      defaultValue = "2",
      description = "how much worse it may be during reloads; 0 does not judge it (default: 2)")
  private double factor;

  private final PrintWriter out = Console.out();

  @Override
  public Integer call() throws Exception {
    SampleNetwork sample = SampleNetwork.create(orders);
    OrderSource source =
        OrderSource.create(sample, DISTINCT_ORDERS, common.seed(), Instant.now(), "reloads-");
    try (TestBed bed = common.startBed()) {
      CatalogCopy catalog = CatalogCopy.to(bed.folder().resolve("catalog"));
      ServerProcess server =
          bed.start(
              common.recorded(
                  bed.setup("sluice").with("rules.catalog", catalog.folder().toString())));
      TestBed.importNetwork(server, sample.folder());
      boolean right = underLoad(server, catalog, source);
      right &= withoutLoad(server, catalog);
      right &= TestBed.audit(bed.postgres().address(), out);
      return right ? 0 : 1;
    }
  }

  private boolean underLoad(ServerProcess server, CatalogCopy catalog, OrderSource source)
      throws Exception {
    RouteLoad load = new RouteLoad(source, Long.MAX_VALUE);
    Duration pause = Duration.ofMillis(pauseMillis);
    try (LoadGenerator generator = LoadGenerator.connect(2, DEADLINE, server.port())) {
      generator.closedLoop(load, pace.inFlight(), Duration.ofSeconds(pace.warmUpSeconds()));
      out.printf(
          "%-16s %9s %8s %8s %8s %7s%n", "", "orders", "p50 ms", "p99 ms", "longest", "failed");
      Slices early = new Slices();
      CatalogEdits.Outcome first =
          edit(
              generator,
              load,
              new CatalogEdits(catalog, server.port(), 0, firstReloads, pause),
              early);
      early.print("first reloads", out);
      Slices quiet = new Slices();
      quiet.add(generator.openLoop(load, rate, MAX_IN_FLIGHT, Duration.ofSeconds(quietSeconds)));
      Slices during = new Slices();
      CatalogEdits.Outcome then =
          edit(
              generator,
              load,
              new CatalogEdits(catalog, server.port(), firstReloads, reloads, pause),
              during);
      Slices hasty = new Slices();
      CatalogEdits.Outcome last =
          edit(
              generator,
              load,
              new CatalogEdits(
                  catalog, server.port(), firstReloads + reloads, backToBack, Duration.ZERO),
              hasty);
      quiet.add(generator.openLoop(load, rate, MAX_IN_FLIGHT, Duration.ofSeconds(quietSeconds)));
      quiet.print("no reloads", out);
      during.print("during reloads", out);
      hasty.print("back to back", out);
      boolean right = print("first reloads", first);
      right &= print("reloads", then);
      right &= print("back to back", last);
      return judge(quiet, during, load) && right;
    }
  }

  /** Edits while orders come. */
  private CatalogEdits.Outcome edit(
      LoadGenerator generator, RouteLoad load, CatalogEdits edits, Slices slices)
      throws InterruptedException, ExecutionException {
    FutureTask<CatalogEdits.Outcome> task = new FutureTask<>(edits);
    new Thread(task, "loadtest-edits").start();
    while (!task.isDone()) {
      slices.add(generator.openLoop(load, rate, MAX_IN_FLIGHT, SLICE));
    }
    return task.get();
  }

  /** Answers whether all went as expected. */
  private boolean print(String what, CatalogEdits.Outcome edits) {
    List<Double> seconds = edits.seconds().stream().sorted().toList();
    out.printf(
        Locale.ROOT,
        "%s: good rules are live after %.2f s in the median, %.2f s at most%n",
        what,
        seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2),
        seconds.isEmpty() ? 0 : seconds.get(seconds.size() - 1));
    edits.wrong().forEach(wrong -> out.println("WRONG: " + wrong));
    return edits.wrong().isEmpty();
  }

  private boolean judge(Slices quiet, Slices during, RouteLoad load) {
    if (load.firstFailure() != null) {
      out.println("WRONG: a call failed: " + load.firstFailure());
    }
    double times = during.millis(99) / quiet.millis(99);
    boolean slow = factor > 0 && times > factor;
    out.printf(Locale.ROOT, "%sp99 during reloads : usual = %.2f%n", slow ? "WRONG: " : "", times);
    return load.firstFailure() == null && !slow;
  }

  /** Uploads what is left of all reloads, and measures what the server keeps of them. */
  private boolean withoutLoad(ServerProcess server, CatalogCopy catalog) throws Exception {
    HeapMeter meter = new HeapMeter(server.pid());
    List<HeapMeter.Left> left = new ArrayList<>();
    out.printf("%10s %10s %14s %14s%n", "reloads", "live MiB", "metaspace MiB", "class loaders");
    int done = firstReloads + reloads + backToBack;
    int step = Math.max(2, (all - done) / SAMPLES);
    try (RoutingClient client = RoutingClient.connect("127.0.0.1:" + server.port())) {
      for (int i = done; i < all; i++) {
        publish(client.policy(), catalog, i);
        if ((i + 1 - done) % step == 0 || i + 1 == all) {
          HeapMeter.Left now = meter.leastLeft();
          left.add(now);
          out.printf(
              Locale.ROOT,
              "%10d %10.1f %14.1f %14d%n",
              i + 1,
              now.liveMib(),
              now.metaspaceMib(),
              now.classLoaders());
        }
      }
    }
    HeapMeter.Left half = left.get((left.size() - 1) / 2);
    HeapMeter.Left end = left.get(left.size() - 1);
    boolean flat =
        end.liveMib() <= half.liveMib() * FLAT
            && end.metaspaceMib() <= half.metaspaceMib() * FLAT
            && end.classLoaders() <= half.classLoaders() * FLAT;
    out.println(flat ? "flat: nothing is left of earlier rules" : "WRONG: something grows");
    return flat;
  }

  private static void publish(PolicyClient policy, CatalogCopy catalog, int number) {
    boolean good = number % 2 == 0;
    boolean taken = true;
    try {
      policy.publishRules(
          PublishRulesRequest.newBuilder()
              .addAllFiles(catalog.upload(number, good))
              .setRole(RulesRole.RULES_ROLE_LIVE)
              .setAuthor("loadtest")
              .build());
    } catch (InvalidRequestException refused) {
      taken = false;
    }
    if (taken != good) {
      throw new IllegalStateException("Upload %d, good: %s".formatted(number, good));
    }
  }

  /** Several runs as one. */
  private static final class Slices {
    private final Histogram micros = new Histogram(3);
    private long failures;

    void add(LoadResult result) {
      micros.add(result.latencyMicros());
      failures += result.failures() + result.unsent();
    }

    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    void print(String what, PrintWriter out) {
      out.printf(
          Locale.ROOT,
          "%-16s %9d %8.2f %8.2f %8.2f %7d%n",
          what,
          micros.getTotalCount(),
          millis(50),
          millis(99),
          millis(100),
          failures);
    }
  }
}
