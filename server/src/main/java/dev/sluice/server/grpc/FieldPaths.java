package dev.sluice.server.grpc;

import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;

/** Writes protovalidate's field paths the way {@code google.rpc.BadRequest} wants them. */
final class FieldPaths {

  private FieldPaths() {}

  static String toText(FieldPath path) {
    StringBuilder text = new StringBuilder();
    for (FieldPathElement element : path.getElementsList()) {
      if (text.length() > 0) {
        text.append('.');
      }
      text.append(element.getFieldName());
      switch (element.getSubscriptCase()) {
        case INDEX -> text.append('[').append(element.getIndex()).append(']');
        case STRING_KEY -> text.append('[').append(element.getStringKey()).append(']');
        default -> {
          // Maps of this contract have string keys only.
        }
      }
    }
    return text.toString();
  }
}
