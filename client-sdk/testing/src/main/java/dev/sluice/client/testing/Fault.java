package dev.sluice.client.testing;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A trouble that {@link FakeSluice#inject} brings upon the next calls; immutable. Unless told
 * otherwise it meets one call of any method about any order.
 *
 * <p>Every attempt is a call: a client repeats what is UNAVAILABLE by the contract's retry policy,
 * 4 attempts in all, so {@code unavailable().times(3)} is survived and {@code times(4)} reaches the
 * caller.
 */
public final class Fault {

  /** Sorts of trouble, of each of which at most one meets a call. */
  enum Kind {
    LATENCY,
    UNAVAILABLE,
    LOST_ANSWER,
    RACE_LOST,
    HOLD_EXPIRED
  }

  static final int MAX_TIMES = 1_000_000;
  static final Duration MAX_DURATION = Duration.ofMinutes(10);

  private static final Set<SluiceMethod> RESERVING =
      EnumSet.of(SluiceMethod.ROUTE_ORDER, SluiceMethod.ROUTE_ORDERS, SluiceMethod.REROUTE_ORDER);

  private final Kind kind;
  private final Optional<Duration> duration;
  private final int times;
  private final Optional<SluiceMethod> method;
  private final Optional<String> orderId;

  private Fault(
      Kind kind,
      Optional<Duration> duration,
      int times,
      Optional<SluiceMethod> method,
      Optional<String> orderId) {
    this.kind = kind;
    this.duration = duration;
    this.times = times;
    this.method = method;
    this.orderId = orderId;
  }

  /**
   * The answer comes late. What was asked is done at once, as a server does that is merely far
   * away: who gives up waiting finds the plan later.
   *
   * @param latency more than zero, up to 10 minutes
   */
  public static Fault latency(Duration latency) {
    return new Fault(Kind.LATENCY, Optional.of(within("Latency", latency)));
  }

  /** Nothing is done, and the answer is UNAVAILABLE, DATABASE_UNAVAILABLE. */
  public static Fault unavailable() {
    return new Fault(Kind.UNAVAILABLE, Optional.empty());
  }

  /**
   * {@link #unavailable()}, saying when to come back.
   *
   * @param retryAfter more than zero, up to 10 minutes
   */
  public static Fault unavailable(Duration retryAfter) {
    return new Fault(Kind.UNAVAILABLE, Optional.of(within("Retry-after", retryAfter)));
  }

  /**
   * What was asked is done and kept, but the connection breaks before the answer is out: the call
   * ends UNAVAILABLE without a word from the server, a stream ends with it. Who asks again gets
   * what was done.
   */
  public static Fault lostAnswer() {
    return new Fault(Kind.LOST_ANSWER, Optional.empty());
  }

  /**
   * Other orders are faster, again and again: where the plan would take something, it has all of
   * the order in unfulfilled lines, LOST_RACE, as a server answers that gave up planning anew. An
   * order that has its plan already does not meet it.
   */
  public static Fault raceLost() {
    return new Fault(Kind.RACE_LOST, Optional.empty());
  }

  /**
   * The hold of the order's plan is over a moment before the call: what was HELD is RELEASED, and
   * the call meets that. Only calls about a plan that is HELD meet it.
   */
  public static Fault holdExpired() {
    return new Fault(Kind.HOLD_EXPIRED, Optional.empty());
  }

  private Fault(Kind kind, Optional<Duration> duration) {
    this(kind, duration, 1, Optional.empty(), Optional.empty());
  }

  /**
   * Meets so many calls.
   *
   * @param calls 1 to 1,000,000
   */
  public Fault times(int calls) {
    if (calls < 1 || calls > MAX_TIMES) {
      throw new IllegalArgumentException(
          "Fault meets %d calls\nMaybe 1 to %d, or do not inject it.".formatted(calls, MAX_TIMES));
    }
    return new Fault(kind, duration, calls, method, orderId);
  }

  /**
   * Meets calls of this method only.
   *
   * @throws IllegalArgumentException when it can never meet one: a race is lost by routing only
   */
  public Fault on(SluiceMethod only) {
    if (kind == Kind.RACE_LOST && !RESERVING.contains(only)) {
      throw new IllegalArgumentException(
          "%s reserves nothing and loses no race\nMaybe ROUTE_ORDER is meant.".formatted(only));
    }
    return new Fault(kind, duration, times, Optional.of(only), orderId);
  }

  /** Meets calls about the order with this id only, whatever its channel. */
  public Fault forOrder(String onlyOrderId) {
    Objects.requireNonNull(onlyOrderId, "orderId must not be null");
    return new Fault(kind, duration, times, method, Optional.of(onlyOrderId));
  }

  /** How many calls it still meets. */
  public int times() {
    return times;
  }

  Kind kind() {
    return kind;
  }

  /** Of {@link Kind#LATENCY} always there; of {@link Kind#UNAVAILABLE} when to come back. */
  Optional<Duration> duration() {
    return duration;
  }

  boolean meets(SluiceMethod called, String calledOrderId) {
    return method.filter(only -> only != called).isEmpty()
        && orderId.filter(only -> !only.equals(calledOrderId)).isEmpty();
  }

  /** Such as {@code unavailable 2 times on CONFIRM_PLAN for order D-1}. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + duration.map(known -> " " + known).orElse("")
        + " "
        + times
        + (times == 1 ? " time" : " times")
        + method.map(only -> " on " + only).orElse("")
        + orderId.map(only -> " for order " + only).orElse("");
  }

  private static Duration within(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          "%s is not more than zero and up to %s: %s\nMaybe a few hundred milliseconds."
              .formatted(name, MAX_DURATION, value));
    }
    return value;
  }
}
