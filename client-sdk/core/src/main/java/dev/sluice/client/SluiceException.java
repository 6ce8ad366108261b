package dev.sluice.client;

import dev.sluice.routing.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The subclass says what can be done about it; {@link #reason()} says why, from
 * a closed list. That nobody can ship an order is no failure: it is a plan with unfulfilled lines.
 */
public abstract sealed class SluiceException extends RuntimeException
    permits CallCancelledException,
        DeadlineExceededException,
        IncompatibleServerException,
        InternalErrorException,
        InvalidRequestException,
        LimitExceededException,
        NotAuthorizedException,
        NotFoundException,
        OrderConflictException,
        StateForbidsException,
        UnavailableException {

  private static final long serialVersionUID = 1L;

  private final ErrorDetails details;

  SluiceException(ErrorDetails details, @Nullable Throwable cause) {
    super(details.message(), cause);
    this.details = details;
  }

  /** The gRPC status, such as {@code INVALID_ARGUMENT}. */
  public final String statusCode() {
    return details.statusCode();
  }

  /**
   * Why the server refused; {@link ErrorReason#ERROR_REASON_UNSPECIFIED} when the failure did not
   * come from Sluice itself (no connection, an expired deadline, a proxy), {@link
   * ErrorReason#UNRECOGNIZED} when the server is newer than this client and gives a reason that it
   * does not know.
   */
  public final ErrorReason reason() {
    return details.reason();
  }

  /** What varies, by the names that {@link ErrorReason} documents; empty when there is nothing. */
  public final Map<String, String> metadata() {
    return details.metadata();
  }

  /** The fields at fault; empty when it was not about fields. */
  public final List<FieldViolation> fieldViolations() {
    return details.fieldViolations();
  }

  /** How long the server asks to wait before the next attempt; empty when it did not say. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(details.retryAfter());
  }
}
