package dev.sluice.server.cli.files;

import dev.sluice.server.network.OperatingState;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One row of a network file. Its accessors answer a harmless value where the row is wrong, and say
 * so to the problems.
 */
final class CsvRow {
  private static final BigDecimal MICROS = new BigDecimal(1_000_000);

  private final FileFormat format;
  private final long line;
  private final String[] values;
  private final Problems problems;

  CsvRow(FileFormat format, long line, String[] values, Problems problems) {
    this.format = format;
    this.line = line;
    this.values = values;
    this.problems = problems;
  }

  String fileName() {
    return format.fileName();
  }

  long line() {
    return line;
  }

  /** The value as written, or the column's default where the field is empty. */
  String text(String columnName) {
    int index = format.indexOf(columnName);
    return values[index].isEmpty() ? format.columns().get(index).otherwise() : values[index];
  }

  List<String> list(String columnName) {
    return Arrays.stream(text(columnName).split(";", -1))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  Set<String> set(String columnName) {
    return new TreeSet<>(list(columnName));
  }

  long wholeNumber(String columnName) {
    return number(columnName, "is not a whole number", BigDecimal::longValueExact)
        .orElse(BigDecimal.ZERO)
        .longValue();
  }

  int smallNumber(String columnName) {
    return (int) wholeNumber(columnName);
  }

  OptionalInt optionalSmallNumber(String columnName) {
    return text(columnName).isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(smallNumber(columnName));
  }

  OptionalLong optionalWholeNumber(String columnName) {
    return text(columnName).isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(wholeNumber(columnName));
  }

  double decimal(String columnName) {
    return number(columnName, "is not a number", value -> {})
        .map(BigDecimal::doubleValue)
        .orElse(0.0);
  }

  /** An amount in yuan as micro-yuan. */
  long yuanMicros(String columnName) {
    return number(
            columnName,
            "is not an amount in yuan with at most 6 decimals",
            value -> value.multiply(MICROS).longValueExact())
        .map(value -> value.multiply(MICROS).longValue())
        .orElse(0L);
  }

  boolean yesNo(String columnName) {
    String value = text(columnName).toLowerCase(Locale.ROOT);
    return switch (value) {
      case "yes", "y", "true", "1", "是" -> true;
      case "no", "n", "false", "0", "否", "" -> false;
      default -> {
        report(columnName, "is neither yes nor no", "Maybe write yes or no.");
        yield false;
      }
    };
  }

  <E extends Enum<E>> E word(String columnName, Class<E> type) {
    return findWord(columnName, text(columnName), type).orElse(type.getEnumConstants()[0]);
  }

  <E extends Enum<E>> Set<E> words(String columnName, Class<E> type) {
    Set<E> words = EnumSet.noneOf(type);
    for (String part : list(columnName)) {
      findWord(columnName, part, type).ifPresent(words::add);
    }
    return words;
  }

  OperatingState state() {
    return word("state", OperatingState.class);
  }

  ZoneId zone(String columnName) {
    try {
      return ZoneId.of(text(columnName));
    } catch (java.time.DateTimeException e) {
      report(columnName, "is no known time zone", "Maybe Asia/Shanghai.");
      return ZoneId.of("Asia/Shanghai");
    }
  }

  Map<DayOfWeek, LocalTime> cutOffs(String columnName) {
    try {
      return CalendarText.parseCutOffs(text(columnName));
    } catch (IllegalArgumentException e) {
      report(columnName, e.getMessage() + "", "Maybe write it like MON-FRI 20:00; SAT 18:00.");
      return Map.of();
    }
  }

  Map<LocalDate, LocalTime> datedCutOffs(String columnName) {
    try {
      return CalendarText.parseDatedCutOffs(text(columnName));
    } catch (IllegalArgumentException e) {
      report(columnName, e.getMessage() + "", "Maybe write it like 2026-11-11 23:30.");
      return Map.of();
    }
  }

  Set<DayOfWeek> days(String columnName) {
    try {
      return CalendarText.parseDays(text(columnName));
    } catch (IllegalArgumentException e) {
      report(columnName, e.getMessage() + "", "Maybe write it like MON-FRI;SUN.");
      return Set.of();
    }
  }

  Set<LocalDate> dates(String columnName) {
    Set<LocalDate> dates = new LinkedHashSet<>();
    for (String part : list(columnName)) {
      try {
        dates.add(LocalDate.parse(part));
      } catch (DateTimeParseException e) {
        report(
            columnName, "has '" + part + "', which is no date", "Maybe write it like 2026-10-01.");
      }
    }
    return dates;
  }

  void report(String columnName, String what, String advice) {
    Column column = format.columns().get(format.indexOf(columnName));
    problems.add(this, column, text(columnName), what, advice);
  }

  /** Reports one of the values of a list, or the only value. */
  void reportPart(String columnName, String part, String what, String advice) {
    boolean whole = part.equals(text(columnName));
    report(columnName, whole ? what : "has '" + part + "', which " + what, advice);
  }

  private <E extends Enum<E>> Optional<E> findWord(String columnName, String text, Class<E> type) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    String word = text.trim().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    if (known.contains(word)) {
      return Optional.of(Enum.valueOf(type, word));
    }
    if (!text.isEmpty()) {
      String advice =
          NearestName.find(word, known)
              .map(near -> "Maybe " + near + ".")
              .orElse("Maybe one of " + String.join(", ", known) + ".");
      reportPart(columnName, text, "is no known word", advice);
    }
    return Optional.empty();
  }

  private Optional<BigDecimal> number(
      String columnName, String complaint, Consumer<BigDecimal> check) {
    Column column = format.columns().get(format.indexOf(columnName));
    String text = text(columnName);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value;
    try {
      if (text.length() > 30) {
        throw new NumberFormatException("too long");
      }
      value = new BigDecimal(text);
      check.accept(value);
    } catch (ArithmeticException | NumberFormatException e) {
      report(columnName, complaint, adviceForNumber(text, column));
      return Optional.empty();
    }
    if (column.minimum().filter(least -> value.compareTo(least) < 0).isPresent()
        || column.maximum().filter(most -> value.compareTo(most) > 0).isPresent()) {
      report(columnName, "is out of range", "Maybe a number from " + column.range() + ".");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private static String adviceForNumber(String text, Column column) {
    if (text.indexOf(',') >= 0 || text.indexOf('，') >= 0) {
      return "Maybe leave out the thousands separator.";
    }
    if (text.matches("[-0-9.]+\\s*\\D+")) {
      return "Maybe leave out the unit; it is in the column's name.";
    }
    return "Maybe write it like " + column.example() + ".";
  }
}
