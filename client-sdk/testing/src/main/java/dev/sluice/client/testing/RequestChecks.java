package dev.sluice.client.testing;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.sluice.client.FieldViolation;
import dev.sluice.routing.v1.RoutingServiceProto;
import java.util.List;

/** Checks requests against the limits that the contract declares, as the server does. */
final class RequestChecks {

  /** What the server takes unless it is configured otherwise. */
  static final int MAX_REQUEST_BYTES = 4 << 20;

  /** Compiled limits do not change, and take a second to compile: one for all fakes. */
  private static final Validator CONTRACT =
      ValidatorFactory.newBuilder()
          .withConfig(Config.newBuilder().setEnableNativeRules(true).build())
          .build();

  private RequestChecks() {}

  /** Compiles the limits of every request, so that no call waits for it until its deadline. */
  static void compile() {
    for (MethodDescriptor method :
        RoutingServiceProto.getDescriptor().getServices().get(0).getMethods()) {
      validate(DynamicMessage.getDefaultInstance(method.getInputType()));
    }
  }

  /**
   * @throws Refusal naming every field that is out of its limits
   */
  static void check(Message request) {
    List<FieldViolation> violations =
        validate(request).getViolations().stream()
            .map(one -> one.toProto())
            .map(one -> new FieldViolation(path(one.getField()), one.getMessage()))
            .toList();
    if (!violations.isEmpty()) {
      throw Refusal.invalidFields(violations);
    }
  }

  /**
   * @throws Refusal when the server would not even read it
   */
  static void checkSize(Message request) {
    if (request.getSerializedSize() > MAX_REQUEST_BYTES) {
      throw Refusal.messageTooLarge(request.getSerializedSize(), MAX_REQUEST_BYTES);
    }
  }

  private static ValidationResult validate(Message request) {
    try {
      return CONTRACT.validate(request);
    } catch (ValidationException e) {
      throw new IllegalStateException(
          "The limits of %s cannot be checked\nMaybe protovalidate and its CEL are of different versions."
              .formatted(request.getDescriptorForType().getName()),
          e);
    }
  }

  /** Such as {@code order.lines[3].sku}. */
  private static String path(FieldPath path) {
    StringBuilder text = new StringBuilder();
    for (FieldPathElement element : path.getElementsList()) {
      if (text.length() > 0) {
        text.append('.');
      }
      text.append(element.getFieldName());
      if (element.getSubscriptCase() == FieldPathElement.SubscriptCase.INDEX) {
        text.append('[').append(element.getIndex()).append(']');
      }
    }
    return text.toString();
  }
}
