package dev.sluice.loadtest.faults;

import com.google.protobuf.Duration;
import dev.sluice.loadtest.OrderSource;
import dev.sluice.loadtest.UnaryLoad;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc;
import dev.sluice.server.cli.journal.ClientJournal;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Orders as callers send them while things break: each is sent again, to the next replica, until it
 * is answered; some are sent again although they were answered, or before; some with other content.
 * Every answer is noted in the client journal, for the audit to compare with what is stored.
 */
final class FaultTraffic implements UnaryLoad<RouteOrderRequest, RouteOrderResponse> {

  private static final long RESEND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** One order in five is sent twice, every other one of those while the first is under way. */
  private static final int REPEATED_ONE_IN = 5;

  private static final int CHANGED_ONE_IN = 50;
  private static final int HELD_ONE_IN = 10;
  private static final Duration HOLD = Duration.newBuilder().setSeconds(5).build();

  private static final Set<Status.Code> WORTH_REPEATING =
      Set.of(
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.CANCELLED);

  private enum Kind {
    /** The order, until it is answered. */
    ORDER,
    /** The same once more, until it is answered the same. */
    REPEAT,
    /** The same id with other content, until it is refused. */
    CHANGED
  }

  private static final List<Kind> KINDS = List.of(Kind.values());

  private record Resend(long dueNanos, long number, int target) {}

  private final OrderSource orders;
  private final int replicas;
  private final ClientJournal journal;
  private final FaultTally tally;
  private final AtomicLong nextOrder = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final Queue<Resend> resends = new ConcurrentLinkedQueue<>();
  private volatile boolean finishing;

  FaultTraffic(OrderSource orders, int replicas, ClientJournal journal, FaultTally tally) {
    this.orders = orders;
    this.replicas = replicas;
    this.journal = journal;
    this.tally = tally;
  }

  /** From now on only what has no answer yet is sent. */
  void finish() {
    finishing = true;
  }

  /** Calls that wait for their first or next answer. */
  long unanswered() {
    return unanswered.get();
  }

  @Override
  public MethodDescriptor<RouteOrderRequest, RouteOrderResponse> method() {
    return RoutingServiceGrpc.getRouteOrderMethod();
  }

  @Override
  public @Nullable Request<RouteOrderRequest> next() {
    Resend resend = dueResend();
    if (resend != null) {
      return request(resend.number(), resend.target());
    }
    if (finishing) {
      return null;
    }
    long order = nextOrder.getAndIncrement();
    unanswered.incrementAndGet();
    if (isRepeated(order) && order % (2 * REPEATED_ONE_IN) == 0) {
      sendLater(order, Kind.REPEAT, target(order) + 1, 0);
    }
    return request(number(order, Kind.ORDER), target(order));
  }

  @Override
  public void answered(Request<RouteOrderRequest> request, RouteOrderResponse response) {
    unanswered.decrementAndGet();
    long order = order(request.number());
    Kind kind = kind(request.number());
    if (kind == Kind.CHANGED) {
      tally.violation(
          "Order %s was answered though its content was another".formatted(orders.orderId(order)));
      return;
    }
    RoutingPlan plan = response.getPlan();
    note(plan);
    if (kind == Kind.ORDER) {
      tally.acknowledged(plan, isHeld(order));
      sendMore(order);
    } else {
      tally.repeated();
    }
  }

  @Override
  public void failed(Request<RouteOrderRequest> request, Status status) {
    unanswered.decrementAndGet();
    long order = order(request.number());
    Kind kind = kind(request.number());
    if (kind == Kind.CHANGED && status.getCode() == Status.Code.ALREADY_EXISTS) {
      tally.changedRefused();
    } else if (isWorthRepeating(status)) {
      tally.failed(status);
      sendLater(order, kind, request.target() + 1, RESEND_NANOS);
    } else {
      tally.violation("Order %s failed with %s".formatted(orders.orderId(order), status));
    }
  }

  /**
   * What has a cause no server said: the connection broke, and gRPC calls that UNKNOWN at times.
   */
  private static boolean isWorthRepeating(Status status) {
    return WORTH_REPEATING.contains(status.getCode()) || status.getCause() != null;
  }

  /** What follows an order's first answer. */
  private void sendMore(long order) {
    int other = target(order) + 1;
    if (isRepeated(order) && order % (2 * REPEATED_ONE_IN) != 0) {
      sendLater(order, Kind.REPEAT, other, 0);
    }
    if (order % CHANGED_ONE_IN == 1) {
      sendLater(order, Kind.CHANGED, other, 0);
    }
  }

  private void sendLater(long order, Kind kind, int target, long afterNanos) {
    unanswered.incrementAndGet();
    resends.add(new Resend(System.nanoTime() + afterNanos, number(order, kind), target % replicas));
  }

  private @Nullable Resend dueResend() {
    Resend first = resends.peek();
    if (first == null || first.dueNanos() - System.nanoTime() > 0) {
      return null;
    }
    // Only the sending thread polls, so this is the one that was looked at.
    return resends.poll();
  }

  private Request<RouteOrderRequest> request(long number, int target) {
    long order = order(number);
    RouteOrderRequest request = orders.request(order);
    if (isHeld(order)) {
      request = request.toBuilder().setHoldDuration(HOLD).build();
    }
    if (kind(number) == Kind.CHANGED) {
      RouteOrderRequest.Builder other = request.toBuilder();
      other
          .getOrderBuilder()
          .getLinesBuilder(0)
          .setQuantity(request.getOrder().getLines(0).getQuantity() + 1);
      request = other.build();
    }
    return new Request<>(number, request, target);
  }

  private void note(RoutingPlan plan) {
    try {
      journal.add(plan, Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException("The client journal cannot be written", e);
    }
  }

  private int target(long order) {
    return (int) (order % replicas);
  }

  private static boolean isRepeated(long order) {
    return order % REPEATED_ONE_IN == 0;
  }

  private static boolean isHeld(long order) {
    return order % HELD_ONE_IN == 3;
  }

  private static long number(long order, Kind kind) {
    return order * KINDS.size() + KINDS.indexOf(kind);
  }

  private static long order(long number) {
    return number / KINDS.size();
  }

  private static Kind kind(long number) {
    return KINDS.get((int) (number % KINDS.size()));
  }
}
