package dev.sluice.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What becomes of the throughput when everybody wants one SKU of one warehouse. */
@Command(
    name = "hot-sku",
    description = "One SKU in one warehouse against thousands there, on two replicas, in turns.")
final class HotSkuCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(60);

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PaceOptions pace = new PaceOptions();

  @Option(
      names = "--stock",
      defaultValue = "100000",
      description = "units (default: ${DEFAULT-VALUE})")
  private int stock;

  @Option(
      names = "--demand",
      defaultValue = "150000",
      description = "orders (default: ${DEFAULT-VALUE})")
  private int demand;

  @Option(
      names = "--skus",
      defaultValue = "9000",
      description = "of the others (default: ${DEFAULT-VALUE})")
  private int skus;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "of each kind (default: ${DEFAULT-VALUE})")
  private int rounds;

  private final PrintWriter out = Console.out();
  private final List<Double> wideRates = new ArrayList<>();
  private final List<Double> hotRates = new ArrayList<>();
  private boolean right = true;

  @Override
  public Integer call() throws Exception {
    HotSkuWorld world = new HotSkuWorld(rounds, skus, stock, demand, common.seed());
    try (TestBed bed = common.startBed()) {
      ServerProcess first = bed.start(common.recorded(bed.setup("replica-1")));
      ServerProcess second = bed.start(common.flagged(bed.setup("replica-2")));
      TestBed.importNetwork(List.of(first, second), world.folder());
      try (LoadGenerator generator =
          LoadGenerator.connect(1, Duration.ofSeconds(60), first.port(), second.port())) {
        out.printf("warming up for %d s ...%n", pace.warmUpSeconds());
        generator.closedLoop(
            new SkuLoad(world.wideOrders("warm-up-"), Long.MAX_VALUE, Long.MAX_VALUE),
            pace.inFlight(),
            Duration.ofSeconds(pace.warmUpSeconds()));
        out.printf("%-10s %10s %12s %10s %8s%n", "", "orders/s", "p99.9 ms", "reserved", "failed");
        for (int round = 0; round < rounds; round++) {
          wide(generator, world, round);
          hot(bed, generator, world, round);
        }
      }
      double ratio = median(hotRates) / median(wideRates);
      out.printf(
          Locale.ROOT,
          "one SKU %.0f/s until sell-out : %d SKUs %.0f/s = %.3f%n",
          median(hotRates),
          skus,
          median(wideRates),
          ratio);
      right &= TestBed.audit(bed.postgres().address(), out);
      return right ? 0 : 1;
    }
  }

  private void wide(LoadGenerator generator, HotSkuWorld world, int round)
      throws InterruptedException {
    SkuLoad load = new SkuLoad(world.wideOrders("wide-" + round + "-"), stock, Long.MAX_VALUE);
    LoadResult result = generator.closedLoop(load, pace.inFlight(), LIMIT);
    wideRates.add(result.perSecond());
    print(skus + " SKUs", result.perSecond(), result, load);
  }

  private void hot(TestBed bed, LoadGenerator generator, HotSkuWorld world, int round)
      throws InterruptedException, SQLException, IOException {
    SkuLoad load = new SkuLoad(world.hotOrders(round), demand, stock);
    LoadResult result = generator.closedLoop(load, pace.inFlight(), LIMIT);
    hotRates.add(load.perSecondUntilSellOut());
    print("one SKU", load.perSecondUntilSellOut(), result, load);
    long used = used(bed, world.hotSku(round));
    require(used == stock, "the ledger holds %d units of %d".formatted(used, stock));
    require(
        load.reserved() == stock,
        "%d orders were told that they have one of %d units".formatted(load.reserved(), stock));
  }

  private void print(String what, double perSecond, LoadResult result, SkuLoad load) {
    out.printf(
        Locale.ROOT,
        "%-10s %10.0f %12.2f %10d %8d%s%n",
        what,
        perSecond,
        result.millis(99.9),
        load.reserved(),
        result.failures(),
        result.failures() == 0 ? "" : " " + load.firstFailure());
    require(load.deadlocks() == 0, load.deadlocks() + " callers were told of a deadlock");
    require(result.failures() == 0, result.failures() + " calls failed");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      out.println("WRONG: " + otherwise);
      right = false;
    }
  }

  private static long used(TestBed bed, String sku) throws SQLException {
    try (Connection connection = bed.postgres().connect();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT used FROM counter JOIN stock USING (counter_id) WHERE sku = ?")) {
      select.setString(1, sku);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
