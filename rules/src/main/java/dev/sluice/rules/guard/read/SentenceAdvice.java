package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.Language;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says where a sentence stops making sense, what may stand there, and what was probably meant. */
final class SentenceAdvice {
  private static final int MAX_SHOWN = 40;

  /** A word, a text in quotes, a run of Chinese, or one character. */
  private static final Pattern WORD =
      Pattern.compile("[\"“「][^\"”」\\n]*[\"”」]?|[A-Za-z0-9_'’-]+|\\p{IsHan}{1,12}|\\S");

  /** Chinese outside quotes within the next two words. */
  private static final Pattern SOON_CHINESE =
      Pattern.compile("(?:[A-Za-z'’-]+\\s+){0,2}(\\p{IsHan}{1,12})");

  private SentenceAdvice() {}

  /** Refuses a rule at the furthest place that no way to read it got past. */
  static void refuse(SentenceText text, Findings findings) {
    int at = text.furthest();
    var rest = text.rest(at);
    var matcher = WORD.matcher(rest);
    var found = matcher.lookingAt() ? matcher.group() : "";
    var language = text.language();
    var chinese =
        language == Language.ENGLISH ? SOON_CHINESE.matcher(rest) : SOON_CHINESE.matcher("");
    boolean chineseFollows = chinese.lookingAt();
    if (chineseFollows) {
      found = chinese.group(1);
      at += chinese.start(1);
    }
    if (chineseFollows
        || (!found.isEmpty() && isOf(Language.ENGLISH, rest) && !isOf(language, rest))) {
      findings.refuse(
          Refusal.STRUCTURE_SENTENCE_LANGUAGE,
          text.place(at),
          found,
          "Found `%s` in a rule that starts in %s. %s"
              .formatted(
                  found,
                  language == Language.CHINESE ? "Chinese" : "English",
                  allowed(text, "Maybe write the whole rule in one language?")));
      return;
    }
    var expected = text.expected();
    var near = nearest(rest, expected.keySet());
    found = near.map(Near::written).orElse(found);
    var advice =
        near.map(one -> "Maybe you meant `" + expected.get(one.phrase()) + "`?")
            .orElse("Maybe a word is missing or misspelled?");
    findings.refuse(
        Refusal.STRUCTURE_SENTENCE,
        text.place(at),
        found,
        "Found %s, which cannot stand here. %s"
            .formatted(
                found.isEmpty() ? "the end of the rule" : "`" + found + "`",
                allowed(text, advice)));
  }

  private static String allowed(SentenceText text, String advice) {
    var shown = text.expected().values().stream().distinct().toList();
    var list = String.join(", ", shown.subList(0, Math.min(MAX_SHOWN, shown.size())));
    return "Allowed is %s%s. %s".formatted(list, shown.size() > MAX_SHOWN ? ", …" : "", advice);
  }

  /** What stands there, taken for a phrase. */
  private record Near(String phrase, String written, int distance) {
    /** The part of its letters that differ. */
    double farness() {
      return (double) distance / phrase.length();
    }

    int longer() {
      return Math.abs(written.length() - phrase.length());
    }
  }

  /** The phrase of which the fewest letters differ from what stands there. */
  private static Optional<Near> nearest(String rest, Iterable<String> phrases) {
    Stream.Builder<Near> near = Stream.builder();
    for (var phrase : phrases) {
      for (int length = phrase.length() - 1; length <= phrase.length() + 1; length++) {
        if (phrase.length() > 1 && length <= rest.length()) {
          var written = rest.substring(0, length).strip();
          if (NearestName.find(written, List.of(phrase)).isPresent()) {
            near.add(new Near(phrase, written, NearestName.distance(written, phrase)));
          }
        }
      }
    }
    return near.build()
        .min(Comparator.comparingDouble(Near::farness).thenComparingInt(Near::longer));
  }

  /** Whether a known phrase of the language starts here. */
  private static boolean isOf(Language language, String rest) {
    var keywords = Arrays.stream(Keyword.values()).flatMap(one -> one.phrases(language).stream());
    var nouns =
        Vocabulary.facts().stream()
            .map(FactType::name)
            .map(fact -> Phrases.fact(fact).noun(language));
    var properties =
        Vocabulary.facts().stream()
            .flatMap(fact -> Phrases.properties(fact.name()).stream())
            .flatMap(
                one ->
                    one.isFlag()
                        ? Stream.of(one.affirmed(language), one.negated(language))
                        : Stream.of(one.affirmed(language)));
    return Stream.of(keywords, nouns, properties)
        .flatMap(one -> one)
        .filter(phrase -> !phrase.isEmpty())
        .anyMatch(phrase -> SentenceText.match(phrase, rest, 0, rest.length()) > 0);
  }
}
