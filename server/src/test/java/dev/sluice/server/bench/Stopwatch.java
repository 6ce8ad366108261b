package dev.sluice.server.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Prints what a step costs: CPU of this thread and bytes it allocates, each a call, after enough
 * calls to be warm. CPU and not time, because other programs may be busy on the machine.
 */
public final class Stopwatch {
  private static final int ROUNDS = 50;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long warmUpNanos;
  private final long roundNanos;

  /** A stopwatch that warms each step up for so long, and measures it in fifty short rounds. */
  public Stopwatch(long warmUpMillis) {
    this.warmUpNanos = warmUpMillis * 1_000_000;
    this.roundNanos = warmUpNanos / 20;
  }

  /** Calls {@code step} with 0, 1, 2 ... and prints its best round. */
  public void measure(String name, IntConsumer step) {
    run(step, warmUpNanos);
    double micros = Double.MAX_VALUE;
    double kilobytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long cpu = threads.getCurrentThreadCpuTime();
      int calls = run(step, roundNanos);
      double ofRound = (threads.getCurrentThreadCpuTime() - cpu) / 1000.0 / calls;
      if (ofRound < micros) {
        micros = ofRound;
        kilobytes = (threads.getCurrentThreadAllocatedBytes() - bytes) / 1024.0 / calls;
      }
    }
    System.out.printf(Locale.ROOT, "%-28s %9.2f us %9.2f KB%n", name, micros, kilobytes);
  }

  private static int run(IntConsumer step, long nanos) {
    long end = System.nanoTime() + nanos;
    int calls = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 20; i++) {
        step.accept(calls++);
      }
    }
    return calls;
  }
}
