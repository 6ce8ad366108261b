package dev.sluice.client;

import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine under every form of a stream of orders: one RouteOrders call at a time. When it
 * breaks, the next one is sent every order that is unanswered, which is safe since order ids are
 * idempotent. Nothing in here waits; callbacks run without the lock.
 */
final class ResumingStream implements StreamCall.Owner {

  /** An order that was under way each time when so many calls broke is to blame, more likely. */
  private static final int MAX_SENT = 10;

  private static final int LOOKS_PER_TIMEOUT = 10;
  private static final long MAX_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Calls calls;
  private final CallLimits limits;
  private final Duration orderTimeout;
  private final Duration resumeWithin;
  private final Runnable changed;
  private final ObservedCall observed;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Runnable clientClosed = this::clientClosed;

  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock.
  private final Map<String, PendingOrder> pending = new LinkedHashMap<>();
  private @Nullable StreamCall current;
  private long lastRequest;
  private int breaks;
  private int fruitlessBreaks;
  private long brokenSinceNanos;
  private boolean everWhole;
  private boolean closing;
  private @Nullable SluiceException lastBreak;
  private @Nullable SluiceException broken;

  private ResumingStream(
      Calls calls, Duration orderTimeout, Duration resumeWithin, Runnable changed) {
    this.calls = calls;
    this.limits = calls.limits(RoutingServiceGrpc.getRouteOrderMethod());
    this.orderTimeout = orderTimeout;
    this.resumeWithin = resumeWithin;
    this.changed = changed;
    this.observed = calls.observe(StreamCall.METHOD);
  }

  /**
   * Begins the first call.
   *
   * @param changed told when there may be room again, and of the end; must not wait
   */
  static ResumingStream open(
      Calls calls, Duration orderTimeout, Duration resumeWithin, Runnable changed) {
    calls.requireOpen();
    ResumingStream stream = new ResumingStream(calls, orderTimeout, resumeWithin, changed);
    calls.connection().addCloseListener(stream.clientClosed);
    stream.connect();
    stream.watchLater();
    return stream;
  }

  /**
   * Sends an order, now or when the stream is whole again.
   *
   * @param told of the answer, once: a plan or a failure. On a thread of the client, or on this one
   *     when the stream ended already
   */
  void send(
      RouteOrdersRequest.Builder request,
      BiConsumer<@Nullable RoutingPlan, @Nullable SluiceException> told) {
    PendingOrder order;
    SluiceException failure;
    lock.lock();
    try {
      String requestId = Long.toString(++lastRequest);
      order = new PendingOrder(request.setRequestId(requestId).build(), told);
      failure = broken;
      if (failure == null) {
        if (pending.isEmpty() && isBroken()) {
          // Nobody waited while it was broken: patience begins now.
          brokenSinceNanos = System.nanoTime();
        }
        order.deadlineNanos = System.nanoTime() + orderTimeout.toNanos();
        pending.put(requestId, order);
        if (current != null) {
          current.send(order);
        }
      }
    } finally {
      lock.unlock();
    }
    if (failure != null) {
      tell(order, null, failure);
    }
  }

  /** Whether the connection takes more without piling it up. */
  boolean isReady() {
    lock.lock();
    try {
      return current != null && current.isReady();
    } finally {
      lock.unlock();
    }
  }

  /** Orders that the server works on, or that wait to be sent again. */
  int inFlight() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no order will be answered any more. */
  boolean isEnded() {
    return ended.isDone();
  }

  @Override
  public void readyChanged() {
    changed.run();
  }

  /** Completes when all is over. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Ends the stream once everything is answered; nothing more may be sent. */
  void close() {
    close(true);
  }

  private void close(boolean wanted) {
    boolean done;
    lock.lock();
    try {
      closing |= wanted;
      done = closing && pending.isEmpty() && current == null;
      halfCloseIfDone();
    } finally {
      lock.unlock();
    }
    if (done) {
      end(null);
    }
  }

