package dev.sluice.loadtest;

import java.io.IOException;
import java.util.Map;

/** Runs loads and reads what CPU they took. */
final class LoadMeter {
  private final CpuMeter cpu;

  LoadMeter(CpuMeter cpu) {
    this.cpu = cpu;
  }

  /** A load, until it is through. */
  @FunctionalInterface
  interface Work {
    LoadResult run() throws InterruptedException;
  }

  Measured measure(Work work) throws IOException, InterruptedException {
    Map<String, Double> before = cpu.read();
    LoadResult result = work.run();
    return new Measured(result, CpuMeter.between(before, cpu.read()));
  }
}
