package dev.sluice.rules.guard.vocabulary;

import java.util.Arrays;

/** One message for people, in both languages. */
public record Wording(String english, String chinese) {

  /**
   * Both patterns with the same values, as by {@link String#format}; a value that is a wording
   * stands there in the language around it.
   */
  public static Wording of(String english, String chinese, Object... values) {
    Object[] inEnglish = Arrays.copyOf(values, values.length);
    Object[] inChinese = Arrays.copyOf(values, values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Wording wording) {
        inEnglish[i] = wording.english;
        inChinese[i] = wording.chinese;
      }
    }
    return new Wording(english.formatted(inEnglish), chinese.formatted(inChinese));
  }

  /** A message that those meet who write for the engine, in its language. */
  public static Wording inEnglish(String message) {
    return new Wording(message, message);
  }
}
