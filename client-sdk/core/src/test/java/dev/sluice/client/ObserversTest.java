package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.client.micrometer.MicrometerObserver;
import dev.sluice.client.opentelemetry.OpenTelemetryObserver;
import dev.sluice.client.slf4j.Slf4jObserver;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Metrics, traces and log events of one call that is answered at its second attempt. */
@Timeout(60)
class ObserversTest {

  private final AtomicInteger attempts = new AtomicInteger();
  private final FakeServer server = new FakeServer(new SecondTime());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void micrometerCountsAndTimes() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (RoutingClient client = client(MicrometerObserver.of(registry))) {
      client.routeOrder(SampleOrders.order("D-1"));
      try (OrderStream stream = client.openStream()) {
        stream.submit(SampleOrders.order("D-2")).join();
      }
    }

    assertThat(
            registry
                .get("sluice.client.calls")
                .tags("method", "RoutingService/RouteOrder", "status", "OK")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("sluice.client.failed.attempts")
                .tags("method", "RoutingService/RouteOrder", "status", "UNAVAILABLE")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("sluice.client.orders").tag("status", "OK").timer().count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("sluice.client.calls")
                .tag("method", "RoutingService/RouteOrders")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void openTelemetryMakesASpanAndSendsItAlong() {
    Spans spans = new Spans();
    try (SdkTracerProvider tracers =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build()) {
      try (RoutingClient client = client(OpenTelemetryObserver.of(telemetry(tracers)))) {
        client.routeOrder(SampleOrders.order("D-1"));
      }
    }

    assertThat(spans.ended).hasSize(1);
    SpanData span = spans.ended.get(0);
    assertThat(span.getName()).isEqualTo("sluice.routing.v1.RoutingService/RouteOrder");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getEvents()).hasSize(1);
  }

  @Test
  void openTelemetrySendsItsContextAlong() {
    Map<String, String> headers = new HashMap<>();
    try (SdkTracerProvider tracers = SdkTracerProvider.builder().build()) {
      OpenTelemetryObserver.of(telemetry(tracers)).begin("RoutingService/RouteOrder", headers::put);
    }
    assertThat(headers).containsOnlyKeys("traceparent");
  }

  @Test
  void slf4jTellsOfWhatFailedOnceAndOfWhatFailedInTheEnd() {
    LoggerContext context = new LoggerContext();
    Logger log = context.getLogger("calls");
    log.setLevel(Level.DEBUG);
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    log.addAppender(events);
    try (RoutingClient client = client(Slf4jObserver.of(log))) {
      client.routeOrder(SampleOrders.order("D-1"));
      assertThatThrownBy(() -> client.getPlan("no-such-method"))
          .isInstanceOf(IncompatibleServerException.class);
    }

    assertThat(events.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.INFO, Level.DEBUG, Level.INFO, Level.WARN);
    assertThat(events.list.get(0).getFormattedMessage())
        .contains("Attempt 1 of RoutingService/RouteOrder failed: UNAVAILABLE");
    assertThat(events.list.get(3).getKeyValuePairs())
        .extracting(pair -> pair.key)
        .contains("method", "status", "reason", "attempts", "tookMillis");
  }

  private RoutingClient client(CallObserver observer) {
    return server.client(RoutingClientOptions.newBuilder("fake:1").observer(observer).build());
  }

  private static OpenTelemetry telemetry(TracerProvider tracers) {
    return new OpenTelemetry() {
      @Override
      public TracerProvider getTracerProvider() {
        return tracers;
      }

      @Override
      public ContextPropagators getPropagators() {
        return ContextPropagators.create(W3CTraceContextPropagator.getInstance());
      }
    };
  }

  private static final class Spans implements SpanExporter {
    private final List<SpanData> ended = new CopyOnWriteArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      ended.addAll(spans);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  /** Answers every other attempt. */
  private final class SecondTime extends RoutingServiceImplBase {
    @Override
    public void routeOrder(RouteOrderRequest request, StreamObserver<RouteOrderResponse> answer) {
      if (attempts.incrementAndGet() % 2 == 1) {
        answer.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      answer.onNext(
          RouteOrderResponse.newBuilder().setPlan(RoutingPlan.getDefaultInstance()).build());
      answer.onCompleted();
    }

    @Override
    public StreamObserver<RouteOrdersRequest> routeOrders(
        StreamObserver<RouteOrdersResponse> answers) {
      return new StreamObserver<>() {
        @Override
        public void onNext(RouteOrdersRequest request) {
          answers.onNext(
              RouteOrdersResponse.newBuilder()
                  .setRequestId(request.getRequestId())
                  .setPlan(RoutingPlan.getDefaultInstance())
                  .build());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          answers.onCompleted();
        }
      };
    }
  }
}