  /** Ends it now; what is unanswered fails. */
  void cancel(String why) {
    end(cancelled(why));
  }

  private static CallCancelledException closedByCaller() {
    return cancelled("it was closed");
  }

  private static CallCancelledException cancelled(String why) {
    return new CallCancelledException(
        ErrorDetails.foreign("CANCELLED", "The stream of orders ended: " + why), null);
  }

  /** Whether it broke and no answer came since. */
  boolean isBroken() {
    lock.lock();
    try {
      return brokenSinceNanos != 0;
    } finally {
      lock.unlock();
    }
  }

  private void connect() {
    lock.lock();
    try {
      if (broken != null) {
        return;
      }
      StreamCall next = new StreamCall(calls.beginPart(StreamCall.METHOD, observed), this);
      current = next;
      next.start(everWhole);
      for (PendingOrder order : pending.values()) {
        if (!order.late) {
          next.send(order);
        }
      }
      halfCloseIfDone();
    } finally {
      lock.unlock();
    }
  }

  /** Never earlier: behind it no order can be sent again. Holds the lock. */
  private void halfCloseIfDone() {
    if (closing && pending.isEmpty() && current != null) {
      current.halfClose();
    }
  }

  @Override
  public void answered(RouteOrdersResponse answer) {
    SluiceException failure = answer.hasError() ? calls.errors().of(answer.getError()) : null;
    PendingOrder order;
    lock.lock();
    try {
      order = pending.get(answer.getRequestId());
      if (order == null) {
        return;
      }
      whole();
      if (failure != null && isRepeatable(failure) && !order.late && repeatLater(order, failure)) {
        return;
      }
      pending.remove(answer.getRequestId());
      halfCloseIfDone();
    } finally {
      lock.unlock();
    }
    tell(order, answer.hasError() ? null : answer.getPlan(), failure);
    changed.run();
  }

  /** An answer shows that the stream works. Holds the lock. */
  private void whole() {
    fruitlessBreaks = 0;
    everWhole = true;
    if (isBroken()) {
      brokenSinceNanos = 0;
      long deadlineNanos = System.nanoTime() + orderTimeout.toNanos();
      pending.values().forEach(order -> order.deadlineNanos = deadlineNanos);
    }
  }

  /** What the server could not do in its time, it may do in another. */
  private static boolean isRepeatable(SluiceException failure) {
    return failure instanceof UnavailableException || failure instanceof DeadlineExceededException;
  }

  /** As RouteOrder's retry policy would. Holds the lock. */
  private boolean repeatLater(PendingOrder order, SluiceException failure) {
    if (failure.reason() == ErrorReason.ERROR_REASON_SERVER_STOPPING) {
      // The server ends the stream in a moment: the next one takes the order along.
      return true;
    }
    order.unavailable++;
    if (order.unavailable >= limits.maxAttempts()) {
      return false;
    }
    return later(() -> sendAgain(order), limits.backoffNanos(order.unavailable));
  }

