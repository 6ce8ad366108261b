package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.Console;
import dev.sluice.loadtest.ProgramOptions;
import dev.sluice.loadtest.gaps.BrunelData.Wish;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.policy.RuleMemory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far the router is from hindsight on the orders of a real day. */
@Command(
    name = "brunel",
    description =
        "Real orders, plants, carriers and capacities of one day, through the real router: its cost"
            + " beside simple rules and the optimum in hindsight.")
public final class BrunelCommand implements Callable<Integer> {
  private static final double CENT = 0.01;

  @Mixin private final ProgramOptions program = new ProgramOptions();

  @Option(
      names = "--data",
      defaultValue = "../shared/data/brunel-supply-chain-logistics",
      description = "folder with OrderList.csv and the other tables (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("");

  @Option(names = "--instances", split = ",", defaultValue = "A,B,C,D,E,F")
  private List<BrunelInstance.Name> names = List.of();

  @Option(names = "--shuffles", defaultValue = "20", description = "(default: ${DEFAULT-VALUE})")
  private int shuffles;

  private final PrintWriter out = Console.out();

  /** What a way of deciding made of all arrival orders. */
  private record Row(String way, List<BrunelOutcome> shuffled, BrunelOutcome inFileOrder) {}

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(data.resolve("OrderList.csv"))) {
      out.println("SKIPPED: " + data + " holds no OrderList.csv. Maybe give its folder by --data.");
      return 0;
    }
    BrunelData tables = BrunelData.read(data);
    boolean right = true;
    for (BrunelInstance.Name name : names) {
      right &= measure(BrunelInstance.create(name, tables));
    }
    return right ? 0 : 1;
  }

  private boolean measure(BrunelInstance instance) {
    double optimum = Hindsight.optimum(instance);
    boolean known = Math.abs(optimum - instance.name().optimum) < CENT;
    out.printf(
        Locale.ROOT,
        "%nInstance %s: %,d orders, optimum in hindsight %,.2f%s%n",
        instance.name(),
        instance.orders().size(),
        optimum,
        known ? "" : ", WRONG: it is known to be " + instance.name().optimum);
    RuleSet rules = new RuleSetCompiler(RuleMemory::create).compile(BrunelNetwork.rules(instance));
    BrunelRun run = new BrunelRun(instance, rules);
    List<List<Wish>> arrivals = arrivals(instance);
    out.printf("%-24s %10s %8s %10s %8s%n", "", "shuffled", "served", "file order", "served");
    boolean right = known;
    right &=
        print(
            instance,
            optimum,
            rowOf(
                "cheapest first",
                arrivals,
                instance,
                orders -> run.dealOut(orders, run.cheapest())));
    right &=
        print(
            instance,
            optimum,
            rowOf(
                "fastest first", arrivals, instance, orders -> run.dealOut(orders, run.fastest())));
    right &=
        print(
            instance,
            optimum,
            rowOf("router without prices", arrivals, instance, orders -> run.route(orders, false)));
    Row routed = rowOf("router", arrivals, instance, orders -> run.route(orders, true));
    right &= print(instance, optimum, routed);
    return judge(instance, optimum, routed) && right;
  }

  private interface Way {
    BrunelOutcome of(List<Wish> orders);
  }

  private static Row rowOf(
      String name, List<List<Wish>> arrivals, BrunelInstance instance, Way way) {
    List<BrunelOutcome> shuffled = arrivals.stream().map(way::of).toList();
    return new Row(name, shuffled, way.of(instance.orders()));
  }

  /** F is as it came, since its yesterday is. */
  private List<List<Wish>> arrivals(BrunelInstance instance) {
    List<List<Wish>> arrivals = new ArrayList<>();
    for (int i = 0; i < shuffles && instance.yesterday().isEmpty(); i++) {
      List<Wish> shuffled = new ArrayList<>(instance.orders());
      Collections.shuffle(shuffled, new Random(program.seed() + i));
      arrivals.add(shuffled);
    }
    return arrivals;
  }

  private boolean print(BrunelInstance instance, double optimum, Row row) {
    out.printf(
        Locale.ROOT,
        "%-24s %10s %8s %10s %8d%n",
        row.way,
        row.shuffled.isEmpty() ? "" : text(instance, optimum, meanCost(row)),
        row.shuffled.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", meanServed(row)),
        text(instance, optimum, row.inFileOrder.cost()),
        row.inFileOrder.served());
    List<BrunelOutcome> all = new ArrayList<>(row.shuffled);
    all.add(row.inFileOrder);
    List<String> breaches = all.stream().flatMap(one -> one.breaches().stream()).toList();
    breaches.stream().limit(5).forEach(breach -> out.println("  WRONG: " + breach));
    return breaches.isEmpty();
  }

  private boolean judge(BrunelInstance instance, double optimum, Row routed) {
    boolean ofFile = routed.shuffled.isEmpty();
    double cost = ofFile ? routed.inFileOrder.cost() : meanCost(routed);
    double served = ofFile ? routed.inFileOrder.served() : meanServed(routed);
    double reached = measure(instance, optimum, cost);
    boolean isValue = instance.name() == BrunelInstance.Name.E;
    boolean met =
        (isValue ? reached >= instance.name().target : reached <= instance.name().target)
            && served >= instance.name().leastServed;
    out.printf(
        Locale.ROOT,
        "%s: aimed at %s %.1f %%%s%n",
        met ? "met" : "MISSED",
        isValue ? "at least" : "at most",
        instance.name().target,
        isValue ? " of the value kept" : ", " + instance.name().leastServed + " served");
    return met;
  }

  /** Percent above the optimum; of E, of which most is lost anyway, percent of the value kept. */
  private static double measure(BrunelInstance instance, double optimum, double cost) {
    return instance.name() == BrunelInstance.Name.E
        ? 100 * (instance.worth() - cost) / (instance.worth() - optimum)
        : 100 * (cost / optimum - 1);
  }

  private static String text(BrunelInstance instance, double optimum, double cost) {
    double measure = measure(instance, optimum, cost);
    return instance.name() == BrunelInstance.Name.E
        ? String.format(Locale.ROOT, "%.2f%%", measure)
        : String.format(Locale.ROOT, "%+.2f%%", measure);
  }

  private static double meanCost(Row row) {
    return row.shuffled.stream().mapToDouble(BrunelOutcome::cost).average().orElse(0);
  }

  private static double meanServed(Row row) {
    return row.shuffled.stream().mapToInt(BrunelOutcome::served).average().orElse(0);
  }
}
