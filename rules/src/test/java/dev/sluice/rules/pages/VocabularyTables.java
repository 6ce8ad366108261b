package dev.sluice.rules.pages;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.Language;
import dev.sluice.rules.guard.vocabulary.ParameterType;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.PropertyPhrase;
import dev.sluice.rules.guard.vocabulary.Unit;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Argument;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Literal;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Part;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Reason;
import dev.sluice.rules.guard.vocabulary.VerdictType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the pages for operations staff, from the vocabulary. */
final class VocabularyTables {
  private static final List<Keyword> COMPARISONS =
      List.of(
          Keyword.ABOVE,
          Keyword.BELOW,
          Keyword.AT_LEAST,
          Keyword.AT_MOST,
          Keyword.IS,
          Keyword.IS_NOT,
          Keyword.AMONG,
          Keyword.NOT_AMONG,
          Keyword.EMPTY,
          Keyword.NOT_EMPTY,
          Keyword.STARTS_WITH,
          Keyword.CONTAINS,
          Keyword.CONTAINS_NOT);

  private static final List<String> OPERATORS =
      List.of(
          ">",
          "<",
          ">=",
          "<=",
          "==",
          "!=",
          "in (…)",
          "not in (…)",
          "== \"\"",
          "!= \"\"",
          "str[startsWith]",
          "contains",
          "not contains");

  private final Language language;

  VocabularyTables(Language language) {
    this.language = language;
  }

  /** Every fact with its properties. */
  String facts() {
    return Vocabulary.facts().stream().map(this::fact).collect(Collectors.joining("\n"));
  }

  private String fact(FactType fact) {
    var phrase = Phrases.fact(fact.name());
    var head =
        "### `%s`: %s, %s\n\n".formatted(fact.name(), phrase.english(), phrase.chinese())
            + row(
                english()
                    ? List.of("Property", "Holds", "In English sentences", "In Chinese sentences")
                    : List.of("属性", "取值", "英文句子", "中文句子"))
            + "|---|---|---|---|\n";
    return Phrases.properties(fact.name()).stream()
        .map(
            one ->
                row(
                    List.of(
                        "`" + one.property().name() + "`",
                        holds(one),
                        said(one, Language.ENGLISH),
                        said(one, Language.CHINESE))))
        .collect(Collectors.joining("", head, ""));
  }

  private static String said(PropertyPhrase phrase, Language language) {
    return phrase.isFlag()
        ? phrase.affirmed(language) + " / " + phrase.negated(language)
        : phrase.affirmed(language);
  }

  private String holds(PropertyPhrase phrase) {
    var words = phrase.property().words();
    var value = words.isEmpty() ? type(phrase) : words(words);
    var note = english() ? phrase.note() : phrase.chineseNote();
    return note.isEmpty() ? value : value + (english() ? "; " : "；") + note;
  }

  private String type(PropertyPhrase phrase) {
    if (phrase.unit() == Unit.RATIO) {
      return english() ? "0 to 1" : "0 到 1";
    }
    if (phrase.unit() != Unit.NONE) {
      return phrase.unit().phrases(language).get(0);
    }
    var type = phrase.property().type();
    return switch (type) {
      case FLAG -> english() ? "yes or no" : "是或否";
      case WHOLE -> english() ? "whole number" : "整数";
      case DECIMAL -> english() ? "number" : "数";
      case TEXT -> english() ? "text" : "文本";
      case TEXTS -> english() ? "set of texts" : "文本集合";
      case WAREHOUSE, CARRIER -> english() ? type.shown().english() : type.shown().chinese();
    };
  }

  /** The words of a closed list; in the other language's page with what they are called there. */
  private String words(Collection<String> words) {
    return words.stream()
        .map(
            word ->
                language == Language.CHINESE && Phrases.word(word, language).size() > 1
                    ? "%s（%s）".formatted(Phrases.word(word, language).get(0), word)
                    : "`" + word + "`")
        .collect(Collectors.joining(english() ? ", " : "、"));
  }

