package dev.sluice.client.slf4j;

import dev.sluice.client.CallEvents;
import dev.sluice.client.CallObserver;
import dev.sluice.client.CallOutcome;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs events with key-value pairs: at INFO what failed once and is repeated or resumed, at WARN
 * what failed in the end, at DEBUG what was answered. No order's content is logged.
 */
public final class Slf4jObserver implements CallObserver {

  private final Logger log;

  private Slf4jObserver(Logger log) {
    this.log = log;
  }

  /**
   * Logs to {@code dev.sluice.client}. For {@link
   * dev.sluice.client.RoutingClientOptions.Builder#observer}.
   */
  public static Slf4jObserver create() {
    return of(LoggerFactory.getLogger("dev.sluice.client"));
  }

  /** Logs to another logger. */
  public static Slf4jObserver of(Logger log) {
    return new Slf4jObserver(Objects.requireNonNull(log, "log must not be null"));
  }

  @Override
  public CallEvents begin(String method, BiConsumer<String, String> headers) {
    return new Logged(method);
  }

  private final class Logged implements CallEvents {
    private final String method;

    private Logged(String method) {
      this.method = method;
    }

    @Override
    public void attemptFailed(int attempt, String statusCode, String message) {
      log.atInfo()
          .addKeyValue("method", method)
          .addKeyValue("attempt", attempt)
          .addKeyValue("status", statusCode)
          .log("Attempt {} of {} failed: {} {}", attempt, method, statusCode, message);
    }

    @Override
    public void ended(CallOutcome outcome) {
      (outcome.isOk() ? log.atDebug() : log.atWarn())
          .addKeyValue("method", outcome.method())
          .addKeyValue("status", outcome.statusCode())
          .addKeyValue("reason", outcome.reason())
          .addKeyValue("attempts", outcome.attempts())
          .addKeyValue("tookMillis", outcome.took().toMillis())
          .log(
              "{} ended {} after {} ms",
              outcome.method(),
              outcome.statusCode(),
              outcome.took().toMillis());
    }
  }
}
