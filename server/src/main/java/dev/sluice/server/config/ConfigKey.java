package dev.sluice.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * One key of the configuration: how it is written, read, checked and documented.
 *
 * @param path sections and name with dots between
 * @param unit empty when the name says it all
 * @param range in words, for the table and for error messages
 * @param fallback the text taken when nobody sets the key; empty means none
 * @param meaning one line for the table
 * @param parser throws IllegalArgumentException on what is outside the range
 */
record ConfigKey<T>(
    String path,
    String unit,
    String range,
    String fallback,
    String meaning,
    Function<Given, T> parser) {

  /**
   * A value as somebody wrote it.
   *
   * @param text empty when nobody set the key and it has no default
   * @param folder what relative paths are relative to
   */
  record Given(String text, Path folder) {}

  static ConfigKey<Integer> integer(
      String path, String unit, int min, int max, int fallback, String meaning) {
    return new ConfigKey<>(
        path,
        unit,
        min + " to " + max,
        Integer.toString(fallback),
        meaning,
        given -> (int) parse(given.text(), min, max));
  }

  static ConfigKey<Duration> millis(String path, int min, int max, int fallback, String meaning) {
    return new ConfigKey<>(
        path,
        "ms",
        min + " to " + max,
        Integer.toString(fallback),
        meaning,
        given -> Duration.ofMillis(parse(given.text(), min, max)));
  }

  static ConfigKey<Duration> seconds(String path, int min, int max, int fallback, String meaning) {
    return new ConfigKey<>(
        path,
        "s",
        min + " to " + max,
        Integer.toString(fallback),
        meaning,
        given -> Duration.ofSeconds(parse(given.text(), min, max)));
  }

  static ConfigKey<String> text(String path, String range, String fallback, String meaning) {
    return new ConfigKey<>(path, "", range, fallback, meaning, Given::text);
  }

  static ConfigKey<Path> folder(String path, String fallback, String meaning) {
    return new ConfigKey<>(path, "", "a folder", fallback, meaning, ConfigKey::parseFolder);
  }

  static ConfigKey<ZoneId> zone(String path, String fallback, String meaning) {
    return new ConfigKey<>(
        path, "", "a time zone name", fallback, meaning, given -> parseZone(given.text()));
  }

  static ConfigKey<Boolean> flag(String path, boolean fallback, String meaning) {
    return new ConfigKey<>(
        path,
        "",
        "true or false",
        Boolean.toString(fallback),
        meaning,
        given -> parseFlag(given.text()));
  }

  private static boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static long parse(String text, long min, long max) {
    long value = Long.parseLong(text);
    if (value < min || value > max) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static ZoneId parseZone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Path parseFolder(Given given) {
    try {
      return given.folder().resolve(Path.of(given.text())).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(given.text(), e);
    }
  }
}