  /** Every verdict with its sentences. */
  String verdicts() {
    return row(
            english()
                ? List.of("Stage", "Verdict", "In English sentences", "In Chinese sentences")
                : List.of("阶段", "结论", "英文句子", "中文句子"))
        + "|---|---|---|---|\n"
        + VerdictPhrase.all().stream()
            .map(
                one ->
                    row(
                        List.of(
                            one.type().stage().name().toLowerCase(Locale.ROOT),
                            "`" + call(one.type()) + "`",
                            sentence(one, Language.ENGLISH),
                            sentence(one, Language.CHINESE))))
            .collect(Collectors.joining());
  }

  private String call(VerdictType type) {
    return type.parameters().stream()
        .map(parameter -> argument(parameter, Language.ENGLISH))
        .collect(
            Collectors.joining(
                ", ", Vocabulary.facade(type.stage()) + "." + type.word() + "(", ")"));
  }

  private static String sentence(VerdictPhrase phrase, Language language) {
    var join = language == Language.ENGLISH ? " " : "";
    return phrase.parts(language).stream()
        .flatMap(part -> shown(phrase, part, language))
        .collect(Collectors.joining(join));
  }

  private static Stream<String> shown(VerdictPhrase phrase, Part part, Language language) {
    boolean english = language == Language.ENGLISH;
    if (part instanceof Literal literal) {
      return Stream.of(String.join(english ? " " : "", literal.words()));
    }
    if (part instanceof Argument argument) {
      return Stream.of(
          "*" + argument(phrase.type().parameters().get(argument.index()), language) + "*");
    }
    if (part instanceof Reason reason) {
      var written = english ? "because *text*" : "，原因*文本*";
      return Stream.of(reason.optional() ? "[" + written + "]" : written);
    }
    return Stream.empty();
  }

  private static String argument(ParameterType parameter, Language language) {
    boolean english = language == Language.ENGLISH;
    if (!parameter.words().isEmpty()) {
      return parameter.words().stream()
          .map(word -> Phrases.word(word, language).get(0))
          .collect(Collectors.joining("/"));
    }
    return switch (parameter.kind()) {
      case CANDIDATE -> english ? "candidate" : "候选";
      case LINE -> english ? "line" : "商品";
      case SHARE_CARRIER -> english ? "carrier" : "快递";
      case AMOUNT, FIXED_AMOUNT -> english ? "number" : "数";
      case COUNT -> english ? "whole number" : "整数";
      case TEXT -> english ? "text" : "文本";
    };
  }

  /** How sentences compare. */
  String comparisons() {
    var rows =
        new StringBuilder(
            row(List.of("DRL", english() ? "English" : "英文", english() ? "Chinese" : "中文")));
    rows.append("|---|---|---|\n");
    for (int i = 0; i < COMPARISONS.size(); i++) {
      rows.append(
          row(
              List.of(
                  "`" + OPERATORS.get(i) + "`",
                  ways(COMPARISONS.get(i), Language.ENGLISH),
                  ways(COMPARISONS.get(i), Language.CHINESE))));
    }
    return rows.toString();
  }

  private static String ways(Keyword keyword, Language language) {
    return keyword.phrases(language).stream().collect(Collectors.joining(", "));
  }

  /** What rules of each stage may look at and say. */
  String stages() {
    var rows =
        new StringBuilder(
            row(
                english()
                    ? List.of("Stage", "Folders", "May look at", "May say")
                    : List.of("阶段", "文件夹", "能看到", "能说")));
    rows.append("|---|---|---|---|\n");
    for (var stage : List.of(Stage.ORDER, Stage.CANDIDATE, Stage.SHARE)) {
      rows.append(
          row(
              List.of(
                  stage.name().toLowerCase(Locale.ROOT),
                  Stream.of("intake", "splitting", "eligibility", "preference", "share")
                      .filter(
                          folder -> Stage.findByFolder(folder).filter(stage::equals).isPresent())
                      .collect(Collectors.joining(", ")),
                  Vocabulary.factNames(stage).stream()
                      .map(one -> "`" + one + "`")
                      .collect(Collectors.joining(", ")),
                  Vocabulary.verdictWords(stage).stream()
                      .map(one -> "`" + one + "`")
                      .collect(Collectors.joining(", ")))));
    }
    return rows.toString();
  }

  private boolean english() {
    return language == Language.ENGLISH;
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
