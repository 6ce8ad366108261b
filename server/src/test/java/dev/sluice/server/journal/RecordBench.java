package dev.sluice.server.journal;

import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.bench.Stopwatch;
import dev.sluice.server.network.Network;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.PlannerLimits;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * Prints what decision records of the demo's evening cost: bytes, and CPU to pack one, to read it,
 * and to decide and explain again. Argument: milliseconds to warm each step up (3000).
 */
public final class RecordBench {

  private RecordBench() {}

  /** Runs all measurements. */
  public static void main(String[] arguments) {
    Stopwatch stopwatch =
        new Stopwatch(arguments.length > 0 ? Long.parseLong(arguments[0]) : 3_000);
    SampleEvening evening = SampleEvening.begin();
    Network network = evening.network().get();
    RecordFormat format = new RecordFormat();
    List<DecisionInput> inputs = new ArrayList<>();
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < evening.orders().size(); i++) {
      DecisionInput input = evening.capture(evening.orders().get(i), evening.time(i));
      inputs.add(input);
      records.add(format.write(input, PlannerLimits.DEFAULT));
    }
    IntSummaryStatistics bytes = records.stream().mapToInt(one -> one.length).summaryStatistics();
    System.out.printf(
        "%d warehouses, %d lanes; bytes of a record: %d to %d, %.0f on average%n",
        network.warehouses().size(),
        network.lanes().size(),
        bytes.getMin(),
        bytes.getMax(),
        bytes.getAverage());
    int count = inputs.size();
    stopwatch.measure("pack", n -> format.write(inputs.get(n % count), PlannerLimits.DEFAULT));
    stopwatch.measure("read", n -> read(format, records.get(n % count), inputs.get(n % count)));
    Decider decider = new Decider(PlannerLimits.DEFAULT);
    stopwatch.measure(
        "read, decide and explain",
        n -> decider.decide(read(format, records.get(n % count), inputs.get(n % count))).explain());
  }

  private static DecisionInput read(RecordFormat format, byte[] record, DecisionInput input) {
    return format
        .read(record, input.order(), input.view().network(), input.shares(), input.rules())
        .input();
  }
}
