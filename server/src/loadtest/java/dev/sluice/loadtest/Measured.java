package dev.sluice.loadtest;

import java.util.Map;

/**
 * A run with the CPU it took.
 *
 * @param cpuMicros in all, by group of processes
 */
record Measured(LoadResult load, Map<String, Double> cpuMicros) {

  double cpuMicrosPerCall(String group) {
    return cpuMicros.getOrDefault(group, 0.0) / Math.max(1, load.answered());
  }

  double cpuMicrosPerCall() {
    return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum()
        / Math.max(1, load.answered());
  }
}
