package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The edge itself says no to a request; {@link StatusMapper} knows the status of each reason. */
final class RequestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorReason reason;
  private final transient Map<String, String> metadata;
  private final transient List<FieldProblem> fields;

  private RequestRefusedException(
      ErrorReason reason, String message, Map<String, String> metadata, List<FieldProblem> fields) {
    super(message, null, false, false);
    this.reason = reason;
    this.metadata = Map.copyOf(metadata);
    this.fields = List.copyOf(fields);
  }

  static RequestRefusedException of(
      ErrorReason reason, String message, Map<String, String> metadata) {
    return new RequestRefusedException(reason, message, metadata, List.of());
  }

  /** For reasons that blame fields. */
  static RequestRefusedException ofFields(
      ErrorReason reason, String message, Map<String, String> metadata, List<FieldProblem> fields) {
    return new RequestRefusedException(reason, message, metadata, fields);
  }

  static RequestRefusedException invalidFields(List<FieldProblem> fields) {
    FieldProblem first = fields.get(0);
    String more = fields.size() > 1 ? "\nand " + (fields.size() - 1) + " more problems" : "";
    return new RequestRefusedException(
        ErrorReason.ERROR_REASON_INVALID_FIELD,
        first.field() + ": " + first.description() + more,
        Map.of(),
        fields);
  }

  static RequestRefusedException invalidField(String field, String description) {
    return invalidFields(List.of(new FieldProblem(field, description)));
  }

  static RequestRefusedException planNotFound(String planId) {
    return of(
        ErrorReason.ERROR_REASON_PLAN_NOT_FOUND,
        "Plan " + planId + " does not exist\nMaybe it is older than plans are kept.",
        Map.of("plan_id", planId));
  }

  static RequestRefusedException noPlanOfOrder(String channel, String orderId) {
    return of(
        ErrorReason.ERROR_REASON_PLAN_NOT_FOUND,
        "Order "
            + orderId
            + " of channel "
            + channel
            + " has no plan\nMaybe it was not routed yet.",
        Map.of("channel", channel, "order_id", orderId));
  }

  static RequestRefusedException orderTooOld(Instant placedTime, Duration retention) {
    return of(
        ErrorReason.ERROR_REASON_ORDER_TOO_OLD,
        "placed_time is "
            + placedTime
            + ", longer ago than the "
            + retention.toDays()
            + " days for which order ids are kept\n"
            + "Maybe the order was routed before and its id is no longer known.",
        Map.of(
            "placed_time",
            placedTime.toString(),
            "retention_days",
            Long.toString(retention.toDays())));
  }

  static RequestRefusedException elementNotFound(String kind, String id) {
    return of(
        ErrorReason.ERROR_REASON_NETWORK_ELEMENT_NOT_FOUND,
        "The network has no " + kind + " " + id + "\nMaybe the id is misspelt.",
        Map.of("kind", kind, "id", id));
  }

  static RequestRefusedException invalidPageToken() {
    return ofFields(
        ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN,
        "page_token was not made by this method with these filters\n"
            + "Maybe a filter changed between two pages: start again with an empty token.",
        Map.of(),
        List.of(new FieldProblem("page_token", "was not made by this method with these filters")));
  }

  static RequestRefusedException serverStopping() {
    return of(
        ErrorReason.ERROR_REASON_SERVER_STOPPING,
        "The server is starting or stopping\n"
            + "Maybe try again in a moment, or at another replica.",
        Map.of());
  }

  /** The same about a request that is part of a stream, with its place before every field. */
  RequestRefusedException within(String place) {
    return new RequestRefusedException(
        reason,
        place + ": " + getMessage(),
        metadata,
        fields.stream()
            .map(one -> new FieldProblem(place + "." + one.field(), one.description()))
            .toList());
  }

  /** The same about one of several: fields within {@code place} are within {@code actual}. */
  RequestRefusedException instead(String place, String actual) {
    return new RequestRefusedException(
        reason,
        actual + ": " + getMessage(),
        metadata,
        fields.stream()
            .map(
                one ->
                    one.field().startsWith(place + ".")
                        ? new FieldProblem(
                            actual + one.field().substring(place.length()), one.description())
                        : one)
            .toList());
  }

  ErrorReason reason() {
    return reason;
  }

  /** What varies, by name. */
  Map<String, String> metadata() {
    return metadata;
  }

  /** The fields to blame; may be empty. */
  List<FieldProblem> fields() {
    return fields;
  }
}
