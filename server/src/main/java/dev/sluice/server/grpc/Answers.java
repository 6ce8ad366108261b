package dev.sluice.server.grpc;

import com.google.protobuf.Message;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers calls: the value, or the status of what failed, and never later than the deadline. */
final class Answers {
  private static final long READER_LOOK_MILLIS = 5;

  private final RequestValidator validator;
  private final StatusMapper statuses;
  private final CallDeadlines deadlines;

  Answers(RequestValidator validator, StatusMapper statuses, CallDeadlines deadlines) {
    this.validator = validator;
    this.statuses = statuses;
    this.deadlines = deadlines;
  }

  /** Answers with what {@code work} computes on this thread. */
  <R> void send(StreamObserver<R> caller, Supplier<R> work) {
    ignoreCancel(caller);
    sendToStream(caller, work);
  }

  /** The same for a request that keeps to its limits. */
  <R> void send(Message request, StreamObserver<R> caller, Supplier<R> work) {
    send(
        caller,
        () -> {
          validator.check(request);
          return work.get();
        });
  }

  /**
   * As {@link #send(StreamObserver, Supplier)} at the end of a stream of requests, for which {@link
   * #ignoreCancel} was called when it opened: gRPC takes handlers only then.
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

  /**
   * Answers with a stream that {@code work} computes on this thread; waits while the caller does
   * not read, and breaks off when the caller is gone.
   */
  <R> void sendMany(StreamObserver<R> caller, Consumer<Consumer<R>> work) {
    ignoreCancel(caller);
    ServerCallStreamObserver<R> call = (ServerCallStreamObserver<R>) caller;
    try {
      work.accept(
          answer -> {
            awaitReader(call);
            call.onNext(answer);
          });
    } catch (CancellationException e) {
      return;
    } catch (RuntimeException e) {
      caller.onError(statuses.toException(e));
      return;
    }
    caller.onCompleted();
  }

  /** What gRPC tells of readiness waits for this very thread, so it is asked. */
  private static void awaitReader(ServerCallStreamObserver<?> call) {
    while (!call.isReady()) {
      if (call.isCancelled()) {
        throw new CancellationException("The caller is gone");
      }
      try {
        Thread.sleep(READER_LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("The server stops");
      }
    }
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

  /** The same for a request that keeps to its limits. */
  <R> void sendLater(Message request, StreamObserver<R> caller, Supplier<CompletionStage<R>> work) {
    sendLater(
        caller,
        () -> {
          validator.check(request);
          return work.get();
        });
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
