package dev.sluice.client;

import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RoutingPlan;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An order of a stream that waits for its answer. Guarded by the stream's lock. */
final class PendingOrder {

  private final RouteOrdersRequest request;
  private final BiConsumer<@Nullable RoutingPlan, @Nullable SluiceException> told;
  private final long startNanos = System.nanoTime();

  /** When it fails unless answered; moves on while the stream is broken. */
  long deadlineNanos;

  /** How often it was sent. */
  int sent;

  /** How often the server could not answer it for the moment. */
  int unavailable;

  /** Its caller was told that it is late; it keeps its place, since the server works on it. */
  boolean late;

  PendingOrder(
      RouteOrdersRequest request,
      BiConsumer<@Nullable RoutingPlan, @Nullable SluiceException> told) {
    this.request = request;
    this.told = told;
  }

  RouteOrdersRequest request() {
    return request;
  }

  long tookNanos() {
    return System.nanoTime() - startNanos;
  }

  /** Hands the answer over; without the stream's lock. */
  void tell(@Nullable RoutingPlan plan, @Nullable SluiceException failure) {
    told.accept(plan, failure);
  }
}
