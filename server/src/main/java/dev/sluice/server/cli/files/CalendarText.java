package dev.sluice.server.cli.files;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Weekdays and cut-offs as people write them: {@code MON-FRI 20:00; SAT 18:00}. */
final class CalendarText {
  private static final Pattern DAYS = Pattern.compile("([A-Za-z]{3})(?:\\s*-\\s*([A-Za-z]{3}))?");
  private static final Pattern CUT_OFF = Pattern.compile("(.+?)\\s+(\\d{1,2}:\\d{2})");

  private CalendarText() {}

  /**
   * Reads weekdays.
   *
   * @throws IllegalArgumentException what is wrong, as a sentence
   */
  static Set<DayOfWeek> parseDays(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : parts(text)) {
      days.addAll(parseDayRange(part));
    }
    return days;
  }

  /**
   * Reads cut-offs.
   *
   * @throws IllegalArgumentException what is wrong, as a sentence
   */
  static Map<DayOfWeek, LocalTime> parseCutOffs(String text) {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (String part : parts(text)) {
      Matcher matcher = CUT_OFF.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("has no weekdays and time in '" + part + "'");
      }
      LocalTime time = parseTime(matcher.group(2));
      for (DayOfWeek day : parseDayRange(matcher.group(1))) {
        if (cutOffs.put(day, time) != null) {
          throw new IllegalArgumentException("names " + shortName(day) + " twice");
        }
      }
    }
    return cutOffs;
  }

  /**
   * Reads cut-offs of dates.
   *
   * @throws IllegalArgumentException what is wrong, as a sentence
   */
  static Map<LocalDate, LocalTime> parseDatedCutOffs(String text) {
    Map<LocalDate, LocalTime> cutOffs = new TreeMap<>();
    for (String part : parts(text)) {
      Matcher matcher = CUT_OFF.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("has no date and time in '" + part + "'");
      }
      LocalTime time = parseTime(matcher.group(2));
      LocalDate date = parseDate(matcher.group(1));
      if (cutOffs.put(date, time) != null) {
        throw new IllegalArgumentException("names " + date + " twice");
      }
    }
    return cutOffs;
  }

  static String formatDatedCutOffs(Map<LocalDate, LocalTime> cutOffs) {
    return cutOffs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(cutOff -> cutOff.getKey() + " " + cutOff.getValue())
        .collect(Collectors.joining("; "));
  }

  static String formatDays(Set<DayOfWeek> days) {
    Map<DayOfWeek, String> sameValue = new EnumMap<>(DayOfWeek.class);
    days.forEach(day -> sameValue.put(day, ""));
    return format(sameValue, ";");
  }

  static String formatCutOffs(Map<DayOfWeek, LocalTime> cutOffs) {
    Map<DayOfWeek, String> times = new EnumMap<>(DayOfWeek.class);
    cutOffs.forEach((day, time) -> times.put(day, " " + time));
    return format(times, "; ");
  }

  private static String format(Map<DayOfWeek, String> suffixes, String separator) {
    List<String> parts = new ArrayList<>();
    DayOfWeek[] week = DayOfWeek.values();
    for (int first = 0; first < week.length; first++) {
      String suffix = suffixes.get(week[first]);
      if (suffix == null) {
        continue;
      }
      int last = first;
      while (last + 1 < week.length && suffix.equals(suffixes.get(week[last + 1]))) {
        last++;
      }
      String range = shortName(week[first]) + (last > first ? "-" + shortName(week[last]) : "");
      parts.add(range + suffix);
      first = last;
    }
    return String.join(separator, parts);
  }

  private static Set<DayOfWeek> parseDayRange(String text) {
    Matcher matcher = DAYS.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("has '" + text + "', which is no weekday or range");
    }
    DayOfWeek first = parseDay(matcher.group(1));
    DayOfWeek last = matcher.group(2) == null ? first : parseDay(matcher.group(2));
    Set<DayOfWeek> days = EnumSet.of(first);
    for (DayOfWeek day = first; day != last; day = day.plus(1)) {
      days.add(day.plus(1));
    }
    return days;
  }

  private static DayOfWeek parseDay(String text) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> shortName(day).equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("has '" + text + "', which is no weekday"));
  }

  private static LocalDate parseDate(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("has '" + text + "', which is no date", e);
    }
  }

  private static LocalTime parseTime(String text) {
    try {
      return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("has '" + text + "', which is no time of day", e);
    }
  }

  private static String shortName(DayOfWeek day) {
    return day.name().substring(0, 3);
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(";", -1))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toList());
  }
}
