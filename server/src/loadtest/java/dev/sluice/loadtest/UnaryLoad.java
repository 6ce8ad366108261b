package dev.sluice.loadtest;

import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The calls a load consists of. Used by several threads at once.
 *
 * @param <Q> requests, built beforehand so that sending is cheap
 * @param <R> responses
 */
public interface UnaryLoad<Q, R> {

  MethodDescriptor<Q, R> method();

  /** The next request; null when there are no more. */
  @Nullable Request<Q> next();

  /** A call that ended OK. */
  void answered(Request<Q> request, R response);

  /** A call that did not. */
  default void failed(Request<Q> request, Status status) {}

  /**
   * One call to be made.
   *
   * @param target which of the generator's servers to send it to; -1 takes them in turn
   */
  record Request<Q>(long number, Q message, int target) {

    public Request(long number, Q message) {
      this(number, message, -1);
    }
  }
}
