package dev.sluice.client;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrdersRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Orders of one publisher in, answers to one subscriber out. Orders are asked for only as long as
 * those under way and the answers that nobody asked for yet are together fewer than the window.
 */
final class OrderFlow implements Flow.Subscriber<Order>, Flow.Subscription {

  private final Flow.Subscriber<? super OrderAnswer> subscriber;
  private final ResumingStream stream;
  private final int window;
  private final Queue<OrderAnswer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicLong demand = new AtomicLong();

  /** Orders without an answer; the publisher counts as one until it completes. */
  private final AtomicInteger unanswered = new AtomicInteger(1);

  /** Whoever makes it 1 hands answers over, until it is 0 again: one thread at a time. */
  private final AtomicInteger handingOver = new AtomicInteger();

  private final AtomicBoolean completed = new AtomicBoolean();
  private volatile boolean cancelled;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable IllegalArgumentException refused;
  private volatile Flow.@Nullable Subscription orders;

  private OrderFlow(
      Flow.Subscriber<? super OrderAnswer> subscriber, ResumingStream stream, int window) {
    this.subscriber = subscriber;
    this.stream = stream;
    this.window = window;
  }

  /** Each subscriber gets a stream of its own, and subscribes to the orders once more. */
  static Flow.Publisher<OrderAnswer> publisher(
      Flow.Publisher<Order> orders, Supplier<ResumingStream> streams, int window) {
    return subscriber -> {
      Calls.require(subscriber, "subscriber");
      OrderFlow flow = new OrderFlow(subscriber, streams.get(), window);
      subscriber.onSubscribe(flow);
      if (!flow.cancelled) {
        orders.subscribe(flow);
      }
    };
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Calls.require(subscription, "subscription");
    if (orders != null || cancelled) {
      subscription.cancel();
      return;
    }
    orders = subscription;
    subscription.request(window);
  }

  @Override
  public void onNext(Order order) {
    Calls.require(order, "order");
    unanswered.incrementAndGet();
    stream.send(
        RouteOrdersRequest.newBuilder().setOrder(order),
        (plan, failed) -> {
          answers.add(OrderAnswer.of(order, plan, failed));
          unanswered.decrementAndGet();
          handOver();
        });
  }

  @Override
  public void onError(Throwable thrown) {
    failure = Calls.require(thrown, "failure");
    onComplete();
  }

  @Override
  public void onComplete() {
    if (completed.compareAndSet(false, true)) {
      stream.close();
      unanswered.decrementAndGet();
      handOver();
    }
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      refused =
          new IllegalArgumentException(
              "Asked for %d answers\nMaybe ask for 1 or more.".formatted(count));
      giveUp("the subscriber asked for no answers");
      handOver();
      return;
    }
    demand.accumulateAndGet(
        count, (had, more) -> had > Long.MAX_VALUE - more ? Long.MAX_VALUE : had + more);
    handOver();
  }

  @Override
  public void cancel() {
    cancelled = true;
    giveUp("the subscriber cancelled");
  }

  private void giveUp(String why) {
    Flow.Subscription source = orders;
    if (source != null) {
      source.cancel();
    }
    stream.cancel(why);
    if (completed.compareAndSet(false, true)) {
      unanswered.decrementAndGet();
    }
  }

  private void handOver() {
    if (handingOver.getAndIncrement() != 0) {
      return;
    }
    int missed = 1;
    while (missed != 0) {
      handOverWanted();
      missed = handingOver.addAndGet(-missed);
    }
  }

  private void handOverWanted() {
    IllegalArgumentException wrong = refused;
    if (wrong != null && !cancelled) {
      cancelled = true;
      subscriber.onError(wrong);
    }
    int handed = 0;
    while (!cancelled && demand.get() > 0) {
      OrderAnswer answer = answers.poll();
      if (answer == null) {
        break;
      }
      if (demand.get() != Long.MAX_VALUE) {
        demand.decrementAndGet();
      }
      handed++;
      subscriber.onNext(answer);
    }
    Flow.Subscription source = orders;
    if (cancelled) {
      answers.clear();
    } else if (unanswered.get() == 0 && answers.isEmpty()) {
      // Nothing follows.
      cancelled = true;
      Throwable thrown = failure;
      if (thrown == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(thrown);
      }
    } else if (handed > 0 && source != null && !completed.get()) {
      source.request(handed);
    }
  }
}
