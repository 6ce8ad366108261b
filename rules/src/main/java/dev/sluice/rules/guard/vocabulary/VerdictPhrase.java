package dev.sluice.rules.guard.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How sentences say a verdict.
 *
 * @param type the verdict with its arguments
 * @param english `{0}` is its first argument, `{reason 1}` a reason, `{reason? 1}` one that may be
 *     left out behind candidates that are described, `{implied 0}` one that nobody writes
 * @param chinese the same
 */
public record VerdictPhrase(VerdictType type, String english, String chinese) {
  private static final Pattern PART =
      Pattern.compile("\\{(?:(implied|reason\\??) )?([0-9])}|[^{}]+");

  /** One part of a sentence. */
  public sealed interface Part {}

  /** Words as they stand; between two of them may be space. */
  public record Literal(List<String> words) implements Part {
    public Literal {
      words = List.copyOf(words);
    }
  }

  /** An argument, as its parameter's type says. */
  public record Argument(int index) implements Part {}

  /** An argument that nobody writes: the line of the conditions, or the only word it can be. */
  public record Implied(int index) implements Part {}

  /** A text behind `because`. */
  public record Reason(int index, boolean optional) implements Part {}

  /** Every verdict in the order of the vocabulary; one with several sentences is there again. */
  public static List<VerdictPhrase> all() {
    return VerdictPhrases.ALL;
  }

  /** The sentence as it is written in a language. */
  public String template(Language language) {
    return language == Language.ENGLISH ? english : chinese;
  }

  /** The sentence in parts. */
  public List<Part> parts(Language language) {
    List<Part> parts = new ArrayList<>();
    var matcher = PART.matcher(template(language));
    while (matcher.find()) {
      if (matcher.group(2) == null) {
        var words = matcher.group().strip();
        if (!words.isEmpty()) {
          parts.add(new Literal(Arrays.asList(words.split(" ", -1))));
        }
      } else {
        parts.add(slot(matcher.group(1), Integer.parseInt(matcher.group(2))));
      }
    }
    return parts;
  }

  private static Part slot(@Nullable String kind, int index) {
    if (kind == null) {
      return new Argument(index);
    }
    return kind.equals("implied") ? new Implied(index) : new Reason(index, kind.endsWith("?"));
  }
}
