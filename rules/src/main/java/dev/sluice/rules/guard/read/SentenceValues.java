package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Arithmetic;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.NameProperty;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.PropertyPhrase;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads numbers, texts, properties of facts, and what is calculated of them. */
final class SentenceValues {
  private static final int MAX_DEPTH = 32;

  private final SentenceText text;
  private final SentenceFacts facts;
  private int depth;

  SentenceValues(SentenceText text, SentenceFacts facts) {
    this.text = text;
    this.facts = facts;
  }

  /** What a step reads; empty, with nothing taken, when it does not fit. */
  <T> Optional<T> attempt(Supplier<T> step) {
    var mark = text.mark();
    var snapshot = facts.snapshot();
    int level = depth;
    try {
      return Optional.of(step.get());
    } catch (SentenceMismatch e) {
      text.back(mark);
      facts.back(snapshot);
      depth = level;
      return Optional.empty();
    }
  }

  /** What the first step that fits reads. */
  <T> T first(List<Supplier<T>> steps) {
    for (var step : steps) {
      var read = attempt(step);
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw new SentenceMismatch();
  }

  Expression numeral() {
    var place = text.place();
    return new Numeral(place, text.number().orElseThrow(SentenceMismatch::new));
  }

  Expression quoted() {
    var place = text.place();
    return new Text(place, text.quoted().orElseThrow(SentenceMismatch::new));
  }

  /** One of a few words, as rules write it or as people do. */
  Expression word(Collection<String> words) {
    var place = text.place();
    Map<String, String> phrases = new LinkedHashMap<>();
    for (var word : words) {
      Phrases.word(word, text.language()).forEach(phrase -> phrases.put(phrase, word));
    }
    var word = text.longest(phrases);
    text.count();
    return new Text(place, word);
  }

  /** A property of the same fact: `its share target`. */
  Expression own(String fact) {
    var place = text.place();
    text.require(Keyword.ITS);
    return new Property(place, property(fact).property().name());
  }

  /**
   * A property of another fact: `the order's channel`.
   *
   * @param subject the fact that is asked about; absent in verdicts
   */
  Expression reference(Optional<String> subject) {
    var place = text.place();
    var fact = known(subject);
    if (!text.skip(Keyword.OF) && !text.isChinese()) {
      throw new SentenceMismatch();
    }
    var property = property(fact);
    text.count();
    return new NameProperty(place, facts.refer(fact, place), property.property().name());
  }

  /** A fact that is spoken of already: `the warehouse`. */
  String known(Optional<String> subject) {
    Map<String, String> nouns = new LinkedHashMap<>();
    for (var fact : facts.known(subject)) {
      nouns.put(Phrases.fact(fact).noun(text.language()), fact);
    }
    if (!text.skip(Keyword.THE) && !text.isChinese()) {
      throw new SentenceMismatch();
    }
    return text.longest(nouns);
  }

  /** A fact that is spoken of already, as a value. */
  Expression name(String fact, Place place) {
    return new Name(place, facts.refer(fact, place));
  }

  private PropertyPhrase property(String fact) {
    return text.longest(SentencePhrases.nouns(fact, text.language()));
  }

  /** Something calculated, or texts joined by `+`. */
  Expression amount() {
    var left = product();
    while (true) {
      var place = text.place();
      var operator = operator("+", "-");
      if (operator.isEmpty()) {
        return left;
      }
      left = new Arithmetic(place, left, operator.get(), product());
    }
  }

  private Expression product() {
    var left = factor();
    while (true) {
      var place = text.place();
      var operator = operator("*", "/");
      if (operator.isEmpty()) {
        return left;
      }
      left = new Arithmetic(place, left, operator.get(), factor());
    }
  }

  private Optional<String> operator(String one, String other) {
    if (text.skipAny(one)) {
      return Optional.of(one);
    }
    return text.skipAny(other) ? Optional.of(other) : Optional.empty();
  }

  private Expression factor() {
    if (text.skipAny("(（")) {
      if (++depth > MAX_DEPTH) {
        throw text.refused(
            Refusal.STRUCTURE_SHAPE,
            "(",
            Wording.of(
                "Parentheses are nested more than %d deep here. Maybe some are not closed?",
                "此处括号嵌套超过 %d 层。是否有括号没有闭合？", MAX_DEPTH));
      }
      var inner = amount();
      text.expect(")", ")");
      if (!text.skipAny(")）")) {
        throw new SentenceMismatch();
      }
      depth--;
      return inner;
    }
    return this.<Expression>first(
        List.of(this::numeral, this::quoted, () -> reference(Optional.empty())));
  }
}
