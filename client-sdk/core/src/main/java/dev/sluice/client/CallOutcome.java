package dev.sluice.client;

import dev.sluice.routing.v1.ErrorReason;
import java.time.Duration;
import java.util.Optional;

/**
 * How a call ended.
 *
 * @param method such as {@code RoutingService/RouteOrder}
 * @param statusCode such as {@code OK} or {@code UNAVAILABLE}
 * @param reason why it failed; {@link ErrorReason#ERROR_REASON_UNSPECIFIED} where it did not, or
 *     where Sluice itself did not say
 * @param attempts 1 or more; 0 when none was made, since the caller gave up before
 * @param server {@code address:port} of the server of the last attempt; empty when it reached none,
 *     or not over the network
 * @param took from the caller's call to the answer, repeats included
 */
public record CallOutcome(
    String method,
    String statusCode,
    ErrorReason reason,
    int attempts,
    Optional<String> server,
    Duration took) {

  /** Whether it was answered. */
  public boolean isOk() {
    return statusCode.equals("OK");
  }
}
