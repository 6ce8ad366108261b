package dev.sluice.server.grpc;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.network.InvalidNetworkException;
import dev.sluice.server.network.NetworkChangedException;
import dev.sluice.server.network.NetworkProblem;
import dev.sluice.server.policy.GraveImpactException;
import dev.sluice.server.policy.RulesRefusedException;
import dev.sluice.server.policy.UnknownRuleSetException;
import dev.sluice.server.routing.OrderContentDiffersException;
import dev.sluice.server.routing.OverloadedException;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become statuses. What it does not know stays inside, logged. */
final class StatusMapper {
  /** The domain of every error. */
  static final String DOMAIN = "sluice.dev";

  private static final Logger log = LoggerFactory.getLogger(StatusMapper.class);
  private static final Duration RETRY_DELAY = Duration.ofMillis(500);

  private final Predicate<Throwable> databaseTrouble;

  /**
   * @param databaseTrouble whether a failure means that the database cannot answer now, so that the
   *     same request may be repeated
   */
  StatusMapper(Predicate<Throwable> databaseTrouble) {
    this.databaseTrouble = databaseTrouble;
  }

  /** The same exception as callers shall see it. */
  StatusRuntimeException toException(Throwable failure) {
    return StatusProto.toStatusRuntimeException(toStatus(failure));
  }

