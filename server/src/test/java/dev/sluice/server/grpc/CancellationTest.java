package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.CallCancelledException;
import dev.sluice.client.DeadlineExceededException;
import dev.sluice.client.OrderStream;
import dev.sluice.client.RoutingClient;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.routing.model.Order;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller of the client SDK who gives up: the server hears of it, over a real port. */
@Timeout(60)
class CancellationTest {
  private final TestEdge edge = new TestEdge();
  private final RoutingClient client = RoutingClient.connect("127.0.0.1:" + edge.server.port());
  private final CompletableFuture<Context> arrived = new CompletableFuture<>();
  private final CompletableFuture<Context> cancelled = new CompletableFuture<>();
  private final CompletableFuture<Order> decision = new CompletableFuture<>();

  CancellationTest() {
    edge.gate =
        order -> {
          watch(Context.current());
          return decision;
        };
  }

  @AfterEach
  void close() {
    client.close();
    edge.close();
  }

  @Test
  void aCancelledFuture() throws Exception {
    CompletableFuture<RoutingPlan> answer =
        client.routeOrderAsync(SampleRequests.order("O-1").build());
    assertThat(arrived.get().isCancelled()).isFalse();

    answer.cancel(true);

    cancelled.get();
    assertThat(arrived.get().isCancelled()).isTrue();
  }

  @Test
  void aCancelledContextOfABlockingCall() throws Exception {
    CancellableContext context = Context.current().withCancellation();
    CompletableFuture<RoutingPlan> answer =
        CompletableFuture.supplyAsync(
            () -> {
              Context before = context.attach();
              try {
                return client.routeOrder(SampleRequests.order("O-1").build());
              } finally {
                context.detach(before);
              }
            });
    arrived.get();

    context.cancel(null);

    cancelled.get();
    assertThatThrownBy(answer::join).hasCauseInstanceOf(CallCancelledException.class);
  }

  @Test
  void anEarlierDeadlineOfTheContext() throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (CancellableContext context =
        Context.current().withDeadlineAfter(2, TimeUnit.SECONDS, timer)) {
      assertThatThrownBy(
              () -> context.run(() -> client.routeOrder(SampleRequests.order("O-1").build())))
          .isInstanceOf(DeadlineExceededException.class);
    } finally {
      timer.shutdownNow();
    }

    assertThat(secondsLeft(cancelled.get())).isLessThan(2);
  }

  @Test
  void aDeadlineOfTheClient() throws Exception {
    RoutingClient hurried = client.withDeadline(Duration.ofSeconds(1));

    assertThatThrownBy(() -> hurried.routeOrder(SampleRequests.order("O-1").build()))
        .isInstanceOf(DeadlineExceededException.class);

    assertThat(secondsLeft(cancelled.get())).isLessThan(1);
  }

  @Test
  void aStreamWhoseClientIsClosed() throws Exception {
    OrderStream stream = client.openStream();
    CompletableFuture<RoutingPlan> answer = stream.submit(SampleRequests.order("O-1").build());
    arrived.get();

    client.close();

    cancelled.get();
    assertThatThrownBy(answer::join).hasCauseInstanceOf(CallCancelledException.class);
  }

  private static long secondsLeft(Context call) {
    return Objects.requireNonNull(call.getDeadline()).timeRemaining(TimeUnit.SECONDS);
  }

  private void watch(Context call) {
    call.addListener(cancelled::complete, Runnable::run);
    arrived.complete(call);
  }
}
