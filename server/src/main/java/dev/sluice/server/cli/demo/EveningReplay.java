package dev.sluice.server.cli.demo;

import dev.sluice.client.DeadlineExceededException;
import dev.sluice.client.OrderStream;
import dev.sluice.client.RoutingClient;
import dev.sluice.client.SluiceException;
import dev.sluice.client.UnavailableException;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.routing.model.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends the evening's orders in the order in which they were placed, a bounded number at a time.
 */
public final class EveningReplay {
  /** Enough to keep the server busy, few enough that latency is not all queueing. */
  static final int MAX_IN_FLIGHT = 16;

  private static final int WARM_UP_ORDERS = 100;
  private static final int MAX_FAILURES = 5;

  private final RoutingClient client;
  private final EveningClock clock;

  EveningReplay(RoutingClient client, EveningClock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param plans by the orders' positions; empty where an order failed
   * @param latencyMicros from sending to answer
   * @param failures what the first failed orders were told
   */
  public record Replayed(
      List<Optional<RoutingPlan>> plans,
      Histogram latencyMicros,
      double seconds,
      long failed,
      List<String> failures) {}

  /**
   * Plans some orders without reserving anything: nobody measures a machine that has just been
   * switched on.
   */
  void warmUp(List<Order> orders) {
    for (Order order : orders.subList(0, Math.min(WARM_UP_ORDERS, orders.size()))) {
      try {
        client.planOrder(OrderMessages.of(order));
      } catch (SluiceException e) {
        // Slow is what the first ones may be.
      }
    }
  }

  Replayed run(List<Order> orders, OrderProgress progress) {
    Histogram latency = new ConcurrentHistogram(3);
    List<CompletableFuture<RoutingPlan>> answers = new ArrayList<>(orders.size());
    long start = System.nanoTime();
    try (OrderStream stream = client.openStream(MAX_IN_FLIGHT)) {
      for (Order order : orders) {
        clock.advanceTo(order.placedTime());
        dev.sluice.routing.v1.Order message = OrderMessages.of(order);
        answers.add(submit(stream, message, latency, progress));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Optional<RoutingPlan>> plans = new ArrayList<>(orders.size());
    List<String> failures = new ArrayList<>();
    long failed = 0;
    for (int i = 0; i < answers.size(); i++) {
      try {
        plans.add(Optional.of(planOrRepeat(orders.get(i), answers.get(i))));
      } catch (SluiceException e) {
        plans.add(Optional.empty());
        failed++;
        if (failures.size() < MAX_FAILURES) {
          failures.add(orders.get(i).key().orderId() + ": " + e.getMessage());
        }
      }
    }
    return new Replayed(plans, latency, seconds, failed, failures);
  }

  /** As an order system would: what timed out is asked again, which never routes twice. */
  private RoutingPlan planOrRepeat(Order order, CompletableFuture<RoutingPlan> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DeadlineExceededException
          || e.getCause() instanceof UnavailableException) {
        return client.routeOrder(OrderMessages.of(order));
      }
      if (e.getCause() instanceof SluiceException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static CompletableFuture<RoutingPlan> submit(
      OrderStream stream,
      dev.sluice.routing.v1.Order message,
      Histogram latency,
      OrderProgress progress) {
    try {
      CompletableFuture<RoutingPlan> answer = stream.submit(message);
      long sent = System.nanoTime();
      return answer.whenComplete(
          (plan, failure) -> {
            latency.recordValue(Math.max(1, (System.nanoTime() - sent) / 1_000));
            progress.step();
          });
    } catch (SluiceException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
