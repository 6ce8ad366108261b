package dev.sluice.loadtest.faults;

import dev.sluice.loadtest.CommonOptions;
import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.LoadGenerator;
import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.RateOption;
import dev.sluice.loadtest.ServerProcess;
import dev.sluice.loadtest.TestBed;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.cli.journal.ClientJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Breaks replicas and their database under load, again and again, and judges what is left. */
@Command(
    name = "faults",
    description = "Kills, stops, freezes and cuts a service under load; then the audit judges.")
public final class FaultsCommand implements Callable<Integer> {

  private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
  private static final int MAX_IN_FLIGHT = 2_000;
  private static final int DISTINCT_ORDERS = 5_000;
  private static final long RECONNECT_MILLIS = 200;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final RateOption rate = new RateOption(50);

  @Option(
      names = "--replica-kills",
      defaultValue = "50",
      description = "(default: ${DEFAULT-VALUE})")
  private int replicaKills;

  @Option(
      names = "--postmaster-kills",
      defaultValue = "20",
      description = "(default: ${DEFAULT-VALUE})")
  private int postmasterKills;

  @Option(
      names = "--immediate-stops",
      defaultValue = "20",
      description = "(default: ${DEFAULT-VALUE})")
  private int immediateStops;

  @Option(
      names = "--freezes",
      defaultValue = "2",
      description = "of 20 s each (default: ${DEFAULT-VALUE})")
  private int freezes;

  @Option(
      names = "--cuts",
      defaultValue = "5",
      description =
          "of each kind; left out where packets cannot be dropped (default: ${DEFAULT-VALUE})")
  private int cuts;

  @Option(
      names = "--replicas",
      defaultValue = "2",
      description = "2 or more (default: ${DEFAULT-VALUE})")
  private int replicas;

  @Option(
      names = "--stock-orders",
      defaultValue = "20000",
      description = "orders for which there is stock: more come (default: ${DEFAULT-VALUE})")
  private int stockOrders;

  @Option(
      names = "--max-minutes",
      defaultValue = "40",
      description = "after which no fault is begun any more (default: ${DEFAULT-VALUE})")
  private int maxMinutes;

  @Option(
      names = "--ready-within",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "how soon replicas must give plans again (default: ${DEFAULT-VALUE})")
  private int readyWithinSeconds;

  private final PrintWriter out = Console.out();

  @Override
  public Integer call() throws Exception {
    List<Fault> faults = faults();
    out.printf("%d faults in an order drawn from seed %d%n", faults.size(), common.seed());
    SampleNetwork sample = SampleNetwork.create(stockOrders);
    OrderSource orders =
        OrderSource.create(sample, DISTINCT_ORDERS, common.seed(), Instant.now(), "fault-");
    FaultTally tally = new FaultTally();
    try (TestBed bed = common.startBed()) {
      Path journalFile = bed.folder().resolve("client-journal.jsonl");
      List<ServerProcess> servers = startReplicas(bed);
      TestBed.importNetwork(servers, sample.folder());
      Map<Fault, List<Duration>> readyTimes;
      try (ClientJournal journal = ClientJournal.appendTo(journalFile)) {
        FaultTraffic traffic = new FaultTraffic(orders, replicas, journal, tally);
        readyTimes = strikeUnderLoad(bed, servers, traffic, faults, orders);
      }
      return judge(bed, journalFile, sample, tally, readyTimes) ? 0 : 1;
    }
  }

