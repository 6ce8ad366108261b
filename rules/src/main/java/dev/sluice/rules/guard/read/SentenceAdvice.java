package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.Language;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
          Wording.of(
              "Found `%s` in a rule that starts in %s. %s",
              "规则中出现 `%s`，而这条规则是用%s写的。%s",
              found,
              language == Language.CHINESE
                  ? new Wording("Chinese", "中文")
                  : new Wording("English", "英文"),
              allowed(
                  text,
                  new Wording("Maybe write the whole rule in one language?", "整条规则请只用一种语言。"))));
      return;
    }
    var expected = text.expected();
    var near = nearest(rest, expected.keySet());
    found = near.map(Near::written).orElse(found);
    var advice =
        near.map(
                one ->
                    Wording.of(
                        "Maybe you meant `%s`?", "是否应为 `%s`？", shown(expected, one.phrase())))
            .orElse(new Wording("Maybe a word is missing or misspelled?", "是否漏写或写错了词？"));
    findings.refuse(
        Refusal.STRUCTURE_SENTENCE,
        text.place(at),
        found,
        Wording.of(
            "Found %s, which cannot stand here. %s",
            "此处不能是%s。%s",
            found.isEmpty()
                ? new Wording("the end of the rule", "规则的结尾")
                : Wording.of("`%s`", " `%s` ", found),
            allowed(text, advice)));
  }

  private static String shown(Map<String, String> expected, String phrase) {
    return expected.getOrDefault(phrase, phrase);
  }

  private static Wording allowed(SentenceText text, Wording advice) {
    var shown = text.expected().values().stream().distinct().limit(MAX_SHOWN + 1L).toList();
    boolean more = shown.size() > MAX_SHOWN;
    var list = shown.subList(0, Math.min(MAX_SHOWN, shown.size()));
    return Wording.of(
        "Allowed is %s. %s",
        "可以写：%s。%s",
        new Wording(
            String.join(", ", list) + (more ? ", …" : ""),
            list.stream().map(SentenceAdvice::inChinese).collect(Collectors.joining("、"))
                + (more ? "……" : "")),
        advice);
  }

  /** What is no phrase of the language is described. */
  private static String inChinese(String shown) {
    return switch (shown) {
      case SentenceText.A_NUMBER -> "数字";
      case SentenceText.A_TEXT -> "引号中的文字";
      default -> shown;
    };
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
