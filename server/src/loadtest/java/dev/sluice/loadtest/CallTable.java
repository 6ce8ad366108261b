package dev.sluice.loadtest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what was measured line by line, and remembers it for the comparison. */
final class CallTable {
  static final String SERVER = "server";
  static final String POSTGRES = "postgres";
  static final String GENERATOR = "generator";

  private final PrintWriter out;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  CallTable(PrintWriter out) {
    this.out = out;
  }

  void header() {
    out.printf(
        "%-14s %9s %8s %8s %8s %7s | CPU us/call: %7s %9s %9s %6s%n",
        "", "calls/s", "p50 ms", "p99 ms", "p99.9", "failed", SERVER, POSTGRES, GENERATOR, "all");
  }

  void add(String what, Measured measured) {
    LoadResult load = measured.load();
    rates.computeIfAbsent(what, key -> new ArrayList<>()).add(load.perSecond());
    out.printf(
        Locale.ROOT,
        "%-14s %9.0f %8.2f %8.2f %8.2f %7d | %20.0f %9.0f %9.0f %6.0f%s%n",
        what,
        load.perSecond(),
        load.millis(50),
        load.millis(99),
        load.millis(99.9),
        load.failures() + load.unsent(),
        measured.cpuMicrosPerCall(SERVER),
        measured.cpuMicrosPerCall(POSTGRES),
        measured.cpuMicrosPerCall(GENERATOR),
        measured.cpuMicrosPerCall(),
        load.failed().isEmpty() ? "" : " " + load.failed());
  }

  /** Calls a second, in the middle of the rounds. */
  double median(String what) {
    double[] sorted =
        rates.getOrDefault(what, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
