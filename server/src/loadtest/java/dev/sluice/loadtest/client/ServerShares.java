package dev.sluice.loadtest.client;

import dev.sluice.client.CallEvents;
import dev.sluice.client.CallObserver;
import dev.sluice.client.CallOutcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Counts which server answered how many calls, and how many were repeated. */
final class ServerShares implements CallObserver {
  private final Map<String, LongAdder> byServer = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failedAttempts = new ConcurrentHashMap<>();
  private final LongAdder repeated = new LongAdder();

  @Override
  public CallEvents begin(String method, BiConsumer<String, String> headers) {
    return new CallEvents() {
      @Override
      public void attemptFailed(int attempt, String statusCode, String message) {
        failedAttempts.computeIfAbsent(statusCode, code -> new LongAdder()).increment();
      }

      @Override
      public void ended(CallOutcome outcome) {
        if (outcome.isOk()) {
          outcome
              .server()
              .ifPresent(
                  server -> byServer.computeIfAbsent(server, one -> new LongAdder()).increment());
        }
        if (outcome.attempts() > 1) {
          repeated.increment();
        }
      }
    };
  }

  /** Calls that the server on this port of 127.0.0.1 answered. */
  long answeredBy(int port) {
    LongAdder count = byServer.get("127.0.0.1:" + port);
    return count == null ? 0 : count.sum();
  }

  long answered() {
    return byServer.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Calls that took more than one attempt. */
  long repeated() {
    return repeated.sum();
  }

  Map<String, LongAdder> failedAttempts() {
    return failedAttempts;
  }
}
