package dev.sluice.client.testing;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.sluice.client.FieldViolation;
import dev.sluice.client.Times;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.OrderKey;
import dev.sluice.routing.v1.RoutingPlan;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call that ends with an error: one factory for each that the contract documents. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String DOMAIN = "sluice.dev";
  private static final String REASON_PREFIX = "ERROR_REASON_";
  private static final String STATE_PREFIX = "PLAN_STATE_";

  /** Of field violations in one error; those beyond are counted by a last one. */
  private static final int MAX_FIELD_CHARS = 1_500;

  private final transient Status status;

  private Refusal(Status status) {
    super(status.getMessage(), null, false, false);
    this.status = status;
  }

  Status status() {
    return status;
  }

  static Refusal invalidFields(List<FieldViolation> fields) {
    FieldViolation first = fields.get(0);
    String more = fields.size() > 1 ? " (and " + (fields.size() - 1) + " more)" : "";
    return invalid(
        ErrorReason.ERROR_REASON_INVALID_FIELD,
        first.field() + ": " + first.description() + more,
        Map.of(),
        fields);
  }

  static Refusal invalidField(String field, String description) {
    return invalidFields(List.of(new FieldViolation(field, description)));
  }

  /** Of reasons that are INVALID_ARGUMENT. */
  static Refusal invalid(
      ErrorReason reason,
      String message,
      Map<String, String> metadata,
      List<FieldViolation> fields) {
    return of(Code.INVALID_ARGUMENT, reason, message, metadata, badRequest(fields));
  }

  static Refusal contentDiffers(OrderKey key, String planId) {
    return of(
        Code.ALREADY_EXISTS,
        ErrorReason.ERROR_REASON_ORDER_CONTENT_DIFFERS,
        "Order %s of channel %s was routed before with other content, as plan %s\nMaybe the order was changed: send the change under a new order id, or cancel the plan."
            .formatted(key.getOrderId(), key.getChannel(), planId),
        Map.of("channel", key.getChannel(), "order_id", key.getOrderId(), "plan_id", planId));
  }

  static Refusal planNotFound(String planId) {
    return notFound(
        planId,
        "Plan %s does not exist\nMaybe the fake was reset since it was made.".formatted(planId),
        Map.of("plan_id", planId));
  }

  static Refusal noPlanOfOrder(OrderKey key) {
    return notFound(
        key.getChannel() + "/" + key.getOrderId(),
        "Order %s of channel %s has no plan\nMaybe it was not routed yet."
            .formatted(key.getOrderId(), key.getChannel()),
        Map.of("channel", key.getChannel(), "order_id", key.getOrderId()));
  }

  static Refusal planState(RoutingPlan plan, String why) {
    return precondition(
        ErrorReason.ERROR_REASON_PLAN_STATE,
        why,
        Map.of(
            "plan_id",
            plan.getPlanId(),
            "state",
            plan.getState().name().substring(STATE_PREFIX.length())));
  }

  static Refusal planReplaced(RoutingPlan plan) {
    return precondition(
        ErrorReason.ERROR_REASON_PLAN_REPLACED,
        "Plan %s was replaced by %s\nMaybe ask for that one."
            .formatted(plan.getPlanId(), plan.getReplacedByPlanId()),
        Map.of("plan_id", plan.getPlanId(), "replaced_by_plan_id", plan.getReplacedByPlanId()));
  }

  static Refusal orderTooOld(Instant placedTime, Duration retention) {
    return precondition(
        ErrorReason.ERROR_REASON_ORDER_TOO_OLD,
        "placed_time is %s, longer ago than the %d days for which order ids are kept\nMaybe the fake's clock was moved."
            .formatted(placedTime, retention.toDays()),
        Map.of(
            "placed_time",
            placedTime.toString(),
            "retention_days",
            Long.toString(retention.toDays())));
  }

  static Refusal otherRevision(RoutingPlan current) {
    return of(
        Code.ABORTED,
        ErrorReason.ERROR_REASON_PLAN_REVISION,
        "The order's plan is at revision %d\nMaybe look at plan %s and repeat the request for it."
            .formatted(current.getRevision(), current.getPlanId()),
        Map.of(
            "plan_id", current.getPlanId(), "revision", Integer.toString(current.getRevision())));
  }

  static Refusal messageTooLarge(int bytes, int maxBytes) {
    return of(
        Code.RESOURCE_EXHAUSTED,
        ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE,
        "The message has %d bytes, more than %d\nMaybe send it in smaller parts."
            .formatted(bytes, maxBytes),
        Map.of("max_bytes", Integer.toString(maxBytes)),
        retryInfo(Duration.ofMillis(500)));
  }

  static Refusal unavailable(Optional<Duration> retryAfter) {
    return of(
        Code.UNAVAILABLE,
        ErrorReason.ERROR_REASON_DATABASE_UNAVAILABLE,
        "The database does not answer\nMaybe that is the fault that the test injected.",
        Map.of(),
        retryAfter.map(Refusal::retryInfo).stream().toArray(Message[]::new));
  }

  static Refusal methodNotFound(String method) {
    return of(
        Code.UNIMPLEMENTED,
        ErrorReason.ERROR_REASON_METHOD_NOT_FOUND,
        "FakeSluice has no %s\nMaybe test that with a real server: the fake routes orders only."
            .formatted(method),
        Map.of("method", method));
  }

  /** What a route of the test, or the fake itself, failed with. */
  static Refusal internal(RuntimeException failure) {
    return of(
        Code.INTERNAL,
        ErrorReason.ERROR_REASON_INTERNAL,
        "FakeSluice failed: %s\nMaybe a route of the test throws.".formatted(failure),
        Map.of());
  }

  private static Refusal notFound(String name, String message, Map<String, String> metadata) {
    return of(
        Code.NOT_FOUND,
        ErrorReason.ERROR_REASON_PLAN_NOT_FOUND,
        message,
        metadata,
        ResourceInfo.newBuilder()
            .setResourceType(DOMAIN + "/plan")
            .setResourceName(name)
            .setDescription(message)
            .build());
  }

  private static Refusal precondition(
      ErrorReason reason, String message, Map<String, String> metadata) {
    return of(
        Code.FAILED_PRECONDITION,
        reason,
        message,
        metadata,
        PreconditionFailure.newBuilder()
            .addViolations(
                PreconditionFailure.Violation.newBuilder()
                    .setType(nameOf(reason))
                    .setSubject(metadata.getOrDefault("plan_id", ""))
                    .setDescription(message))
            .build());
  }

  private static BadRequest badRequest(List<FieldViolation> fields) {
    BadRequest.Builder bad = BadRequest.newBuilder();
    int chars = 0;
    for (FieldViolation field : fields) {
      chars += field.field().length() + field.description().length();
      boolean fits = chars <= MAX_FIELD_CHARS;
      int left = fields.size() - bad.getFieldViolationsCount();
      bad.addFieldViolationsBuilder()
          .setField(field.field())
          .setDescription(fits ? field.description() : "and " + left + " more like this");
      if (!fits) {
        break;
      }
    }
    return bad.build();
  }

  private static RetryInfo retryInfo(Duration delay) {
    return RetryInfo.newBuilder().setRetryDelay(Times.duration(delay)).build();
  }

  private static Refusal of(
      Code code,
      ErrorReason reason,
      String message,
      Map<String, String> metadata,
      Message... details) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(nameOf(reason))
                        .setDomain(DOMAIN)
                        .putAllMetadata(metadata)
                        .build()));
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return new Refusal(status.build());
  }

  private static String nameOf(ErrorReason reason) {
    return reason.name().substring(REASON_PREFIX.length());
  }
}
