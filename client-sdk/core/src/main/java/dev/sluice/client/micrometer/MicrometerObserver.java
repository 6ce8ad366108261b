package dev.sluice.client.micrometer;

import dev.sluice.client.CallEvents;
import dev.sluice.client.CallObserver;
import dev.sluice.client.CallOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Counts and times calls: timer {@code sluice.client.calls} (tags {@code method}, {@code status}),
 * timer {@code sluice.client.orders} of the orders in streams (tag {@code status}), counter {@code
 * sluice.client.failed.attempts} (tags {@code method}, {@code status}).
 */
public final class MicrometerObserver implements CallObserver {

  private final MeterRegistry registry;

  private MicrometerObserver(MeterRegistry registry) {
    this.registry = registry;
  }

  /** For {@link dev.sluice.client.RoutingClientOptions.Builder#observer}. */
  public static MicrometerObserver of(MeterRegistry registry) {
    return new MicrometerObserver(Objects.requireNonNull(registry, "registry must not be null"));
  }

  @Override
  public CallEvents begin(String method, BiConsumer<String, String> headers) {
    return new Metered(method);
  }

  private final class Metered implements CallEvents {
    private final String method;

    private Metered(String method) {
      this.method = method;
    }

    @Override
    public void attemptFailed(int attempt, String statusCode, String message) {
      registry
          .counter("sluice.client.failed.attempts", "method", method, "status", statusCode)
          .increment();
    }

    @Override
    public void orderAnswered(String statusCode, Duration took) {
      Timer.builder("sluice.client.orders")
          .tag("status", statusCode)
          .register(registry)
          .record(took);
    }

    @Override
    public void ended(CallOutcome outcome) {
      Timer.builder("sluice.client.calls")
          .tag("method", outcome.method())
          .tag("status", outcome.statusCode())
          .register(registry)
          .record(outcome.took());
    }
  }
}
