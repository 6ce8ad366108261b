package dev.sluice.loadtest;

import com.sun.management.ThreadMXBean;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.routing.PlanningResult;
import dev.sluice.server.routing.model.Order;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
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
          "warm-up of each measurement; as long it is measured (default: ${DEFAULT-VALUE})")
  private long millis;

  @Option(
      names = "--judge",
      description = "fail where the largest network costs more than twice the smallest")
  private boolean judge;

  private final PrintWriter out = Console.out();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Override
  public Integer call() {
    RuleSet rules =
        new RuleSetCompiler().compile(RuleSources.read(Project.home().resolve("rules/catalog")));
    out.printf("seed %d; CPU of one decision in us%n", program.seed());
    // The first network would pay for compiling the code that all others use.
    out.print("warm-up: ");
    measure(warehouses.get(0), carriers.get(0), rules);
    double[][] byWarehouses = new double[warehouses.size()][];
    for (int i = 0; i < byWarehouses.length; i++) {
      byWarehouses[i] = measure(warehouses.get(i), carriers.get(0), rules);
    }
    double[][] byCarriers = new double[carriers.size()][];
    byCarriers[0] = byWarehouses[0];
    for (int i = 1; i < byCarriers.length; i++) {
      byCarriers[i] = measure(warehouses.get(0), carriers.get(i), rules);
    }
    boolean withinWarehouses = grows("warehouses", byWarehouses);
    boolean withinCarriers = grows("carriers", byCarriers);
    return (withinWarehouses && withinCarriers) || !judge ? 0 : 1;
  }

  private double[] measure(int warehouseCount, int carrierCount, RuleSet rules) {
    GrowthWorld world =
        new GrowthWorld(new GrowthNetwork(warehouseCount, carrierCount, program.seed()), rules);
    out.printf("%6d warehouses, %2d carriers:", warehouseCount, carrierCount);
    double[] micros = new double[lines.size()];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = measure(world, GrowthWorld.orders(ORDERS, lines.get(i), program.seed()));
      out.printf(Locale.ROOT, "  %d lines %,.0f", lines.get(i), micros[i]);
      out.flush();
    }
    long boundHits =
        GrowthWorld.orders(ORDERS, lines.get(lines.size() - 1), program.seed()).stream()
            .map(world::decide)
            .filter(PlanningResult::workBoundHit)
            .count();
    out.printf(" (the last: %d of %d hit the work bound)%n", boundHits, ORDERS);
    return micros;
  }

  /** The best of some rounds, for other programs may be busy on the machine. */
  private double measure(GrowthWorld world, List<Order> orders) {
    run(world, orders, millis);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long cpu = threads.getCurrentThreadCpuTime();
      int calls = run(world, orders, millis / ROUNDS);
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - cpu) / 1_000.0 / calls);
    }
    return best;
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

  private boolean grows(String what, double[][] micros) {
    boolean within = true;
    for (int i = 0; i < lines.size(); i++) {
      double factor = micros[micros.length - 1][i] / micros[0][i];
      out.printf(Locale.ROOT, "most : fewest %s, %d lines: %.2f%n", what, lines.get(i), factor);
      within &= factor <= TWICE;
    }
    return within;
  }
}
