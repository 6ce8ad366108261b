package dev.sluice.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** The one shape of every call: deadline, typed errors, blocking or as a future. */
final class Calls {

  private final Channel channel;
  private final ErrorMapping errors;
  private final Optional<Duration> deadline;
  private final BooleanSupplier closed;
  private final String target;

  Calls(Channel channel, RoutingClientOptions options, BooleanSupplier closed) {
    this.channel = channel;
    this.target = String.join(",", options.targets());
    this.errors = new ErrorMapping(target);
    this.deadline = options.deadline();
    this.closed = closed;
  }

  ErrorMapping errors() {
    return errors;
  }

  <Q, R> R blocking(MethodDescriptor<Q, R> method, Q request) {
    requireOpen();
    try {
      return ClientCalls.blockingUnaryCall(channel, method, callOptions(), request);
    } catch (StatusRuntimeException e) {
      throw errors.of(e);
    }
  }

  /** Tells of each answer on this thread, until the last. */
  <Q, R> void blockingStream(MethodDescriptor<Q, R> method, Q request, Consumer<R> told) {
    requireOpen();
    try {
      ClientCalls.blockingServerStreamingCall(channel, method, callOptions(), request)
          .forEachRemaining(told);
    } catch (StatusRuntimeException e) {
      throw errors.of(e);
    }
  }

  <Q, R> CompletableFuture<R> future(MethodDescriptor<Q, R> method, Q request) {
    return future(method, request, Function.identity());
  }

  /** Maps before completing, so that cancelling what the caller holds reaches the call. */
  <Q, R, T> CompletableFuture<T> future(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> mapping) {
    ClientCall<Q, R> call = newCall(method, callOptions());
    CompletableFuture<T> answer = new CancellingFuture<>(call);
    ClientCalls.asyncUnaryCall(call, request, completing(answer, mapping));
    return answer;
  }

  <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions callOptions) {
    requireOpen();
    return channel.newCall(method, callOptions);
  }

  private <R, T> StreamObserver<R> completing(CompletableFuture<T> answer, Function<R, T> mapping) {
    return new StreamObserver<>() {
      @Override
      public void onNext(R value) {
        answer.complete(mapping.apply(value));
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(errors.of(failure));
      }

      @Override
      public void onCompleted() {}
    };
  }

  private CallOptions callOptions() {
    return deadline
        .map(
            length -> CallOptions.DEFAULT.withDeadlineAfter(length.toNanos(), TimeUnit.NANOSECONDS))
        .orElse(CallOptions.DEFAULT);
  }

  void requireOpen() {
    if (closed.getAsBoolean()) {
      throw new IllegalStateException(
          "The RoutingClient of %s is closed\nMaybe keep one client as long as the process runs."
              .formatted(target));
    }
  }

  /** Names what is null, instead of failing somewhere inside. */
  static <T> T require(T value, String name) {
    return Objects.requireNonNull(value, () -> name + " must not be null");
  }

  /** Whose cancelling cancels the call. */
  private static final class CancellingFuture<T> extends CompletableFuture<T> {
    private final ClientCall<?, ?> call;

    private CancellingFuture(ClientCall<?, ?> call) {
      this.call = call;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      if (cancelled) {
        call.cancel("cancelled by the caller", null);
      }
      return cancelled;
    }
  }
}
