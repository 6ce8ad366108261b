package dev.sluice.client;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrdersRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a flow of orders, in the order in which they come; for one thread. The orders are
 * read on a thread of their own, and only as long as the orders under way and the answers that were
 * not taken yet are together fewer than {@link RoutingClientOptions#maxInFlight()}: who takes
 * slowly slows all down. Close it, or take all.
 */
public final class OrderAnswers implements Iterator<OrderAnswer>, AutoCloseable {

  /** What stands in the queue behind the last answer. */
  private static final Object END = new Object();

  private final Iterator<Order> orders;
  private final ResumingStream stream;
  private final Semaphore room;
  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
  private final Thread reader;

  /** Orders without an answer; the reader counts as one, since it may send more. */
  private final AtomicInteger unanswered = new AtomicInteger(1);

  private volatile boolean closed;
  private volatile @Nullable RuntimeException readerFailure;
  private @Nullable Object next;

  private OrderAnswers(Iterator<Order> orders, ResumingStream stream, int maxInFlight) {
    this.orders = orders;
    this.stream = stream;
    this.room = new Semaphore(maxInFlight);
    this.reader = new Thread(this::read, "sluice-orders");
    reader.setDaemon(true);
  }

  static OrderAnswers start(Iterator<Order> orders, ResumingStream stream, int maxInFlight) {
    OrderAnswers answers = new OrderAnswers(orders, stream, maxInFlight);
    answers.reader.start();
    return answers;
  }

  /**
   * Waits until it is clear.
   *
   * @return false once every order that was read has its answer and there are no more orders
   * @throws CallCancelledException when the thread is interrupted while waiting
   * @throws RuntimeException what the iterator of the orders threw, after the answers to those
   *     before
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      next = take();
    }
    if (next != END) {
      return true;
    }
    RuntimeException failure = readerFailure;
    if (failure != null) {
      throw failure;
    }
    return false;
  }

  /** The next answer, as soon as there is one; else as {@link #hasNext()}. */
  @Override
  public OrderAnswer next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Every order is answered");
    }
    OrderAnswer answer = (OrderAnswer) next;
    next = null;
    room.release();
    return answer;
  }

  /** Reads no more orders and gives up what is unanswered; it may be routed all the same. */
  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    stream.cancel("it was closed");
  }

  private Object take() {
    try {
      return answers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(
          ErrorDetails.foreign("CANCELLED", "Interrupted while waiting for an answer"), e);
    }
  }

  private void read() {
    try {
      while (!closed && orders.hasNext()) {
        Order order = Calls.require(orders.next(), "order");
        room.acquire();
        unanswered.incrementAndGet();
        stream.send(
            RouteOrdersRequest.newBuilder().setOrder(order),
            (plan, failure) -> {
              answers.add(OrderAnswer.of(order, plan, failure));
              oneLess();
            });
      }
    } catch (InterruptedException e) {
      // Closed: nobody takes any more.
    } catch (RuntimeException e) {
      readerFailure = e;
    }
    stream.close();
    oneLess();
  }

  private void oneLess() {
    if (unanswered.decrementAndGet() == 0) {
      answers.add(END);
    }
  }
}