  Status toStatus(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof RequestRefusedException refused) {
      return refused(refused);
    }
    if (cause instanceof OrderContentDiffersException differs) {
      return contentDiffers(differs);
    }
    if (cause instanceof InvalidNetworkException invalid) {
      return invalidNetwork(invalid);
    }
    if (cause instanceof UnknownRuleSetException
        || cause instanceof RulesRefusedException
        || cause instanceof GraveImpactException) {
      return refused(RulesRefusals.of(cause));
    }
    if (cause instanceof OverloadedException overloaded) {
      return status(ErrorReason.ERROR_REASON_TOO_MANY_REQUESTS, message(overloaded), Map.of());
    }
    if (cause instanceof NetworkChangedException) {
      return status(
          ErrorReason.ERROR_REASON_NETWORK_CHANGED,
          "Somebody else changed the network at the same time\nMaybe repeat the change.",
          Map.of());
    }
    if (cause instanceof LedgerUnavailableException) {
      warn("The ledger cannot answer", cause, cause.getCause());
      return databaseUnavailable();
    }
    if (databaseTrouble.test(cause)) {
      warn("The database cannot answer", cause, cause);
      return databaseUnavailable();
    }
    if (cause instanceof TimeoutException) {
      return status(
          ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED,
          "The deadline passed before the answer was durable\n"
              + "Maybe the server is busy: the same request may be repeated.",
          Map.of());
    }
    if (cause instanceof RejectedExecutionException) {
      return refused(RequestRefusedException.serverStopping());
    }
    if (cause instanceof CancellationException) {
      return cancelled();
    }
    return fromTransport(cause);
  }

  /** Builds a status of a reason that blames no field. */
  static Status status(ErrorReason reason, String message, Map<String, String> metadata) {
    return start(reason, message, metadata).build();
  }

  private static Status.Builder start(
      ErrorReason reason, String message, Map<String, String> metadata) {
    Code code = ErrorReasons.codeOf(reason);
    Status.Builder status =
        Status.newBuilder()
            .setCode(code.value())
            .setMessage(TextLimits.message(message))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(ErrorReasons.nameOf(reason))
                        .setDomain(DOMAIN)
                        .putAllMetadata(TextLimits.metadata(metadata))
                        .build()));
    if (code == Code.UNAVAILABLE || code == Code.RESOURCE_EXHAUSTED) {
      status.addDetails(Any.pack(retryInfo()));
    }
    return status;
  }

  private static Status refused(RequestRefusedException refused) {
    Status.Builder status = start(refused.reason(), message(refused), refused.metadata());
    if (!refused.fields().isEmpty()) {
      status.addDetails(Any.pack(badRequest(refused.fields())));
    }
    switch (ErrorReasons.codeOf(refused.reason())) {
      case NOT_FOUND ->
          status.addDetails(Any.pack(resourceInfo(refused.metadata(), message(refused))));
      case FAILED_PRECONDITION -> status.addDetails(Any.pack(preconditionFailure(refused)));
      default -> {
        // Their ErrorInfo says it all.
      }
    }
    return status.build();
  }

  private static Status contentDiffers(OrderContentDiffersException differs) {
    return status(
        ErrorReason.ERROR_REASON_ORDER_CONTENT_DIFFERS,
        message(differs),
        Map.of(
            "channel", differs.key().channel(),
            "order_id", differs.key().orderId(),
            "plan_id", differs.planId()));
  }

  private static Status invalidNetwork(InvalidNetworkException invalid) {
    List<FieldProblem> fields =
        invalid.problems().stream().map(StatusMapper::toFieldProblem).toList();
    return start(
            ErrorReason.ERROR_REASON_INVALID_NETWORK,
            message(invalid),
            Map.of("problems", Integer.toString(invalid.problemCount())))
        .addDetails(Any.pack(badRequest(fields)))
        .build();
  }

  private static FieldProblem toFieldProblem(NetworkProblem problem) {
    return new FieldProblem(
        problem.kind() + "[" + problem.id() + "]." + problem.field(), problem.message());
  }

  /** One line where the database is merely away: then every order fails, for one known reason. */
  private void warn(String what, Throwable failure, @Nullable Throwable reason) {
    if (reason != null && databaseTrouble.test(reason)) {
      log.warn("{}: {}", what, message(failure));
    } else {
      log.warn(what, failure);
    }
  }

  private static Status databaseUnavailable() {
    return status(
        ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE,
        "The database does not answer\nMaybe try again in a moment: the same request may be"
            + " repeated.",
        Map.of());
  }

  private static Status cancelled() {
    return status(ErrorReason.ERROR_REASON_CANCELLED, "The caller gave up", Map.of());
  }

  /** What gRPC itself throws keeps its code where that is the caller's business. */
  private static Status fromTransport(Throwable cause) {
    Code code = io.grpc.Status.Code.UNKNOWN;
    if (cause instanceof StatusRuntimeException runtime) {
      code = runtime.getStatus().getCode();
    } else if (cause instanceof StatusException checked) {
      code = checked.getStatus().getCode();
    }
    return switch (code) {
      case CANCELLED -> cancelled();
      case DEADLINE_EXCEEDED ->
          status(
              ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED,
              "The deadline passed before the answer was there",
              Map.of());
      default -> internal(cause);
    };
  }

  private static Status internal(Throwable cause) {
    String errorId = UUID.randomUUID().toString();
    log.error("A request failed in a way nobody foresaw, error_id {}", errorId, cause);
    return status(
        ErrorReason.ERROR_REASON_INTERNAL,
        "Something went wrong inside Sluice, error_id "
            + errorId
            + "\nMaybe the server's log under this error_id tells more.",
        Map.of("error_id", errorId));
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static BadRequest badRequest(List<FieldProblem> fields) {
    BadRequest.Builder bad = BadRequest.newBuilder();
    for (FieldProblem field : TextLimits.fields(fields)) {
      bad.addFieldViolations(
          BadRequest.FieldViolation.newBuilder()
              .setField(field.field())
              .setDescription(field.description()));
    }
    return bad.build();
  }

  private static ResourceInfo resourceInfo(Map<String, String> metadata, String message) {
    String kind = metadata.getOrDefault("kind", "plan");
    String name =
        metadata.containsKey("id")
            ? metadata.get("id")
            : metadata.getOrDefault(
                "plan_id", metadata.get("channel") + "/" + metadata.get("order_id"));
    return ResourceInfo.newBuilder()
        .setResourceType(DOMAIN + "/" + kind)
        .setResourceName(name)
        .setDescription(TextLimits.message(message))
        .build();
  }

  private static PreconditionFailure preconditionFailure(RequestRefusedException refused) {
    return PreconditionFailure.newBuilder()
        .addViolations(
            PreconditionFailure.Violation.newBuilder()
                .setType(ErrorReasons.nameOf(refused.reason()))
                .setSubject(refused.metadata().getOrDefault("plan_id", ""))
                .setDescription(TextLimits.message(message(refused))))
        .build();
  }

  private static RetryInfo retryInfo() {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            com.google.protobuf.Duration.newBuilder().setNanos(RETRY_DELAY.toNanosPart()))
        .build();
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "" : message;
  }
}
