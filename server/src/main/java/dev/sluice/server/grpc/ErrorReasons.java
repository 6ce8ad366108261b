package dev.sluice.server.grpc;

import dev.sluice.routing.v1.ErrorReason;
import io.grpc.Status.Code;

/** The status code that belongs to each reason, as {@code error_reason.proto} documents it. */
final class ErrorReasons {
  private static final String PREFIX = "ERROR_REASON_";

  private ErrorReasons() {}

  /** The reason as {@code google.rpc.ErrorInfo} names it. */
  static String nameOf(ErrorReason reason) {
    return reason.name().substring(PREFIX.length());
  }

  static Code codeOf(ErrorReason reason) {
    return switch (reason) {
      case ERROR_REASON_INVALID_FIELD,
          ERROR_REASON_UNKNOWN_SKU,
          ERROR_REASON_UNKNOWN_REGION,
          ERROR_REASON_INVALID_NETWORK,
          ERROR_REASON_INVALID_PAGE_TOKEN,
          ERROR_REASON_RULES_REFUSED ->
          Code.INVALID_ARGUMENT;
      case ERROR_REASON_ORDER_CONTENT_DIFFERS -> Code.ALREADY_EXISTS;
      case ERROR_REASON_PLAN_NOT_FOUND,
          ERROR_REASON_NETWORK_ELEMENT_NOT_FOUND,
          ERROR_REASON_RULE_SET_NOT_FOUND ->
          Code.NOT_FOUND;
      case ERROR_REASON_PLAN_STATE,
          ERROR_REASON_PLAN_REPLACED,
          ERROR_REASON_ORDER_TOO_OLD,
          ERROR_REASON_NETWORK_EMPTY,
          ERROR_REASON_STOCK_BELOW_ZERO,
          ERROR_REASON_EARMARK_NOT_FREE,
          ERROR_REASON_GRAVE_IMPACT,
          ERROR_REASON_NOTHING_TO_ROLL_BACK ->
          Code.FAILED_PRECONDITION;
      case ERROR_REASON_NETWORK_CHANGED, ERROR_REASON_PLAN_REVISION -> Code.ABORTED;
      case ERROR_REASON_TOO_MANY_REQUESTS, ERROR_REASON_MESSAGE_TOO_LARGE ->
          Code.RESOURCE_EXHAUSTED;
      case ERROR_REASON_DATABASE_UNAVAILABLE, ERROR_REASON_SERVER_STOPPING -> Code.UNAVAILABLE;
      case ERROR_REASON_DEADLINE_EXCEEDED -> Code.DEADLINE_EXCEEDED;
      case ERROR_REASON_METHOD_NOT_FOUND -> Code.UNIMPLEMENTED;
      case ERROR_REASON_CANCELLED -> Code.CANCELLED;
      case ERROR_REASON_INTERNAL, ERROR_REASON_UNSPECIFIED, UNRECOGNIZED -> Code.INTERNAL;
    };
  }
}
