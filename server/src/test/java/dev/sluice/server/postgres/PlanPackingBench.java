package dev.sluice.server.postgres;

import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.bench.Stopwatch;
import dev.sluice.server.ledger.StoredPlan;
import java.util.List;

/**
 * Prints how many bytes a plan is packed into, and what it costs to pack and unpack it. Argument:
 * milliseconds to warm up (3000).
 */
public final class PlanPackingBench {

  private PlanPackingBench() {}

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    List<StoredPlan> plans = SampleEvening.begin().plans();
    List<byte[]> packed = plans.stream().map(PlanPackingBench::pack).toList();
    System.out.printf(
        "%d plans, %.0f bytes each%n",
        plans.size(), packed.stream().mapToInt(bytes -> bytes.length).average().orElseThrow());
    long warmUpMillis = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3_000;
    Stopwatch stopwatch = new Stopwatch(warmUpMillis);
    stopwatch.measure("pack a plan", n -> pack(plans.get(n % plans.size())));
    stopwatch.measure("unpack a plan", n -> PlanPacking.unpack("", packed.get(n % packed.size())));
  }

  private static byte[] pack(StoredPlan plan) {
    return PlanPacking.pack(plan.order(), plan.plan());
  }
}
