package dev.sluice.loadtest;

import com.sun.management.ThreadMXBean;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.routing.PlanningResult;
import dev.sluice.server.routing.model.Order;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a decision's CPU grows with warehouses, carriers and lines. */
@Command(
    name = "growth",
    description = "CPU of one decision (capture, rules, plan) by the size of network and order.")
final class GrowthCommand implements Callable<Integer> {

  private static final int ROUNDS = 15;
  private static final int ORDERS = 200;
  private static final double TWICE = 2.0;

  @Mixin private final ProgramOptions program = new ProgramOptions();

  @Option(
      names = "--warehouses",
      split = ",",
      defaultValue = "100,1000,10000",
      description = "sizes of the network (default: ${DEFAULT-VALUE}), by 5 carriers")
  private List<Integer> warehouses = List.of();

  @Option(
      names = "--carriers",
      split = ",",
      defaultValue = "5,20,80",
      description =
          "numbers of carriers (default: ${DEFAULT-VALUE}), with as many warehouses as the first")
  private List<Integer> carriers = List.of();

  @Option(
      names = "--lines",
      split = ",",
      defaultValue = "1,3,6,20",
      description = "lines of an order (default: ${DEFAULT-VALUE})")
  private List<Integer> lines = List.of();

  @Option(
      names = "--millis",
      defaultValue = "2000",
      description =
          "warm-up of each network by each number of lines; as long it is measured"
              + " (default: ${DEFAULT-VALUE})")
  private long millis;

  @Option(
      names = "--judge",
      description = "fail where the largest network costs more than twice the smallest")
  private boolean judge;

  private final PrintWriter out = Console.out();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * A network of some size with what a decision costs there.
   *
   * @param micros by line count
   */
  private record Size(int warehouses, int carriers, GrowthWorld world, List<Double> micros) {}

  @Override
  public Integer call() {
    RuleSet rules =
        new RuleSetCompiler().compile(RuleSources.read(Project.home().resolve("rules/catalog")));
    out.printf("seed %d%n", program.seed());
    List<Size> byWarehouses = new ArrayList<>();
    warehouses.forEach(count -> byWarehouses.add(size(count, carriers.get(0), rules)));
    List<Size> byCarriers = new ArrayList<>(byWarehouses.subList(0, 1));
    carriers.stream()
        .skip(1)
        .forEach(count -> byCarriers.add(size(warehouses.get(0), count, rules)));
    List<Size> all = new ArrayList<>(byWarehouses);
    all.addAll(byCarriers.subList(1, byCarriers.size()));
    for (int i = 0; i < lines.size(); i++) {
      measure(all, GrowthWorld.orders(ORDERS, lines.get(i), program.seed()));
    }
    all.forEach(this::print);
    boolean withinWarehouses = grows("warehouses", byWarehouses);
    boolean withinCarriers = grows("carriers", byCarriers);
    return (withinWarehouses && withinCarriers) || !judge ? 0 : 1;
  }

  private Size size(int warehouseCount, int carrierCount, RuleSet rules) {
    GrowthNetwork network = new GrowthNetwork(warehouseCount, carrierCount, program.seed());
    return new Size(
        warehouseCount, carrierCount, new GrowthWorld(network, rules), new ArrayList<>());
  }

  /**
   * The best of some rounds, in each of which all sizes have their turn: other programs may be busy
   * on the machine, and all are to suffer alike.
   */
  private void measure(List<Size> sizes, List<Order> orders) {
    for (Size size : sizes) {
      run(size.world, orders, millis);
    }
    double[] best = new double[sizes.size()];
    Arrays.fill(best, Double.MAX_VALUE);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < best.length; i++) {
        long cpu = threads.getCurrentThreadCpuTime();
        int calls = run(sizes.get(i).world, orders, millis / ROUNDS);
        best[i] = Math.min(best[i], (threads.getCurrentThreadCpuTime() - cpu) / 1_000.0 / calls);
      }
    }
    for (int i = 0; i < best.length; i++) {
      sizes.get(i).micros.add(best[i]);
    }
  }

  private static int run(GrowthWorld world, List<Order> orders, long forMillis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(forMillis);
    int calls = 0;
    do {
      for (int i = 0; i < ORDERS; i++) {
        world.decide(orders.get(i));
      }
      calls += ORDERS;
    } while (System.nanoTime() < end);
    return calls;
  }

  private void print(Size size) {
    out.printf("%6d warehouses, %2d carriers:", size.warehouses, size.carriers);
    for (int i = 0; i < lines.size(); i++) {
      out.printf(Locale.ROOT, "  %d lines %,.0f us", lines.get(i), size.micros.get(i));
    }
    long boundHits =
        GrowthWorld.orders(ORDERS, lines.get(lines.size() - 1), program.seed()).stream()
            .map(size.world::decide)
            .filter(PlanningResult::workBoundHit)
            .count();
    out.printf(" (the last: %d of %d hit the work bound)%n", boundHits, ORDERS);
  }

  private boolean grows(String what, List<Size> sizes) {
    boolean within = true;
    for (int i = 0; i < lines.size(); i++) {
      double factor = sizes.get(sizes.size() - 1).micros.get(i) / sizes.get(0).micros.get(i);
      out.printf(Locale.ROOT, "most : fewest %s, %d lines: %.2f%n", what, lines.get(i), factor);
      within &= factor <= TWICE;
    }
    return within;
  }
}
