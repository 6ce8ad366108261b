package dev.sluice.client;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Routes a flow of orders over one call: {@link #submit} answers with a future per order and waits
 * while too many are under way. Thread-safe. An order that fails, fails alone. When the connection
 * breaks, the stream resumes on another one with the orders that are unanswered, which is safe
 * since order ids are idempotent; only when that does not work within {@link
 * RoutingClientOptions#resumeWithin()}, they fail with what broke it, and so does what is submitted
 * later.
 */
public final class OrderStream implements AutoCloseable {

  private final ErrorMapping errors;
  private final int maxInFlight;
  private final Duration orderTimeout;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ResumingStream stream;
  private final ThreadLocal<Boolean> answering = ThreadLocal.withInitial(() -> false);

  private boolean closing; // guarded by the lock

  private OrderStream(Calls calls, int maxInFlight, Duration orderTimeout, Duration resumeWithin) {
    this.errors = calls.errors();
    this.maxInFlight = maxInFlight;
    this.orderTimeout = orderTimeout;
    this.stream = ResumingStream.open(calls, orderTimeout, resumeWithin, this::signalChange);
  }

  static OrderStream open(
      Calls calls, int maxInFlight, Duration orderTimeout, Duration resumeWithin) {
    return new OrderStream(calls, maxInFlight, orderTimeout, resumeWithin);
  }

  /**
   * Routes one order like {@link RoutingClient#routeOrder(Order)}. Waits while as many orders are
   * under way as the stream allows or the connection takes no more; never in a completion of one of
   * this stream's own futures, where waiting would stop the answers that it waits for.
   *
   * @return completes with the plan, or with the {@link SluiceException} that routeOrder would
   *     throw; with {@link DeadlineExceededException} when there is no answer within {@link
   *     RoutingClientOptions#deadline()} or, without one, {@link
   *     RoutingClientOptions#resumeWithin()}, the time in which the stream is broken not counted.
   *     Completes on the client's own threads. Cancelling it does not reach the server
   * @throws DeadlineExceededException when it had to wait that long for a connected server
   * @throws CallCancelledException when the thread is interrupted while waiting
   * @throws IllegalStateException when the stream is closed
   */
  public CompletableFuture<RoutingPlan> submit(Order order) {
    return submit(RouteOrdersRequest.newBuilder().setOrder(Calls.require(order, "order")));
  }

  /**
   * Routes one order like {@link RoutingClient#routeOrder(Order, Duration)}, else as {@link
   * #submit(Order)}.
   */
  public CompletableFuture<RoutingPlan> submit(Order order, Duration hold) {
    return submit(
        RouteOrdersRequest.newBuilder()
            .setOrder(Calls.require(order, "order"))
            .setHoldDuration(Times.duration(Calls.require(hold, "hold"))));
  }

  /** Orders that wait for their answer. */
  public int inFlight() {
    return stream.inFlight();
  }

  /**
   * Sends nothing more and waits for the answers still to come, at most as long as an order may
   * take; what is unanswered then fails with {@link CallCancelledException}. Closing twice does
   * nothing.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    stream.close();
    boolean interrupted = false;
    try {
      stream.ended().get(orderTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (ExecutionException | TimeoutException e) {
      // Cancelled below.
    }
    stream.cancel("it was closed");
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<RoutingPlan> submit(RouteOrdersRequest.Builder request) {
    CompletableFuture<RoutingPlan> answer = new CompletableFuture<>();
    lock.lock();
    try {
      awaitRoom();
      stream.send(request, (plan, failure) -> complete(answer, plan, failure));
    } finally {
      lock.unlock();
    }
    return answer;
  }

  private void complete(
      CompletableFuture<RoutingPlan> answer,
      @Nullable RoutingPlan plan,
      @Nullable SluiceException failure) {
    answering.set(true);
    try {
      if (failure != null) {
        answer.completeExceptionally(failure);
      } else {
        answer.complete(plan);
      }
    } finally {
      answering.remove();
    }
  }

  /** Holds the lock. */
  private void awaitRoom() {
    long nanos = orderTimeout.toNanos();
    while (mustWait()) {
      try {
        nanos = changed.awaitNanos(nanos);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CallCancelledException(
            ErrorDetails.foreign("CANCELLED", "Interrupted while waiting to submit an order"), e);
      }
      if (nanos <= 0 && mustWait()) {
        if (!stream.isBroken()) {
          throw errors.timedOut("no further order was taken within " + orderTimeout, null);
        }
        // It resumes or ends in its own time.
        nanos = orderTimeout.toNanos();
      }
    }
    if (closing) {
      throw new IllegalStateException(
          "The order stream is closed\nMaybe open another by RoutingClient.openStream().");
    }
  }

  private boolean mustWait() {
    boolean full = stream.inFlight() >= maxInFlight || !stream.isReady();
    return full && !closing && !stream.isEnded() && !answering.get();
  }

  private void signalChange() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
