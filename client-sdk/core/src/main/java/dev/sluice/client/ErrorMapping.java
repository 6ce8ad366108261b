package dev.sluice.client;

import com.google.protobuf.Any;
import dev.sluice.routing.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns a gRPC status into the exception that says what can be done about it. */
final class ErrorMapping {

  /** How gRPC says that the channel was closed under a call. */
  private static final String CLOSED = "Channel shutdownNow invoked";

  private final String target;

  /**
   * @param target whom the client talks to, named in messages
   */
  ErrorMapping(String target) {
    this.target = target;
  }

  /** What a call of gRPC threw or was closed with. */
  SluiceException of(Throwable failure) {
    if (failure instanceof SluiceException mapped) {
      return mapped;
    }
    com.google.rpc.Status rich = StatusProto.fromThrowable(failure);
    List<Any> details = rich == null ? List.of() : rich.getDetailsList();
    return exception(Status.fromThrowable(failure), details, failure, null);
  }

  /** The same of a call whose attempts were watched. */
  SluiceException of(Throwable failure, Attempts attempts) {
    if (failure instanceof SluiceException mapped) {
      return mapped;
    }
    Status status = Status.fromThrowable(failure);
    if (status.getCode() == Code.DEADLINE_EXCEEDED) {
      Attempts.Failure last = attempts.lastFailure();
      SluiceException lastFailure =
          last == null ? null : of(last.status().asRuntimeException(last.trailers()));
      com.google.rpc.Status rich = StatusProto.fromThrowable(failure);
      return exception(
          status, rich == null ? List.of() : rich.getDetailsList(), failure, lastFailure);
    }
    if (status.getCode() != Code.UNAVAILABLE && attempts.connectionBroke(status)) {
      Status broken =
          Status.UNAVAILABLE.withDescription(
              "The connection broke (" + status.getCode() + " " + describe(status) + ")");
      return exception(broken, List.of(), failure, null);
    }
    if (CLOSED.equals(status.getDescription())) {
      Status closed = Status.CANCELLED.withDescription("The client was closed meanwhile");
      return exception(closed, List.of(), failure, null);
    }
    return of(failure);
  }

  /** The error of one order in a stream. */
  SluiceException of(com.google.rpc.Status error) {
    Status status = Status.fromCodeValue(error.getCode()).withDescription(error.getMessage());
    return exception(status, error.getDetailsList(), null, null);
  }

  /** A deadline that this client kept by itself. */
  DeadlineExceededException timedOut(String what, @Nullable SluiceException lastFailure) {
    Status status = Status.DEADLINE_EXCEEDED.withDescription(what);
    return (DeadlineExceededException) exception(status, List.of(), null, lastFailure);
  }

  private SluiceException exception(
      Status status,
      List<Any> rich,
      @Nullable Throwable cause,
      @Nullable SluiceException lastFailure) {
    ErrorDetails details =
        ErrorDetails.of(status.getCode().name(), message(status, rich, lastFailure), rich);
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> new InvalidRequestException(details, cause);
      case NOT_FOUND -> new NotFoundException(details, cause);
      case ALREADY_EXISTS -> new OrderConflictException(details, cause);
      case FAILED_PRECONDITION, ABORTED -> new StateForbidsException(details, cause);
      case RESOURCE_EXHAUSTED -> new LimitExceededException(details, cause);
      case UNAVAILABLE -> new UnavailableException(details, cause);
      case DEADLINE_EXCEEDED ->
          new DeadlineExceededException(
              lastFailure != null && details.reason() == ErrorReason.ERROR_REASON_UNSPECIFIED
                  ? details.because(lastFailure)
                  : details,
              cause,
              lastFailure);
      case CANCELLED -> new CallCancelledException(details, cause);
      case UNAUTHENTICATED, PERMISSION_DENIED -> new NotAuthorizedException(details, cause);
      case UNIMPLEMENTED -> new IncompatibleServerException(details, cause);
      default -> new InternalErrorException(details, cause);
    };
  }

  /** The server's own words; where gRPC itself speaks, with whom and what to try. */
  private String message(Status status, List<Any> rich, @Nullable SluiceException lastFailure) {
    String description = describe(status);
    if (!rich.isEmpty()) {
      return description;
    }
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          "Sluice at %s cannot be reached: %s\n%s"
              .formatted(target, description, unreachableAdvice(status));
      case DEADLINE_EXCEEDED ->
          "Sluice at %s did not answer in time: %s%s\nMaybe repeat it with the same order id."
              .formatted(
                  target,
                  description,
                  lastFailure == null
                      ? ""
                      : "\nThe last attempt before failed: " + firstLine(lastFailure));
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          "Sluice at %s does not accept who asks: %s\nMaybe the bearer token or the client's certificate is missing or expired."
              .formatted(target, description);
      case UNIMPLEMENTED ->
          "Sluice at %s does not know this call: %s\nMaybe the server is older than this client, or the target is no Sluice."
              .formatted(target, description);
      default -> "Sluice at %s: %s".formatted(target, description);
    };
  }

  private static String unreachableAdvice(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "Maybe the server's certificate is not signed by an authority that the client trusts"
            + " (tls), or one side speaks TLS and the other does not.";
      }
    }
    return "Maybe it is not running, the target is wrong, or one side speaks TLS and the other"
        + " does not.";
  }

  private static String firstLine(SluiceException failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static String describe(Status status) {
    String description = status.getDescription();
    Throwable cause = status.getCause();
    String what = description == null ? status.getCode().name() : description;
    return cause == null || cause.getMessage() == null ? what : what + ": " + cause.getMessage();
  }
}
