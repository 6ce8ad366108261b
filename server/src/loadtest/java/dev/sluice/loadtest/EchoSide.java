package dev.sluice.loadtest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The server that does nothing, with what calls it. */
final class EchoSide implements AutoCloseable {
  private final LoadGenerator generator;
  private final EchoLoad load;
  private final LoadMeter meter;
  private final int inFlight;

  EchoSide(TestBed bed, int connections, int requestBytes, int responseBytes, int inFlight)
      throws IOException, InterruptedException {
    ServerProcess server = bed.startEcho(responseBytes);
    this.generator = LoadGenerator.connect(connections, Duration.ofSeconds(60), server.port());
    this.load = new EchoLoad(requestBytes);
    this.inFlight = inFlight;
    this.meter =
        new LoadMeter(
            new CpuMeter()
                .with(CallTable.SERVER, () -> List.of(server.pid()))
                .with(CallTable.POSTGRES, bed.postgres()::processIds)
                .with(CallTable.GENERATOR, () -> List.of(ProcessHandle.current().pid())));
  }

  void warmUp(int seconds) throws InterruptedException {
    generator.closedLoop(load, inFlight, Duration.ofSeconds(seconds));
  }

  Measured measure(int seconds) throws IOException, InterruptedException {
    return meter.measure(() -> generator.closedLoop(load, inFlight, Duration.ofSeconds(seconds)));
  }

  @Override
  public void close() {
    generator.close();
  }
}
