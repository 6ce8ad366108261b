package dev.sluice.server.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers unary calls: the value, or the status of what failed, and never later than the deadline.
 */
final class Answers {
  private final StatusMapper statuses;
  private final CallDeadlines deadlines;

  Answers(StatusMapper statuses, CallDeadlines deadlines) {
    this.statuses = statuses;
    this.deadlines = deadlines;
  }

  /** Answers with what {@code work} computes on this thread. */
  <R> void send(StreamObserver<R> caller, Supplier<R> work) {
    ignoreCancel(caller);
    sendToStream(caller, work);
  }

  /**
   * The same at the end of a stream of requests, for which {@link #ignoreCancel} was called when it
   * opened: gRPC takes handlers only then.
   */
  <R> void sendToStream(StreamObserver<R> caller, Supplier<R> work) {
    R answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      caller.onError(statuses.toException(e));
      return;
    }
    caller.onNext(answer);
    caller.onCompleted();
  }

  /** Answers with what {@code work} has begun, once it is there; holds no thread until then. */
  <R> void sendLater(StreamObserver<R> caller, Supplier<CompletionStage<R>> work) {
    ignoreCancel(caller);
    CompletionStage<R> answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      caller.onError(statuses.toException(e));
      return;
    }
    long millis = Math.max(1, deadlines.left(deadlines.current()).toMillis());
    var unused =
        answer
            .thenApply(value -> value)
            .toCompletableFuture()
            .orTimeout(millis, TimeUnit.MILLISECONDS)
            .whenComplete((value, failure) -> finish(caller, value, failure));
  }

  private <R> void finish(StreamObserver<R> caller, R value, @Nullable Throwable failure) {
    if (failure != null) {
      caller.onError(statuses.toException(failure));
      return;
    }
    caller.onNext(value);
    caller.onCompleted();
  }

  /** Without a handler, answering a caller who is gone throws; with one it does nothing. */
  static void ignoreCancel(StreamObserver<?> caller) {
    if (caller instanceof ServerCallStreamObserver<?> call) {
      call.setOnCancelHandler(() -> {});
    }
  }
}
