package dev.sluice.client;

import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.RouteOrdersRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
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

  private final Iterator<Order> orders;
  private final ResumingStream stream;
  private final Semaphore room;

  /** Empty stands behind the last one. */
  private final BlockingQueue<Optional<OrderAnswer>> answers = new LinkedBlockingQueue<>();

  private final Thread reader;

  /** Orders without an answer; the reader counts as one, since it may send more. */
  private final AtomicInteger unanswered = new AtomicInteger(1);

  private volatile boolean closed;
  private volatile @Nullable RuntimeException readerFailure;
  private @Nullable OrderAnswer next;
  private boolean ended;

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
    if (peek() != null) {
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
    OrderAnswer answer = hasNext() ? peek() : null;
    if (answer == null) {
      throw new NoSuchElementException("Every order is answered");
    }
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

  private @Nullable OrderAnswer peek() {
    if (next == null && !ended) {
      try {
        next = answers.take().orElse(null);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CallCancelledException(
            ErrorDetails.foreign("CANCELLED", "Interrupted while waiting for an answer"), e);
      }
      ended = next == null;
    }
    return next;
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
              answers.add(Optional.of(OrderAnswer.of(order, plan, failure)));
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
      answers.add(Optional.empty());
    }
  }
}
