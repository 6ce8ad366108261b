package dev.sluice.client;

import dev.sluice.routing.v1.ErrorReason;
import io.grpc.Metadata;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the observers of one call; what they throw stays here. */
final class ObservedCall {

  private static final System.Logger log = System.getLogger("dev.sluice.client");

  /** Of a client that nobody observes. */
  static final ObservedCall UNSEEN = new ObservedCall("", List.of(), new Metadata());

  private final String method;
  private final List<CallEvents> events;
  private final Metadata headers;
  private final long start = System.nanoTime();

  private ObservedCall(String method, List<CallEvents> events, Metadata headers) {
    this.method = method;
    this.events = events;
    this.headers = headers;
  }

  /**
   * A call begins.
   *
   * @param fullMethodName with the package, which observers are not told
   */
  static ObservedCall begin(List<CallObserver> observers, String fullMethodName) {
    if (observers.isEmpty()) {
      return UNSEEN;
    }
    String method = fullMethodName.substring(fullMethodName.lastIndexOf('.') + 1);
    Metadata headers = new Metadata();
    List<CallEvents> events = new ArrayList<>(observers.size());
    for (CallObserver observer : observers) {
      try {
        events.add(
            observer.begin(
                method,
                (name, value) ->
                    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value)));
      } catch (RuntimeException e) {
        complain(e);
      }
    }
    return new ObservedCall(method, events, headers);
  }

  /** What observers want to send along. */
  Metadata headers() {
    return headers;
  }

  void attemptFailed(int attempt, String statusCode, String message) {
    tell(one -> one.attemptFailed(attempt, statusCode, message));
  }

  void orderAnswered(@Nullable SluiceException failure, long tookNanos) {
    if (events.isEmpty()) {
      return;
    }
    String statusCode = failure == null ? "OK" : failure.statusCode();
    tell(one -> one.orderAnswered(statusCode, Duration.ofNanos(tookNanos)));
  }

  void ended(@Nullable SluiceException failure, int attempts, Optional<String> server) {
    if (events.isEmpty()) {
      return;
    }
    CallOutcome outcome =
        new CallOutcome(
            method,
            failure == null ? "OK" : failure.statusCode(),
            failure == null ? ErrorReason.ERROR_REASON_UNSPECIFIED : failure.reason(),
            attempts,
            server,
            Duration.ofNanos(System.nanoTime() - start));
    tell(one -> one.ended(outcome));
  }

  private void tell(Consumer<CallEvents> event) {
    for (CallEvents one : events) {
      try {
        event.accept(one);
      } catch (RuntimeException e) {
        complain(e);
      }
    }
  }

  private static void complain(RuntimeException failure) {
    log.log(Level.WARNING, "An observer of Sluice calls failed", failure);
  }
}
