package dev.sluice.loadtest.faults;

import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.ServerProcess;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Asks one replica for plans of new orders until it gives one. */
final class Probe implements AutoCloseable {

  private static final long POLL_MILLIS = 50;
  private static final long CALL_LIMIT_MILLIS = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final ServerProcess server;
  private final OrderSource orders;
  private final ManagedChannel channel;
  private final AtomicLong number = new AtomicLong();

  Probe(ServerProcess server, OrderSource orders) {
    this.server = server;
    this.orders = orders;
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .directExecutor()
            .build();
  }

  /**
   * Waits for the first durable plan; answers how long after {@code sinceNanos} it came.
   *
   * @throws IOException when none comes
   */
  Duration awaitPlan(long sinceNanos) throws IOException, InterruptedException {
    String last = "nothing was asked";
    while (System.nanoTime() - sinceNanos < LIMIT.toNanos()) {
      channel.resetConnectBackoff();
      try {
        RoutingServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(CALL_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
            .routeOrder(orders.request(number.getAndIncrement()));
        return Duration.ofNanos(System.nanoTime() - sinceNanos);
      } catch (StatusRuntimeException notYet) {
        last = notYet.getStatus().toString();
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
    throw new IOException(
        "Server %s gave no plan within %s: %s; its log is %s"
            .formatted(server.name(), LIMIT, last, server.logFile()));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
