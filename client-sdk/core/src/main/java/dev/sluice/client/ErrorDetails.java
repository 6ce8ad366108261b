package dev.sluice.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.sluice.routing.v1.ErrorReason;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a status says, without its protobuf and gRPC types.
 *
 * @param message one line, also for people
 */
record ErrorDetails(
    String statusCode,
    String message,
    ErrorReason reason,
    Map<String, String> metadata,
    List<FieldViolation> fieldViolations,
    @Nullable Duration retryAfter)
    implements Serializable {

  /** An error that did not come from Sluice. */
  static ErrorDetails foreign(String statusCode, String message) {
    return new ErrorDetails(
        statusCode, message, ErrorReason.ERROR_REASON_UNSPECIFIED, Map.of(), List.of(), null);
  }

  /** The same with the reason of another failure. */
  ErrorDetails because(SluiceException other) {
    return new ErrorDetails(
        statusCode,
        message,
        other.reason(),
        other.metadata(),
        fieldViolations,
        other.retryAfter().orElse(null));
  }

  /** Reads the details of a status; those of other kinds, or broken, are left out. */
  static ErrorDetails of(String statusCode, String message, List<Any> details) {
    ErrorReason reason = ErrorReason.ERROR_REASON_UNSPECIFIED;
    Map<String, String> metadata = Map.of();
    List<FieldViolation> violations = new ArrayList<>();
    @Nullable Duration retryAfter = null;
    for (Any detail : details) {
      try {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          reason = reasonOf(info);
          metadata = Map.copyOf(info.getMetadataMap());
        } else if (detail.is(BadRequest.class)) {
          for (BadRequest.FieldViolation violation :
              detail.unpack(BadRequest.class).getFieldViolationsList()) {
            violations.add(new FieldViolation(violation.getField(), violation.getDescription()));
          }
        } else if (detail.is(RetryInfo.class)) {
          var delay = detail.unpack(RetryInfo.class).getRetryDelay();
          retryAfter = Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
        }
      } catch (InvalidProtocolBufferException unreadable) {
        // A detail that cannot be read must not hide the error that carries it.
      }
    }
    return new ErrorDetails(
        statusCode, message, reason, metadata, List.copyOf(violations), retryAfter);
  }

  /** The contract sends the enum's names without their prefix. */
  private static ErrorReason reasonOf(ErrorInfo info) {
    try {
      return ErrorReason.valueOf("ERROR_REASON_" + info.getReason());
    } catch (IllegalArgumentException newerServer) {
      return ErrorReason.UNRECOGNIZED;
    }
  }
}
