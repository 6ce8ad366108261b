package dev.sluice.client;

import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A unary call as a future, whose cancelling cancels the call. */
final class FutureCall<Q, R, T> extends CompletableFuture<T> {

  private final MethodDescriptor<Q, R> method;
  private final Q request;
  private final Function<R, T> mapping;
  private final BegunCall begun;
  private volatile @Nullable ClientCall<Q, R> call;

  private FutureCall(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> mapping, BegunCall begun) {
    this.method = method;
    this.request = request;
    this.mapping = mapping;
    this.begun = begun;
  }

  /** Sends the request; {@code mapping} makes what the caller gets of the answer. */
  static <Q, R, T> FutureCall<Q, R, T> start(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> mapping, BegunCall begun) {
    FutureCall<Q, R, T> future = new FutureCall<>(method, request, mapping, begun);
    future.send();
    return future;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      cancelCall();
    }
    return cancelled;
  }

  private void send() {
    ClientCall<Q, R> next = begun.channel().newCall(method, begun.options());
    call = next;
    ClientCalls.asyncUnaryCall(next, request, new Answer());
    if (isCancelled()) {
      // It was cancelled between two attempts.
      cancelCall();
    }
  }

  private void cancelCall() {
    ClientCall<Q, R> current = call;
    if (current != null) {
      current.cancel("cancelled by the caller", null);
    }
  }

  private final class Answer implements StreamObserver<R> {
    @Override
    public void onNext(R value) {
      begun.succeeded();
      complete(mapping.apply(value));
    }

    @Override
    public void onError(Throwable failure) {
      if (isDone()) {
        // The caller cancelled, or the connection broke behind the answer.
        if (isCancelled()) {
          begun.failed(failure);
        }
      } else if (begun.repeats(Status.fromThrowable(failure))) {
        send();
      } else {
        completeExceptionally(begun.failed(failure));
      }
    }

    @Override
    public void onCompleted() {}
  }
}