  private List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    faults.addAll(Collections.nCopies(replicaKills, Fault.KILL_REPLICA));
    faults.addAll(Collections.nCopies(postmasterKills, Fault.KILL_POSTMASTER));
    faults.addAll(Collections.nCopies(immediateStops, Fault.STOP_IMMEDIATELY));
    faults.addAll(Collections.nCopies(freezes, Fault.FREEZE_DATABASE));
    if (cuts > 0 && PacketFilter.isPossible()) {
      faults.addAll(Collections.nCopies(cuts, Fault.CUT_REPLICA));
      faults.addAll(Collections.nCopies(cuts, Fault.CUT_DATABASE));
    } else if (cuts > 0) {
      out.println("packets are not dropped: that needs root and nft");
    }
    Collections.shuffle(faults, new Random(common.seed()));
    return faults;
  }

  private List<ServerProcess> startReplicas(TestBed bed) throws IOException, InterruptedException {
    List<ServerProcess> servers = new ArrayList<>();
    for (int i = 1; i <= replicas; i++) {
      servers.add(bed.start(common.flagged(bed.setup("replica-" + i))));
    }
    return servers;
  }

  private Map<Fault, List<Duration>> strikeUnderLoad(
      TestBed bed,
      List<ServerProcess> servers,
      FaultTraffic traffic,
      List<Fault> faults,
      OrderSource orders)
      throws Exception {
    int[] ports = servers.stream().mapToInt(ServerProcess::port).toArray();
    Random random = new Random(common.seed());
    try (LoadGenerator generator = LoadGenerator.connect(1, CALL_LIMIT, ports);
        FaultScene scene = new FaultScene(bed.postgres(), servers, orders, random)) {
      scene.awaitPlans();
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread load = new Thread(() -> send(generator, traffic), "loadtest-orders");
      load.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
      load.start();
      Map<Fault, List<Duration>> readyTimes;
      try {
        readyTimes = strike(scene, faults, random);
      } finally {
        traffic.finish();
        load.join();
      }
      if (failure.get() != null) {
        throw new IllegalStateException("The load ended by itself", failure.get());
      }
      return readyTimes;
    }
  }

  private Map<Fault, List<Duration>> strike(FaultScene scene, List<Fault> faults, Random random)
      throws IOException, InterruptedException {
    Map<Fault, List<Duration>> readyTimes = new EnumMap<>(Fault.class);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(maxMinutes);
    int number = 0;
    for (Fault fault : faults) {
      if (System.nanoTime() - end > 0) {
        out.printf("%d minutes are over%n", maxMinutes);
        break;
      }
      TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
      Duration ready = scene.strike(fault);
      readyTimes.computeIfAbsent(fault, one -> new ArrayList<>()).add(ready);
      number++;
      out.printf(
          Locale.ROOT,
          "%3d/%d %-46s ready after %6.2f s%n",
          number,
          faults.size(),
          fault.words(),
          ready.toMillis() / 1e3);
    }
    return readyTimes;
  }

  /** Sends until everything that was begun has its answer, or the drain takes too long. */
  private void send(LoadGenerator generator, FaultTraffic traffic) {
    Thread reconnecting = new Thread(() -> reconnect(generator), "loadtest-reconnect");
    reconnecting.setDaemon(true);
    reconnecting.start();
    try {
      generator.openLoop(
          traffic, rate.perSecond(), MAX_IN_FLIGHT, Duration.ofMinutes(maxMinutes + 10L));
      long limit = System.nanoTime() + DRAIN_LIMIT.toNanos();
      while (traffic.unanswered() > 0 && System.nanoTime() - limit < 0) {
        TimeUnit.MILLISECONDS.sleep(RECONNECT_MILLIS);
        generator.openLoop(traffic, rate.perSecond(), MAX_IN_FLIGHT, DRAIN_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reconnecting.interrupt();
    }
  }

  private static void reconnect(LoadGenerator generator) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.MILLISECONDS.sleep(RECONNECT_MILLIS);
        generator.reconnect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean judge(
      TestBed bed,
      Path journalFile,
      SampleNetwork sample,
      FaultTally tally,
      Map<Fault, List<Duration>> readyTimes)
      throws IOException {
    out.println();
    boolean inTime = printReadyTimes(readyTimes);
    long oversold = tally.oversoldUnits(sample.folder().stock());
    out.printf(
        "%d orders acknowledged with %d units; %d sent twice; %d refused for other content%n",
        tally.acknowledgedOrders(),
        tally.promisedUnits(),
        tally.repeatedOrders(),
        tally.changedOrdersRefused());
    out.printf("answers that asked to be repeated: %s%n", tally.failures());
    out.printf("units promised beyond stock, by the client's own count: %d%n", oversold);
    out.printf("answers no caller should see: %d%n", tally.violations());
    tally.examples().forEach(example -> out.println("- " + example));
    boolean holds = TestBed.audit(bed.postgres().address(), journalFile, out);
    return holds && inTime && oversold == 0 && tally.violations() == 0;
  }

  /** As the table of docs/reliability.md. */
  private boolean printReadyTimes(Map<Fault, List<Duration>> readyTimes) {
    boolean inTime = true;
    out.println("| Fault | times | ready again after, median | longest |");
    out.println("|---|---|---|---|");
    for (Map.Entry<Fault, List<Duration>> one : readyTimes.entrySet()) {
      List<Duration> sorted = one.getValue().stream().sorted().toList();
      Duration longest = sorted.get(sorted.size() - 1);
      inTime &= longest.toMillis() <= TimeUnit.SECONDS.toMillis(readyWithinSeconds);
      out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f s | %.1f s |%n",
          one.getKey().words(),
          sorted.size(),
          sorted.get(sorted.size() / 2).toMillis() / 1e3,
          longest.toMillis() / 1e3);
    }
    out.println();
    out.println(
        inTime
            ? "ready again within " + readyWithinSeconds + " s every time"
            : "READY AGAIN TOO LATE: the limit is " + readyWithinSeconds + " s");
    return inTime;
  }
}
