package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several servers, and connections that break, over the network. */
@Timeout(120)
class ReplicasTest {

  @Test
  void callsGoToWhoIsHealthy() throws Exception {
    try (NetServer first = NetServer.start();
        NetServer second = NetServer.start();
        RoutingClient client = client(first.target(), second.target())) {
      while (first.orders() == 0 || second.orders() == 0) {
        client.routeOrder(SampleOrders.order("D-1"));
      }
      first.serves(false);
      int[] before = {first.orders()};
      int quiet = 0;
      while (quiet < 20) {
        client.routeOrder(SampleOrders.order("D-1"));
        quiet = first.orders() == before[0] ? quiet + 1 : 0;
        before[0] = first.orders();
      }
      first.serves(true);
      while (first.orders() == before[0]) {
        client.routeOrder(SampleOrders.order("D-1"));
      }
    }
  }

  @Test
  void everyCallSurvivesConnectionsThatBreak() throws Exception {
    try (NetServer server = NetServer.start();
        BreakingProxy proxy = new BreakingProxy(server.port(), 1_500);
        RoutingClient client = client("localhost:" + proxy.port())) {
      for (int i = 0; i < 100; i++) {
        List<CompletableFuture<?>> calls =
            IntStream.range(0, 8)
                .<CompletableFuture<?>>mapToObj(
                    n -> client.routeOrderAsync(SampleOrders.order("D-" + n)))
                .toList();
        calls.forEach(CompletableFuture::join);
        client.routeOrder(SampleOrders.order("D-" + i));
      }
      assertThat(proxy.broken()).isGreaterThan(5);
    }
  }

  @Test
  void observersSeeTheServerAndTheAttempts() throws IOException {
    Queue<CallOutcome> outcomes = new ConcurrentLinkedQueue<>();
    try (NetServer server = NetServer.start();
        RoutingClient client =
            RoutingClient.create(
                RoutingClientOptions.newBuilder("127.0.0.1:" + server.port())
                    .observer((method, headers) -> outcomes::add)
                    .observer(
                        (method, headers) -> {
                          throw new IllegalStateException("an observer that fails");
                        })
                    .build())) {
      client.routeOrder(SampleOrders.order("D-1"));
    }
    CallOutcome outcome = outcomes.element();
    assertThat(outcome.method()).isEqualTo("RoutingService/RouteOrder");
    assertThat(outcome.isOk()).isTrue();
    assertThat(outcome.attempts()).isEqualTo(1);
    assertThat(outcome.server().orElseThrow()).startsWith("127.0.0.1:");
  }

  private static RoutingClient client(String... targets) {
    return RoutingClient.create(RoutingClientOptions.newBuilder(targets).build());
  }

  /** Passes bytes on until a connection has seen so many of them, then cuts it. */
  private static final class BreakingProxy implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0);
    private final int target;
    private final int bytesEach;
    private final AtomicInteger broken = new AtomicInteger();

    BreakingProxy(int target, int bytesEach) throws IOException {
      this.target = target;
      this.bytesEach = bytesEach;
      start(this::accept);
    }

    int port() {
      return entrance.getLocalPort();
    }

    int broken() {
      return broken.get();
    }

    private void accept() {
      try {
        while (true) {
          Socket caller = entrance.accept();
          Socket server = new Socket("localhost", target);
          start(() -> pass(caller, server, Integer.MAX_VALUE));
          start(() -> pass(server, caller, bytesEach));
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    private void pass(Socket from, Socket to, int limit) {
      byte[] bytes = new byte[512];
      int passed = 0;
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          passed += read;
          if (passed > limit) {
            broken.incrementAndGet();
            // A part of what came arrives, so that answers end in the middle.
            out.write(bytes, 0, read / 2);
            return;
          }
          out.write(bytes, 0, read);
        }
      } catch (IOException over) {
        // The other direction was cut.
      }
    }

    private static void start(Runnable work) {
      Thread thread = new Thread(work);
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      entrance.close();
    }
  }
}