  private void sendAgain(PendingOrder order) {
    lock.lock();
    try {
      if (current != null && pending.containsKey(order.request().getRequestId())) {
        current.send(order);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void broke(StreamCall call, SluiceException failure, boolean resumable) {
    List<PendingOrder> blamed = new ArrayList<>();
    boolean done;
    boolean over = false;
    lock.lock();
    try {
      if (call != current || broken != null) {
        return;
      }
      current = null;
      done = closing && pending.isEmpty();
      if (!done) {
        over = !resumable || !resumeLater(failure, blamed);
      }
    } finally {
      lock.unlock();
    }
    if (!done) {
      observed.attemptFailed(breaks, failure.statusCode(), String.valueOf(failure.getMessage()));
    }
    blamed.forEach(order -> tell(order, null, failure));
    if (done) {
      end(null);
    } else if (over) {
      end(failure);
    } else if (!blamed.isEmpty()) {
      close(closing);
    }
    changed.run();
  }

  /** Answers false when it is not to be resumed. Holds the lock. */
  private boolean resumeLater(SluiceException failure, List<PendingOrder> blamed) {
    long now = System.nanoTime();
    if (!isBroken() || pending.isEmpty()) {
      brokenSinceNanos = now;
    }
    breaks++;
    fruitlessBreaks++;
    lastBreak = failure;
    // One that never worked gives up as a single order does.
    boolean hopeless = !everWhole && breaks >= limits.maxAttempts();
    if (hopeless || calls.connection().isClosed() || isPatienceOver(now)) {
      return false;
    }
    pending.values().removeIf(order -> order.late);
    pending.values().stream().filter(order -> order.sent >= MAX_SENT).forEach(blamed::add);
    blamed.forEach(order -> pending.remove(order.request().getRequestId()));
    return later(this::connect, limits.backoffNanos(fruitlessBreaks));
  }

  private boolean isPatienceOver(long now) {
    return isBroken() && now - brokenSinceNanos >= resumeWithin.toNanos();
  }

  /** Ends it; a failure answers what is unanswered. */
  private void end(@Nullable SluiceException failure) {
    List<PendingOrder> unanswered;
    StreamCall call;
    lock.lock();
    try {
      if (broken != null) {
        return;
      }
      broken = failure == null ? closedByCaller() : failure;
      call = current;
      current = null;
      unanswered = List.copyOf(pending.values());
      pending.clear();
    } finally {
      lock.unlock();
    }
    if (call != null) {
      call.cancel();
    }
    unanswered.forEach(order -> tell(order, null, failure));
    calls.connection().removeCloseListener(clientClosed);
    observed.ended(failure, breaks + 1, Optional.empty());
    ended.complete(null);
    changed.run();
  }

  /** A call that is under way may still end by itself. */
  private void clientClosed() {
    boolean waiting;
    lock.lock();
    try {
      waiting = current == null;
    } finally {
      lock.unlock();
    }
    if (waiting) {
      cancel("the client was closed");
    }
  }

  private void tell(
      PendingOrder order, @Nullable RoutingPlan plan, @Nullable SluiceException failure) {
    if (!order.late) {
      observed.orderAnswered(failure, order.tookNanos());
      order.tell(plan, failure);
    }
  }

  /** One look at all orders ten times in a timeout costs less than a timer per order. */
  private void watchLater() {
    if (!ended.isDone()) {
      later(this::watch, Math.min(orderTimeout.toNanos() / LOOKS_PER_TIMEOUT, MAX_LOOK_NANOS));
    }
  }

  private void watch() {
    long now = System.nanoTime();
    List<PendingOrder> late = new ArrayList<>();
    boolean over;
    @Nullable SluiceException why;
    lock.lock();
    try {
      why = lastBreak;
      over = isPatienceOver(now) && !pending.isEmpty();
      if (!isBroken()) {
        pending.values().stream()
            .filter(order -> !order.late && order.deadlineNanos - now < 0)
            .forEach(late::add);
      }
    } finally {
      lock.unlock();
    }
    if (over) {
      end(
          new UnavailableException(
              ErrorDetails.foreign(
                  "UNAVAILABLE",
                  "The stream of orders broke and could not be resumed within %s\nMaybe no server is running."
                      .formatted(resumeWithin)),
              why));
    }
    late.forEach(this::tellLate);
    watchLater();
  }

  private void tellLate(PendingOrder order) {
    SluiceException failure = calls.errors().timedOut("no answer within " + orderTimeout, null);
    lock.lock();
    try {
      if (order.late || !pending.containsKey(order.request().getRequestId())) {
        return;
      }
      order.late = true;
    } finally {
      lock.unlock();
    }
    observed.orderAnswered(failure, order.tookNanos());
    order.tell(null, failure);
  }

  /** Answers false when the client is closed. */
  private boolean later(Runnable work, long nanos) {
    try {
      var unused = calls.connection().timer().schedule(work, nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }
}
