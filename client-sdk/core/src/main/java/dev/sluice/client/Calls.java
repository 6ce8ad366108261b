package dev.sluice.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The one shape of every call: deadline, repeats, typed errors, blocking or as a future. */
final class Calls {

  private final Connection connection;
  private final ServiceConfig serviceConfig;
  private final ErrorMapping errors;
  private final Optional<Duration> deadline;
  private final CallOptions options;
  private final List<CallObserver> observers;
  private final String target;

  Calls(Connection connection, RoutingClientOptions options, ServiceConfig serviceConfig) {
    this.connection = connection;
    this.serviceConfig = serviceConfig;
    this.target = String.join(",", options.targets());
    this.errors = new ErrorMapping(target);
    this.deadline = options.deadline();
    this.observers = options.observers();
    this.options =
        options
            .bearerToken()
            .map(token -> CallOptions.DEFAULT.withCallCredentials(new BearerToken(token)))
            .orElse(CallOptions.DEFAULT);
  }

  Connection connection() {
    return connection;
  }

  /** The same over the same connection, with other options. */
  Calls with(RoutingClientOptions other) {
    return new Calls(connection, other, serviceConfig);
  }

  ErrorMapping errors() {
    return errors;
  }

  CallLimits limits(MethodDescriptor<?, ?> method) {
    return serviceConfig.limits(method.getFullMethodName());
  }

  /** What the contract and the options together allow. */
  Duration timeout(MethodDescriptor<?, ?> method) {
    Duration contract = limits(method).timeout();
    return deadline.filter(own -> own.compareTo(contract) < 0).orElse(contract);
  }

  <Q, R> R blocking(MethodDescriptor<Q, R> method, Q request) {
    BegunCall call = begin(method, timeout(method));
    while (true) {
      try {
        R answer = ClientCalls.blockingUnaryCall(call.channel(), method, call.options(), request);
        call.succeeded();
        return answer;
      } catch (StatusRuntimeException e) {
        if (!call.repeats(e.getStatus())) {
          throw call.failed(e);
        }
      }
    }
  }

  /** Tells of each answer on this thread, until the last. */
  <Q, R> void blockingStream(MethodDescriptor<Q, R> method, Q request, Consumer<R> told) {
    BegunCall call = begin(method, timeout(method));
    try {
      ClientCalls.blockingServerStreamingCall(call.channel(), method, call.options(), request)
          .forEachRemaining(told);
      call.succeeded();
    } catch (StatusRuntimeException e) {
      throw call.failed(e);
    }
  }

  <Q, R> CompletableFuture<R> future(MethodDescriptor<Q, R> method, Q request) {
    return future(method, request, Function.identity());
  }

  /** Maps before completing, so that cancelling what the caller holds reaches the call. */
  <Q, R, T> CompletableFuture<T> future(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> mapping) {
    return FutureCall.start(method, request, mapping, begin(method, timeout(method)));
  }

  /** Asks whether a server serves, within this time; nobody is told of it. */
  void ping(Duration timeout) {
    requireOpen();
    MethodDescriptor<HealthCheckRequest, HealthCheckResponse> method = HealthGrpc.getCheckMethod();
    BegunCall call = begun(method, connection.channel(), ObservedCall.UNSEEN, timeout);
    HealthCheckResponse.ServingStatus status;
    try {
      status =
          ClientCalls.blockingUnaryCall(
                  call.channel(), method, call.options(), HealthCheckRequest.getDefaultInstance())
              .getStatus();
    } catch (StatusRuntimeException e) {
      throw call.failed(e);
    }
    if (status != HealthCheckResponse.ServingStatus.SERVING) {
      throw errors.of(
          Status.UNAVAILABLE.withDescription("The server answers " + status).asRuntimeException());
    }
  }

  /** A call whose messages somebody else sends; without a timeout of its own. */
  BegunCall begin(MethodDescriptor<?, ?> method) {
    return begin(method, CallLimits.NO_TIMEOUT);
  }

  /** One of the calls that a stream is made of, which looks after all of them. */
  BegunCall beginPart(MethodDescriptor<?, ?> method, ObservedCall stream) {
    requireOpen();
    return begun(method, channel(stream), ObservedCall.UNSEEN, CallLimits.NO_TIMEOUT);
  }

  ObservedCall observe(MethodDescriptor<?, ?> method) {
    return ObservedCall.begin(observers, method.getFullMethodName());
  }

  private BegunCall begin(MethodDescriptor<?, ?> method, Duration timeout) {
    requireOpen();
    ObservedCall observed = observe(method);
    return begun(method, channel(observed), observed, timeout);
  }

  private BegunCall begun(
      MethodDescriptor<?, ?> method, Channel channel, ObservedCall observed, Duration timeout) {
    Attempts attempts = new Attempts(observed);
    CallOptions watched = options.withStreamTracerFactory(attempts);
    CallOptions timed =
        timeout.equals(CallLimits.NO_TIMEOUT)
            ? watched
            : watched.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
    return new BegunCall(channel, timed, attempts, observed, errors, limits(method).maxAttempts());
  }

  void requireOpen() {
    if (connection.isClosed()) {
      throw new IllegalStateException(
          "The RoutingClient of %s is closed\nMaybe keep one client as long as the process runs."
              .formatted(target));
    }
  }

  /** Names what is null, instead of failing somewhere inside. */
  static <T> T require(T value, String name) {
    return Objects.requireNonNull(value, () -> name + " must not be null");
  }

  /** With the headers that observers want to send. */
  private Channel channel(ObservedCall observed) {
    return observed.headers().keys().isEmpty()
        ? connection.channel()
        : ClientInterceptors.intercept(
            connection.channel(), MetadataUtils.newAttachHeadersInterceptor(observed.headers()));
  }
}
