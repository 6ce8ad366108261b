package dev.sluice.server.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives every unary call a deadline: the caller's, at most {@link #LONGEST} away, or the default.
 * For an order of a stream it starts when the order arrives.
 */
final class CallDeadlines implements ServerInterceptor {
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Context.Key<Instant> DEADLINE = Context.key("sluice-deadline");

  private final InstantSource clock;
  private final Duration defaultDeadline;

  CallDeadlines(InstantSource clock, Duration defaultDeadline) {
    this.clock = clock;
    this.defaultDeadline = defaultDeadline;
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    Context context = Context.current().withValue(DEADLINE, fromNow());
    return Contexts.interceptCall(context, call, headers, next);
  }

  /** When the call under way, or the order just arrived, must be answered. */
  Instant current() {
    Instant ofCall = DEADLINE.get();
    return ofCall == null ? fromNow() : ofCall;
  }

  /** What is left until then, not negative. */
  Duration left(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Instant fromNow() {
    @Nullable Deadline callers = Context.current().getDeadline();
    Duration wanted =
        callers == null
            ? defaultDeadline
            : Duration.ofNanos(callers.timeRemaining(TimeUnit.NANOSECONDS));
    return clock.instant().plus(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
  }
}
