package dev.sluice.server.postgres;

import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.bench.Stopwatch;
import dev.sluice.server.ledger.StoredPlan;
import java.util.List;

/** Prints what writing a plan's JSON costs. Argument: milliseconds to warm up (3000). */
public final class PlanJsonBench {

  private PlanJsonBench() {}

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    List<StoredPlan> plans = SampleEvening.begin().plans();
    long warmUpMillis = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3_000;
    new Stopwatch(warmUpMillis)
        .measure("plan as JSON", n -> PlanJson.write(plans.get(n % plans.size())));
  }
}
