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
    CANDIDATE("a candidate bound in `when`", "条件中说到的候选"),
    LINE("a line bound in `when`", "条件中说到的商品"),
    SHARE_CARRIER("a carrier bound in `when`", "条件中说到的快递"),
    AMOUNT("a number", "数字"),
    /** As {@link #AMOUNT}, but written out. */
    FIXED_AMOUNT("a number, written out", "直接写出的数字"),
    COUNT("a whole number", "整数"),
    TEXT("a text in quotes", "引号中的文字");

    private final Wording shown;

    Kind(String english, String chinese) {
      this.shown = new Wording(english, chinese);
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
  public Wording shown() {
    if (!words.isEmpty()) {
      return Wording.of("one of %s", "%s 之一", words);
    }
    return isNumber()
        ? Wording.of("%s from %.0f to %.0f", "%s，从 %.0f 到 %.0f", kind.shown, least, most)
        : kind.shown;
  }
}
