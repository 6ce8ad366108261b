package dev.sluice.server.grpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps errors small enough for the trailers of a call: clients take 8 KiB of them in all, and an
 * error that does not fit reaches the caller as an unreadable one.
 */
final class TextLimits {
  private static final int MESSAGE_BYTES = 600;
  private static final int METADATA_BYTES = 900;
  private static final int DESCRIPTION_BYTES = 300;
  private static final int FIELDS_BYTES = 1_500;

  private TextLimits() {}

  static String message(String message) {
    return cut(message, MESSAGE_BYTES);
  }

  static Map<String, String> metadata(Map<String, String> metadata) {
    Map<String, String> limited = new LinkedHashMap<>();
    metadata.forEach((name, value) -> limited.put(name, cut(value, METADATA_BYTES)));
    return limited;
  }

  /** The first problems that fit; a last one counts the others. */
  static List<FieldProblem> fields(List<FieldProblem> problems) {
    List<FieldProblem> fitting = new ArrayList<>();
    int bytes = 0;
    for (FieldProblem problem : problems) {
      FieldProblem limited =
          new FieldProblem(
              cut(problem.field(), DESCRIPTION_BYTES),
              cut(problem.description(), DESCRIPTION_BYTES));
      bytes += utf8Length(limited.field()) + utf8Length(limited.description());
      if (bytes > FIELDS_BYTES) {
        int left = problems.size() - fitting.size();
        fitting.add(new FieldProblem(limited.field(), "and " + left + " more like this"));
        break;
      }
      fitting.add(limited);
    }
    return fitting;
  }

  private static String cut(String text, int maxBytes) {
    if (utf8Length(text) <= maxBytes) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      bytes += utf8Length(codePoint);
      if (bytes > maxBytes - 3) {
        break;
      }
      kept.appendCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
    return kept.append("...").toString();
  }

  private static int utf8Length(String text) {
    return text.codePoints().map(TextLimits::utf8Length).sum();
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
