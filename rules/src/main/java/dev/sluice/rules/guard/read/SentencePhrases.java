package dev.sluice.rules.guard.read;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.Language;
import dev.sluice.rules.guard.vocabulary.ParameterType.Kind;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.PropertyPhrase;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Part;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The phrases of the vocabulary as the reader looks them up. */
final class SentencePhrases {
  private static final Map<Language, Map<String, Map<String, Flag>>> FLAGS =
      byFact(SentencePhrases::flagsOf);
  private static final Map<Language, Map<String, Map<String, PropertyPhrase>>> NOUNS =
      byFact(SentencePhrases::nounsOf);
  private static final Map<Language, Map<Stage, List<Sentence>>> VERDICTS = verdicts();

  /** A yes-or-no property, said to hold or not. */
  record Flag(PropertyPhrase phrase, boolean negated) {}

  /** One sentence of a verdict, in parts. */
  record Sentence(VerdictPhrase phrase, List<Part> parts) {}

  private record Context(String fact, Language language) {}

  private SentencePhrases() {}

  /** What may be said of a fact's flags; of one and of several. */
  static Map<String, Flag> flags(String fact, Language language) {
    return FLAGS.getOrDefault(language, Map.of()).getOrDefault(fact, Map.of());
  }

  /** What the properties of a fact are called, but for flags. */
  static Map<String, PropertyPhrase> nouns(String fact, Language language) {
    return NOUNS.getOrDefault(language, Map.of()).getOrDefault(fact, Map.of());
  }

  /** What may be said of the line of the conditions goes before what is said of the whole order. */
  static List<Sentence> verdicts(Stage stage, Language language) {
    return VERDICTS.getOrDefault(language, Map.of()).getOrDefault(stage, List.of());
  }

  private static <T> Map<Language, Map<String, Map<String, T>>> byFact(
      Function<Context, Map<String, T>> phrases) {
    Map<Language, Map<String, Map<String, T>>> all = new EnumMap<>(Language.class);
    for (var language : Language.values()) {
      all.put(
          language,
          Vocabulary.facts().stream()
              .map(FactType::name)
              .collect(
                  Collectors.toMap(
                      fact -> fact,
                      fact ->
                          Collections.unmodifiableMap(
                              phrases.apply(new Context(fact, language))))));
    }
    return all;
  }

  private static Map<String, Flag> flagsOf(Context context) {
    Map<String, Flag> flags = new LinkedHashMap<>();
    for (var phrase : Phrases.properties(context.fact())) {
      if (phrase.isFlag()) {
        add(phrase.affirmed(context.language()), new Flag(phrase, false), context, flags);
        add(phrase.negated(context.language()), new Flag(phrase, true), context, flags);
      }
    }
    return flags;
  }

  private static void add(String statement, Flag flag, Context context, Map<String, Flag> flags) {
    flags.put(statement, flag);
    if (context.language() == Language.ENGLISH) {
      flags.put(PropertyPhrase.plural(statement), flag);
    }
  }

  private static Map<String, PropertyPhrase> nounsOf(Context context) {
    Map<String, PropertyPhrase> nouns = new LinkedHashMap<>();
    for (var phrase : Phrases.properties(context.fact())) {
      if (!phrase.isFlag()) {
        nouns.put(phrase.affirmed(context.language()), phrase);
      }
    }
    return nouns;
  }

  private static Map<Language, Map<Stage, List<Sentence>>> verdicts() {
    Map<Language, Map<Stage, List<Sentence>>> all = new EnumMap<>(Language.class);
    for (var language : Language.values()) {
      all.put(
          language,
          VerdictPhrase.all().stream()
              .sorted(Comparator.comparing(phrase -> !isOfLine(phrase)))
              .map(phrase -> new Sentence(phrase, phrase.parts(language)))
              .collect(Collectors.groupingBy(one -> one.phrase().type().stage())));
    }
    return all;
  }

  private static boolean isOfLine(VerdictPhrase phrase) {
    return phrase.type().parameters().stream().anyMatch(one -> one.kind() == Kind.LINE);
  }
}
