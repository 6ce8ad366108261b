package dev.sluice.loadtest.shares;

import dev.sluice.client.RoutingClient;
import dev.sluice.loadtest.CatalogCopy;
import dev.sluice.loadtest.CommonOptions;
import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.LoadGenerator;
import dev.sluice.loadtest.LoadResult;
import dev.sluice.loadtest.ServerProcess;
import dev.sluice.loadtest.TestBed;
import dev.sluice.loadtest.shares.ShareWorld.Stretch;
import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.ListCarrierSharesRequest;
import dev.sluice.server.network.CapacityDays;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether carriers get their shares of a day with pulses, and none when they are suspended. */
@Command(
    name = "shares",
    description = "A day with pulses on replicas: caps at every commit, targets in the end.")
public final class SharesCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofMinutes(60);
  private static final int MAX_OPEN_IN_FLIGHT = 2_000;
  private static final String SUSPENDED = "XILIU";

  /** As configured by default. */
  private static final CapacityDays SHARE_DAYS = new CapacityDays(ZoneId.of("Asia/Shanghai"), 4);

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--orders",
      defaultValue = "50000",
      description = "of the day (default: ${DEFAULT-VALUE})")
  private int orders;

  @Option(names = "--replicas", defaultValue = "2", description = "(default: ${DEFAULT-VALUE})")
  private int replicas;

  @Option(
      names = "--in-flight",
      defaultValue = "16",
      description = "calls in usual trade (default: ${DEFAULT-VALUE})")
  private int inFlight;

  @Option(
      names = "--pulse-in-flight",
      defaultValue = "128",
      description = "calls in a pulse (default: ${DEFAULT-VALUE})")
  private int pulseInFlight;

  @Option(
      names = "--tolerance",
      defaultValue = "1",
      description =
          "percentage points by which the country's targets may be missed (default: ${DEFAULT-VALUE})")
  private double tolerance;

  @Option(
      names = "--home",
      defaultValue = "90",
      description =
          "percent of the main carrier's parcels that are to be at home (default: ${DEFAULT-VALUE})")
  private double homePercent;

  @Option(
      names = "--morning",
      defaultValue = "5000",
      description =
          "orders before a carrier is suspended, on another day (default: ${DEFAULT-VALUE})")
  private int morning;

  @Option(
      names = "--afternoon-seconds",
      defaultValue = "75",
      description = "for which orders come after that (default: ${DEFAULT-VALUE})")
  private int afternoonSeconds;

  @Option(
      names = "--afternoon-rate",
      defaultValue = "40",
      description = "orders a second then (default: ${DEFAULT-VALUE})")
  private double afternoonRate;

  @Option(
      names = "--suspended-within",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "after which the carrier may get nothing (default: ${DEFAULT-VALUE})")
  private int suspendedWithinSeconds;

  private final PrintWriter out = Console.out();
  private boolean right = true;

  @Override
  public Integer call() throws Exception {
    wholeDay();
    out.println();
    suspension();
    return right ? 0 : 1;
  }

  private void wholeDay() throws Exception {
    ShareWorld world = new ShareWorld(orders, common.seed());
    try (TestBed bed = common.startBed()) {
      List<ServerProcess> servers = start(bed, List.of());
      TestBed.importNetwork(servers, world.folder());
      ShareWatch watch = ShareWatch.install(bed.postgres(), shares(servers.get(0)));
      LocalDate day = SHARE_DAYS.shareDay(watch.now());
      ShareLoad load = new ShareLoad(world.orders(Instant.now(), "share-"));
      out.printf("%d orders of one day on %d replicas%n", orders, replicas);
      try (LoadGenerator generator = LoadGenerator.connect(1, DEADLINE, ports(servers))) {
        for (Stretch stretch : world.stretches()) {
          load.goOnTo(stretch.end());
          LoadResult result =
              generator.closedLoop(load, stretch.pulse() ? pulseInFlight : inFlight, LIMIT);
          print(stretch, result, new ShareTable(shares(servers.get(0))));
        }
      }
      require(
          SHARE_DAYS.shareDay(watch.now()).equals(day),
          "the day of shares ended in between; please start again");
      judgeDay(new ShareTable(shares(servers.get(0))), load);
      judgeCommits(watch);
      right &= TestBed.audit(bed.postgres().address(), out);
    }
  }

  private void print(Stretch stretch, LoadResult result, ShareTable table) {
    out.printf(
        Locale.ROOT,
        "%6d %-6s %3.0f %% to home  %6.0f/s  farthest off %5.2f points, main at home %5.1f %%%n",
        stretch.end(),
        stretch.pulse() ? "pulse" : "usual",
        100 * stretch.homePart(),
        result.perSecond(),
        table.farthestOff(),
        100 * table.homePart());
  }

  private void judgeDay(ShareTable table, ShareLoad load) {
    out.println();
    table.print(out);
    out.println();
    out.printf(
        Locale.ROOT,
        "the country's shares are %.2f percentage points off their targets at most%n",
        table.farthestOff());
    out.printf(
        Locale.ROOT,
        "%.1f %% of the main carrier's parcels are of its home, %s%n",
        100 * table.homePart(),
        ShareWorld.HOME_GROUPS.stream().sorted().toList());
    out.printf(
        "%d parcels passed a cap, of %d orders without another way%n",
        table.exemptParcels(), load.yielded());
    judgeLoad(load, orders);
    require(table.farthestOff() <= tolerance, "more than " + tolerance + " points off a target");
    require(100 * table.homePart() >= homePercent, "less than " + homePercent + " % at home");
  }

  private void judgeLoad(ShareLoad load, int sent) {
    require(load.sent() == sent, load.sent() + " orders were sent, not " + sent);
    require(
        load.unshipped() == 0,
        "%d orders were not shipped, such as%n%s".formatted(load.unshipped(), load.anyUnshipped()));
    require(load.firstFailure() == null, "a call failed: " + load.firstFailure());
  }

  private void judgeCommits(ShareWatch watch) throws SQLException {
    out.printf(
        "share rule: looked at %d times in commits, broken %d%n", watch.looks(), watch.breaches());
    require(watch.looks() > 0, "nobody looked at the share rule");
    require(
        watch.breaches() == 0, "the share rule did not hold at every commit: " + watch.anyBreach());
  }

  private void suspension() throws Exception {
    int afternoon = (int) Math.round(afternoonSeconds * afternoonRate);
    ShareWorld world = new ShareWorld(morning + afternoon, common.seed() + 1);
    try (TestBed bed = common.startBed()) {
      CatalogCopy catalog = CatalogCopy.to(bed.folder().resolve("catalog"));
      List<ServerProcess> servers = start(bed, List.of(catalog.folder()));
      TestBed.importNetwork(servers, world.folder());
      ShareWatch watch = ShareWatch.install(bed.postgres(), shares(servers.get(0)));
      ShareLoad load = new ShareLoad(world.orders(Instant.now(), "noon-"));
      out.printf(
          Locale.ROOT,
          "Another day: %d orders, then a rule suspends %s, then %.0f orders a second for %d s%n",
          morning,
          SUSPENDED,
          afternoonRate,
          afternoonSeconds);
      Instant noon;
      try (LoadGenerator generator = LoadGenerator.connect(1, DEADLINE, ports(servers))) {
        load.goOnTo(morning);
        generator.closedLoop(load, inFlight, LIMIT);
        new ShareTable(shares(servers.get(0))).print(out);
        load.goOnTo(morning + afternoon);
        suspend(catalog.folder());
        noon = watch.now();
        generator.openLoop(
            load, afternoonRate, MAX_OPEN_IN_FLIGHT, Duration.ofSeconds(afternoonSeconds));
      }
      out.println();
      new ShareTable(shares(servers.get(0))).print(out);
      out.println();
      Duration last = watch.lastParcelAfter(noon, SUSPENDED);
      out.printf(
          Locale.ROOT,
          "%s was given its last parcel %.1f s after it was suspended%n",
          SUSPENDED,
          last.toMillis() / 1e3);
      judgeLoad(load, morning + afternoon);
      require(
          last.toSeconds() < suspendedWithinSeconds,
          "it was given parcels after " + suspendedWithinSeconds + " s");
      judgeCommits(watch);
      right &= TestBed.audit(bed.postgres().address(), out);
    }
  }

  /** As staff would: a rule file, saved to the folder that the servers watch. */
  private static void suspend(Path catalog) throws IOException {
    Path folder = Files.createDirectories(catalog.resolve("share/suspended-for-now"));
    Files.writeString(
        folder.resolve("cases.yaml"),
        """
        cases:
          - name: The carrier is suspended
            given:
              group: {id: CN}
              carriers: [{id: %s}]
            expect:
              - suspend carrier %s
          - name: Another one drives
            given:
              group: {id: CN}
              carriers: [{id: OTHER}]
            silent: true
        """
            .formatted(SUSPENDED, SUSPENDED));
    Files.writeString(
        folder.resolve("suspended-for-now.drl"),
        """
        rule "SHARE-090 %s does not collect for now"
        when
          $carrier : ShareCarrier( id == "%s" )
        then
          shares.suspend($carrier, "does not collect for now");
        end
        """
            .formatted(SUSPENDED, SUSPENDED));
  }

  private List<ServerProcess> start(TestBed bed, List<Path> catalog)
      throws IOException, InterruptedException {
    List<ServerProcess> servers = new ArrayList<>();
    for (int i = 1; i <= replicas; i++) {
      var setup = common.flagged(bed.setup("replica-" + i));
      servers.add(
          bed.start(
              catalog.isEmpty() ? setup : setup.with("rules.catalog", catalog.get(0).toString())));
    }
    return servers;
  }

  private static int[] ports(List<ServerProcess> servers) {
    return servers.stream().mapToInt(ServerProcess::port).toArray();
  }

  private static List<CarrierShare> shares(ServerProcess server) {
    try (RoutingClient client = RoutingClient.connect("127.0.0.1:" + server.port())) {
      return client.network().listCarrierShares(ListCarrierSharesRequest.getDefaultInstance());
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      out.println("WRONG: " + otherwise);
      right = false;
    }
  }
}
