package dev.sluice.rules.guard.read;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.read.SentencePredicates.Start;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what stands between `if` and `then`. */
final class SentenceConditions {
  private final Stage stage;
  private final SentenceText text;
  private final SentenceFacts facts;
  private final SentenceValues values;
  private final SentencePredicates predicates;

  SentenceConditions(Stage stage, SentenceText text, SentenceFacts facts, SentenceValues values) {
    this.stage = stage;
    this.text = text;
    this.facts = facts;
    this.values = values;
    this.predicates = new SentencePredicates(text, values);
  }

  /** Every condition up to the word `then`, which is taken too; `always` stands for none. */
  void read() {
    if (text.skip(Keyword.ALWAYS)) {
      text.skipAny(",，");
      return;
    }
    text.require(Keyword.IF);
    while (true) {
      clause();
      boolean comma = text.skipAny(",，、");
      if (text.skip(Keyword.THEN)) {
        text.skipAny(",，");
        return;
      }
      if (!text.skip(Keyword.AND) && !comma) {
        throw new SentenceMismatch();
      }
    }
  }

  private void clause() {
    if (text.skip(Keyword.THERE_IS_NO)) {
      var place = text.place();
      facts.add(new Absent(place, described()));
    } else if (text.skip(Keyword.THERE_IS)) {
      var place = text.place();
      facts.add(new Exists(place, described()));
    } else {
      subject();
    }
  }

  /** `a line is fragile`. */
  private void subject() {
    var place = text.place();
    if (text.isChinese()) {
      text.skip(Keyword.THE);
    } else {
      text.require(Keyword.A);
    }
    var fact = text.longest(nouns(false));
    var said = predicates.said(fact, Start.SUBJECT);
    facts.add(fact, place, said.constraints());
  }

  /** `a line that is fragile`, `易碎的商品`; also without anything said of it. */
  private Pattern described() {
    var place = text.place();
    if (!text.isChinese()) {
      text.skip(Keyword.A);
      Map<String, String> nouns = nouns(false);
      nouns.putAll(nouns(true));
      var fact = text.longest(nouns);
      var said = values.attempt(() -> predicates.said(fact, Start.RELATIVE).constraints());
      return new Pattern(place, Optional.empty(), fact, said.orElse(List.of()));
    }
    return values.first(
        Vocabulary.factNames(stage).stream()
            .<Supplier<Pattern>>map(
                fact -> () -> new Pattern(place, Optional.empty(), fact, describedInChinese(fact)))
            .toList());
  }

  private List<Constraint> describedInChinese(String fact) {
    var noun = Phrases.fact(fact).chinese();
    if (text.skip(noun)) {
      return List.of();
    }
    var said = predicates.said(fact, Start.RELATIVE);
    text.require(Keyword.OF);
    text.require(noun);
    return said.constraints();
  }

  /** The facts of the stage by what they are called. */
  private Map<String, String> nouns(boolean plural) {
    Map<String, String> nouns = new LinkedHashMap<>();
    for (var fact : Vocabulary.factNames(stage)) {
      var phrase = Phrases.fact(fact);
      nouns.put(plural ? phrase.plural() : phrase.noun(text.language()), fact);
    }
    return nouns;
  }
}
