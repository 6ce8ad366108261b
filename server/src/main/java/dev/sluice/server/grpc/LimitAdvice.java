package dev.sluice.server.grpc;

import build.buf.validate.Violation;
import com.google.type.Money;
import org.jspecify.annotations.Nullable;

/** What the contract's limits mean for people, and why a value may be out of them. */
final class LimitAdvice {

  private LimitAdvice() {}

  /** The limit; completes the sentence "is 'value', ...". */
  static String limit(Violation violation) {
    return switch (violation.getRuleId()) {
      case "required" -> "must be set";
      case "string.pattern" -> pattern(violation);
      case "enum.not_in" -> "must be one of the other words";
      case "enum.defined_only" -> "is no word of this contract";
      case "repeated.unique" -> "must not name anything twice";
      default -> violation.getMessage().replaceFirst("^value ", "");
    };
  }

  /** Why that may be; completes the sentence "Maybe ...". */
  static String advice(Violation violation, @Nullable Object value) {
    String rule = violation.getRuleId();
    if (rule.equals("string.pattern")) {
      return patternAdvice(violation);
    } else if (value instanceof Number number && !rule.startsWith("enum.")) {
      return numberAdvice(rule, number.doubleValue());
    } else if (value instanceof Money money) {
      return moneyAdvice(money);
    }
    return switch (rule) {
      case "required", "enum.not_in" -> "the sender left the field out.";
      case "enum.defined_only" -> "the sender was built with a newer contract than this server.";
      case "lat_lng" -> "latitude and longitude are swapped, or not in degrees.";
      case "time_of_day" -> "24:00 was meant: write 23:59, or 00:00 of the next day.";
      case "date" -> "day and month are swapped, or the year has two digits.";
      case "string.min_len", "repeated.min_items" -> "it is missing from the sender's data.";
      case "string.max_len" -> "columns are shifted.";
      case "repeated.max_items" -> "the request is to be sent in several parts.";
      case "repeated.unique" -> "the sender's data were joined twice.";
      default -> "the comment on this field in the .proto file says more.";
    };
  }

  private static String pattern(Violation violation) {
    String pattern = patternOf(violation);
    if (pattern.startsWith("^[A-Za-z0-9][")) {
      return "must be 1 to 64 of A-Z a-z 0-9 . _ : -, a letter or digit first";
    } else if (pattern.startsWith("^([0-9]{2}|")) {
      return "must be 2, 4, 6 or 9 digits";
    } else if (pattern.startsWith("^[^\\p{Cc}]")) {
      return "holds a control character";
    }
    return violation.getMessage();
  }

  private static String patternAdvice(Violation violation) {
    String pattern = patternOf(violation);
    if (pattern.startsWith("^[A-Za-z0-9][")) {
      return "it is missing, or holds a space or a letter outside of these; move it to the name.";
    } else if (pattern.startsWith("^([0-9]{2}|")) {
      return "a leading zero or the last digits were lost in a spreadsheet.";
    } else if (pattern.startsWith("^[^\\p{Cc}]")) {
      return "it was copied from a formatted document.";
    }
    return "the comment on this field in the .proto file says more.";
  }

  /** The message quotes the pattern. */
  private static String patternOf(Violation violation) {
    String message = violation.getMessage();
    int begin = message.indexOf('`');
    return begin < 0 ? "" : message.substring(begin + 1);
  }

  private static String numberAdvice(String rule, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "something was divided by zero: leave the field out where nothing is known.";
    } else if (value < 0) {
      return "a minus is left over from a correction, or columns are shifted.";
    } else if (rule.startsWith("double.")) {
      return "it is a percentage: write 0.97 for 97 %.";
    } else if (value == 0) {
      return "the sender left the field out.";
    }
    return "it is in another unit, or columns are shifted.";
  }

  private static String moneyAdvice(Money money) {
    if (!money.getCurrencyCode().equals("CNY")) {
      return "the currency code is missing, or amounts are still to be converted.";
    } else if (money.getUnits() < 0 || money.getNanos() < 0) {
      return "a discount or credit was meant: charges and prices are never below 0.";
    }
    return "it is in fen instead of yuan, or nanos hold more than a fraction of one.";
  }
}
