package dev.sluice.loadtest;

import java.io.IOException;
import java.time.Duration;

/** One server that routes orders, with what sends them. */
record RoutingSide(LoadGenerator generator, RouteLoad load, LoadMeter meter, int inFlight)
    implements AutoCloseable {

  void warmUp(int seconds) throws InterruptedException {
    generator.closedLoop(load, inFlight, Duration.ofSeconds(seconds));
  }

  /** As many as it can do. */
  Measured measure(int seconds) throws IOException, InterruptedException {
    return meter.measure(() -> generator.closedLoop(load, inFlight, Duration.ofSeconds(seconds)));
  }

  /** So many a second, whether it can or not. */
  Measured measureOpen(double perSecond, int maxInFlight, int seconds)
      throws IOException, InterruptedException {
    return meter.measure(
        () -> generator.openLoop(load, perSecond, maxInFlight, Duration.ofSeconds(seconds)));
  }

  @Override
  public void close() {
    generator.close();
  }
}
