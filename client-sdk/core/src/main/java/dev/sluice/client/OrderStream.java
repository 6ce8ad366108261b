package dev.sluice.client;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Routes a flow of orders over one call: {@link #submit} answers with a future per order and waits
 * while too many are under way. Thread-safe. An order that fails, fails alone; when the stream
 * itself breaks, every unanswered order fails with what broke it and may be submitted again on
 * another stream, which is safe since order ids are idempotent.
 */
public final class OrderStream implements AutoCloseable {

  private final ErrorMapping errors;
  private final int maxInFlight;
  private final Duration orderTimeout;
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private @Nullable ClientCallStreamObserver<RouteOrdersRequest> requests;
  private int inFlight;
  private long lastRequest;
  private boolean closing;

  private volatile @Nullable SluiceException broken;
  private volatile @Nullable Thread answering;

  private OrderStream(ErrorMapping errors, int maxInFlight, Duration orderTimeout) {
    this.errors = errors;
    this.maxInFlight = maxInFlight;
    this.orderTimeout = orderTimeout;
  }

  static OrderStream open(Calls calls, int maxInFlight, Duration orderTimeout) {
    OrderStream stream = new OrderStream(calls.errors(), maxInFlight, orderTimeout);
    ClientCalls.asyncBidiStreamingCall(
        calls.newCall(RoutingServiceGrpc.getRouteOrdersMethod(), CallOptions.DEFAULT),
        stream.new Answers());
    stream.watchDeadlines();
    return stream;
  }

  /**
   * Routes one order like {@link RoutingClient#routeOrder(Order)}. Waits while as many orders are
   * under way as the stream allows or the connection takes no more; never in a completion of one of
   * this stream's own futures, where waiting would stop the answers that it waits for.
   *
   * @return completes with the plan, or with the {@link SluiceException} that routeOrder would
   *     throw; with {@link DeadlineExceededException} when the answer takes longer than RouteOrder
   *     may (looked at ten times in that while). Completes on the client's own threads
   * @throws DeadlineExceededException when it had to wait that long
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
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
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
      if (!closing && !ended.isDone() && requests != null) {
        requests.onCompleted();
      }
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    try {
      ended.get(orderTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (ExecutionException | TimeoutException e) {
      // Cancelled below.
    }
    cancel();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void cancel() {
    lock.lock();
    try {
      if (!ended.isDone() && requests != null) {
        requests.cancel("the stream was closed", null);
      }
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<RoutingPlan> submit(RouteOrdersRequest.Builder request) {
    Pending order = new Pending(System.nanoTime() + orderTimeout.toNanos());
    lock.lock();
    try {
      awaitRoom();
      String requestId = Long.toString(++lastRequest);
      inFlight++;
      pending.put(requestId, order);
      SluiceException failure = broken;
      if (failure != null) {
        // It broke meanwhile: nobody else would answer this one.
        complete(requestId, null, failure);
      } else if (requests != null) {
        requests.onNext(request.setRequestId(requestId).build());
      }
    } finally {
      lock.unlock();
    }
    return order.plan;
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
        throw timedOut("took no further order");
      }
    }
    if (closing) {
      throw new IllegalStateException(
          "The order stream is closed\nMaybe open another by RoutingClient.openStream().");
    }
  }

  private boolean mustWait() {
    boolean full = inFlight >= maxInFlight || (requests != null && !requests.isReady());
    return full && !closing && broken == null && !Thread.currentThread().equals(answering);
  }

  private DeadlineExceededException timedOut(String what) {
    return new DeadlineExceededException(
        ErrorDetails.foreign(
            "DEADLINE_EXCEEDED",
            "Sluice %s within %s\nMaybe repeat it with the same order id."
                .formatted(what, orderTimeout)),
        null);
  }

  private void complete(
      String requestId, @Nullable RoutingPlan plan, @Nullable SluiceException failure) {
    Pending order = pending.remove(requestId);
    if (order == null) {
      return;
    }
    lock.lock();
    try {
      inFlight--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (failure != null) {
      order.plan.completeExceptionally(failure);
    } else if (plan != null) {
      order.plan.complete(plan);
    }
  }

  /** One look at all orders ten times in a timeout costs less than a timer per order. */
  private void watchDeadlines() {
    Executor later =
        CompletableFuture.delayedExecutor(orderTimeout.toNanos() / 10, TimeUnit.NANOSECONDS);
    later.execute(
        () -> {
          long now = System.nanoTime();
          // Stays pending: it is still under way at the server, so its place is not free.
          pending.values().stream()
              .filter(order -> order.deadlineNanos - now < 0 && !order.plan.isDone())
              .forEach(order -> order.plan.completeExceptionally(timedOut("did not answer")));
          if (!ended.isDone()) {
            watchDeadlines();
          }
        });
  }

  private void end(SluiceException failure) {
    broken = failure;
    pending.keySet().forEach(requestId -> complete(requestId, null, failure));
    ended.complete(null);
    signalChange();
  }

  private void signalChange() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** An order that waits for its answer. */
  private static final class Pending {
    private final CompletableFuture<RoutingPlan> plan = new CompletableFuture<>();
    private final long deadlineNanos;

    private Pending(long deadlineNanos) {
      this.deadlineNanos = deadlineNanos;
    }
  }

  /** Receives what the server answers. */
  private final class Answers
      implements ClientResponseObserver<RouteOrdersRequest, RouteOrdersResponse> {

    @Override
    public void beforeStart(ClientCallStreamObserver<RouteOrdersRequest> stream) {
      requests = stream;
      stream.setOnReadyHandler(OrderStream.this::signalChange);
    }

    @Override
    public void onNext(RouteOrdersResponse answer) {
      answering = Thread.currentThread();
      try {
        if (answer.hasError()) {
          complete(answer.getRequestId(), null, errors.of(answer.getError()));
        } else {
          complete(answer.getRequestId(), answer.getPlan(), null);
        }
      } finally {
        answering = null;
      }
    }

    @Override
    public void onError(Throwable failure) {
      answering = Thread.currentThread();
      try {
        end(errors.of(failure));
      } finally {
        answering = null;
      }
    }

    @Override
    public void onCompleted() {
      end(
          new UnavailableException(
              ErrorDetails.foreign(
                  "UNAVAILABLE", "Sluice ended the stream\nMaybe open another stream."),
              null));
    }
  }
}
