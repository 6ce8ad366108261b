package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.HelpOption;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.policy.RuleMemory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far the router is from hindsight on real baskets of several lines. */
@Command(
    name = "baskets",
    description =
        "Real baskets of up to six lines sent to real places from seven warehouses, through the real"
            + " router: cost, lost orders and splits beside simple rules and hindsight.")
public final class BasketsCommand implements Callable<Integer> {

  /** Of what cheapest loses. */
  private static final double MOST_LOST = 1 / 3.0;

  /** Of cheapest's gap to hindsight. */
  private static final double LEAST_CLOSED = 0.5;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli alone looks at it
  private final HelpOption help = new HelpOption();

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description =
          "folder with "
              + BasketData.BASKETS
              + " and "
              + BasketData.PLACES
              + " (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("");

  @Option(names = "--orders", defaultValue = "1000", description = "(default: ${DEFAULT-VALUE})")
  private int orders;

  @Option(
      names = "--capacity",
      split = ",",
      defaultValue = "1.6,2.0",
      description = "parcels an order that all warehouses pack (default: ${DEFAULT-VALUE})")
  private List<Double> capacities = List.of();

  @Option(
      names = "--most",
      defaultValue = "6",
      description = "shipments of an order at most (default: ${DEFAULT-VALUE})")
  private int most;

  @Option(
      names = "--hindsight-seconds",
      defaultValue = "100",
      description =
          "for the bound of each capacity, and again for plans (default: ${DEFAULT-VALUE})")
  private double hindsightSeconds;

  @Option(
      names = "--shuffles",
      split = ",",
      description = "seeds of arrival orders to measure instead of the order of the file")
  private List<Long> shuffles = List.of();

  @Option(
      names = "--last",
      description = "the last orders of the table instead of the first; other goods and places")
  private boolean last;

  @Option(names = "--no-hindsight", description = "measure the router alone")
  private boolean withoutHindsight;

  @Option(names = "--regrets", description = "list what hindsight does otherwise")
  private boolean regrets;

  private final PrintWriter out = Console.out();

  @Override
  public Integer call() throws Exception {
    for (String file : List.of(BasketData.BASKETS, BasketData.PLACES)) {
      if (!Files.isRegularFile(data.resolve(file))) {
        out.println("SKIPPED: " + data + " holds no " + file + ". Maybe give it by --data.");
        return 0;
      }
    }
    BasketData all = BasketData.read(data);
    BasketData tables = last ? all.last(orders) : all;
    boolean right = true;
    for (double capacity : capacities) {
      BasketInstance instance = BasketInstance.create(tables, orders, capacity, most);
      if (shuffles.isEmpty()) {
        right &= measure(instance, capacity);
      }
      for (long seed : shuffles) {
        out.printf("%nShuffled by seed %d:", seed);
        right &= measure(instance.shuffled(seed), capacity);
      }
    }
    return right ? 0 : 1;
  }

  private boolean measure(BasketInstance instance, double capacity) {
    out.printf(
        Locale.ROOT,
        "%n%,d orders, %.1f parcels an order, %d shipments at most; a lost order counts %d yuan%n"
            + "%-24s %10s %6s %7s %10s %8s%n",
        instance.baskets().size(),
        capacity,
        instance.most(),
        BasketInstance.LOST_YUAN,
        "",
        "cost, yuan",
        "lost",
        "splits",
        "with lost",
        "seconds");
    SimpleBaskets simple = new SimpleBaskets(instance);
    RuleSet rules = new RuleSetCompiler(RuleMemory::create).compile(BasketNetwork.rules(instance));
    BasketOutcome nearest = print("nearest warehouse", System.nanoTime(), simple.nearest());
    BasketOutcome cheapest = print("cheapest", System.nanoTime(), simple.cheapest());
    BasketOutcome unpriced =
        print("router without prices", System.nanoTime(), BasketRun.route(instance, rules, false));
    BasketOutcome routed =
        print("router", System.nanoTime(), BasketRun.route(instance, rules, true));
    if (withoutHindsight) {
      return judge(cheapest, routed);
    }
    long begin = System.nanoTime();
    BasketHindsight hindsight =
        BasketHindsight.search(instance, List.of(routed, cheapest), hindsightSeconds);
    print("hindsight", begin, hindsight.outcome());
    out.printf(
        Locale.ROOT,
        "Hindsight is at most %.1f %% above the optimum, which is at least %,.0f.%n",
        100 * hindsight.gap(),
        hindsight.boundYuan());
    if (regrets) {
      BasketRegrets.print(out, instance, routed, hindsight.outcome());
    }
    boolean right = true;
    for (BasketOutcome one : List.of(nearest, cheapest, unpriced, routed, hindsight.outcome())) {
      one.breaches().stream().limit(5).forEach(breach -> out.println("WRONG: " + breach));
      right &= one.breaches().isEmpty();
    }
    return judge(cheapest, routed, hindsight) && right;
  }

  private boolean judge(BasketOutcome cheapest, BasketOutcome routed, BasketHindsight hindsight) {
    double lost = (double) routed.lost() / Math.max(1, cheapest.lost());
    double gap = cheapest.totalYuan() - hindsight.totalYuan();
    double closed = gap <= 0 ? 1 : (cheapest.totalYuan() - routed.totalYuan()) / gap;
    double surely =
        (cheapest.totalYuan() - routed.totalYuan())
            / Math.max(1, cheapest.totalYuan() - hindsight.boundYuan());
    boolean met = lost <= MOST_LOST && closed >= LEAST_CLOSED;
    out.printf(
        Locale.ROOT,
        "%s: loses %.0f %% of what cheapest loses (aimed at %.0f at most), closes %.0f %% of its gap"
            + " to hindsight (aimed at %.0f at least), %.0f %% of that to the bound%n",
        met ? "met" : "MISSED",
        100 * lost,
        100 * MOST_LOST,
        100 * closed,
        100 * LEAST_CLOSED,
        100 * surely);
    return met;
  }

  private boolean judge(BasketOutcome cheapest, BasketOutcome routed) {
    boolean met = routed.lost() <= MOST_LOST * cheapest.lost();
    out.printf(
        Locale.ROOT,
        "%s: loses %.0f %% of what cheapest loses%n",
        met ? "met" : "MISSED",
        100.0 * routed.lost() / Math.max(1, cheapest.lost()));
    return met && routed.breaches().isEmpty();
  }

  private BasketOutcome print(String name, long begin, BasketOutcome outcome) {
    out.printf(
        Locale.ROOT,
        "%-24s %,10.0f %6d %7d %,10.0f %8.1f%n",
        name,
        outcome.costYuan(),
        outcome.lost(),
        outcome.splits(),
        outcome.totalYuan(),
        (System.nanoTime() - begin) / 1e9);
    out.flush();
    return outcome;
  }
}
