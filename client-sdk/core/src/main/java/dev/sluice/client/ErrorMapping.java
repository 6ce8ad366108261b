package dev.sluice.client;

import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a gRPC status into the exception that says what can be done about it. */
final class ErrorMapping {

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
    Status status = Status.fromThrowable(failure);
    com.google.rpc.Status rich = StatusProto.fromThrowable(failure);
    List<Any> details = rich == null ? List.of() : rich.getDetailsList();
    return exception(status, details, failure);
  }

  /** The error of one order in a stream. */
  SluiceException of(com.google.rpc.Status error) {
    Status status = Status.fromCodeValue(error.getCode()).withDescription(error.getMessage());
    return exception(status, error.getDetailsList(), null);
  }

  private SluiceException exception(Status status, List<Any> rich, @Nullable Throwable cause) {
    ErrorDetails details = ErrorDetails.of(status.getCode().name(), message(status, rich), rich);
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> new InvalidRequestException(details, cause);
      case NOT_FOUND -> new NotFoundException(details, cause);
      case ALREADY_EXISTS -> new OrderConflictException(details, cause);
      case FAILED_PRECONDITION, ABORTED -> new StateForbidsException(details, cause);
      case RESOURCE_EXHAUSTED -> new LimitExceededException(details, cause);
      case UNAVAILABLE -> new UnavailableException(details, cause);
      case DEADLINE_EXCEEDED -> new DeadlineExceededException(details, cause);
      case CANCELLED -> new CallCancelledException(details, cause);
      default -> new InternalErrorException(details, cause);
    };
  }

  /** The server's own words; where gRPC itself speaks, with whom and what to try. */
  private String message(Status status, List<Any> rich) {
    String description = describe(status);
    if (!rich.isEmpty()) {
      return description;
    }
    if (status.getCode() == Code.UNAVAILABLE) {
      return "Sluice at %s cannot be reached: %s\nMaybe it is not running, or the target is wrong."
          .formatted(target, description);
    }
    if (status.getCode() == Code.DEADLINE_EXCEEDED) {
      return "Sluice at %s did not answer in time: %s\nMaybe repeat it with the same order id."
          .formatted(target, description);
    }
    return "Sluice at %s: %s".formatted(target, description);
  }

  private static String describe(Status status) {
    String description = status.getDescription();
    Throwable cause = status.getCause();
    String what = description == null ? status.getCode().name() : description;
    return cause == null || cause.getMessage() == null ? what : what + ": " + cause.getMessage();
  }
}
