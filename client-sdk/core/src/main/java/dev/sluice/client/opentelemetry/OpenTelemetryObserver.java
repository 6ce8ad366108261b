package dev.sluice.client.opentelemetry;

import dev.sluice.client.CallEvents;
import dev.sluice.client.CallObserver;
import dev.sluice.client.CallOutcome;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a client span of each call, a child of the caller's, with an event for each failed attempt,
 * and sends its context along. A stream of orders is one span.
 */
public final class OpenTelemetryObserver implements CallObserver {

  private static final String PACKAGE = "sluice.routing.v1.";
  private static final AttributeKey<String> RPC_SYSTEM = AttributeKey.stringKey("rpc.system");
  private static final AttributeKey<String> RPC_SERVICE = AttributeKey.stringKey("rpc.service");
  private static final AttributeKey<String> RPC_METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("sluice.status");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("sluice.reason");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("sluice.attempt");
  private static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("sluice.attempts");

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  private OpenTelemetryObserver(Tracer tracer, TextMapPropagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** For {@link dev.sluice.client.RoutingClientOptions.Builder#observer}. */
  public static OpenTelemetryObserver of(OpenTelemetry openTelemetry) {
    Objects.requireNonNull(openTelemetry, "openTelemetry must not be null");
    return new OpenTelemetryObserver(
        openTelemetry.getTracer("dev.sluice.client"),
        openTelemetry.getPropagators().getTextMapPropagator());
  }

  @Override
  public CallEvents begin(String method, BiConsumer<String, String> headers) {
    int slash = method.indexOf('/');
    Span span =
        tracer
            .spanBuilder(PACKAGE + method)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(RPC_SYSTEM, "grpc")
            .setAttribute(RPC_SERVICE, PACKAGE + method.substring(0, slash))
            .setAttribute(RPC_METHOD, method.substring(slash + 1))
            .startSpan();
    propagator.inject(Context.current().with(span), headers, new Setter());
    return new Traced(span);
  }

  private static final class Setter implements TextMapSetter<BiConsumer<String, String>> {
    @Override
    public void set(@Nullable BiConsumer<String, String> headers, String name, String value) {
      if (headers != null) {
        headers.accept(name, value);
      }
    }
  }

  private static final class Traced implements CallEvents {
    private final Span span;

    private Traced(Span span) {
      this.span = span;
    }

    @Override
    public void attemptFailed(int attempt, String statusCode, String message) {
      span.addEvent("attempt failed", Attributes.of(ATTEMPT, (long) attempt, STATUS, statusCode));
    }

    @Override
    public void ended(CallOutcome outcome) {
      span.setAttribute(STATUS, outcome.statusCode());
      span.setAttribute(ATTEMPTS, (long) outcome.attempts());
      if (!outcome.isOk()) {
        span.setAttribute(REASON, outcome.reason().name());
        span.setStatus(StatusCode.ERROR, outcome.statusCode());
      }
      span.end();
    }
  }
}
