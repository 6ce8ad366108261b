package dev.sluice.rules.guard.vocabulary;

import java.util.List;

/**
 * What one argument of a verdict may be.
 *
 * @param kind of value
 * @param least of a number
 * @param most of a number
 * @param words the only texts it takes; empty when it takes any
 */
public record ParameterType(Kind kind, double least, double most, List<String> words) {

  /** Kinds of arguments. */
  public enum Kind {
    CANDIDATE("a candidate bound in `when`"),
    LINE("a line bound in `when`"),
    SHARE_CARRIER("a carrier bound in `when`"),
    AMOUNT("a number"),
    /** As {@link #AMOUNT}, but written out. */
    FIXED_AMOUNT("a number, written out"),
    COUNT("a whole number"),
    TEXT("a text in quotes");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }
  }

  public ParameterType {
    words = List.copyOf(words);
  }

  static ParameterType of(Kind kind) {
    return new ParameterType(kind, 0, 0, List.of());
  }

  static ParameterType number(Kind kind, double least, double most) {
    return new ParameterType(kind, least, most, List.of());
  }

  static ParameterType oneOf(String... words) {
    return new ParameterType(Kind.TEXT, 0, 0, List.of(words));
  }

  /** Whether it is a number of any kind. */
  public boolean isNumber() {
    return kind == Kind.AMOUNT || kind == Kind.FIXED_AMOUNT || kind == Kind.COUNT;
  }

  /** For people. */
  public String shown() {
    if (!words.isEmpty()) {
      return "one of " + words;
    }
    return isNumber() ? kind.shown + " from %.0f to %.0f".formatted(least, most) : kind.shown;
  }
}
