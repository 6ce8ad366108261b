package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Test;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Contains;
import dev.sluice.rules.guard.tree.Expression.Either;
import dev.sluice.rules.guard.tree.Expression.In;
import dev.sluice.rules.guard.tree.Expression.Not;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.StartsWith;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.PropertyPhrase;
import dev.sluice.rules.guard.vocabulary.ValueType;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what is said of one fact: `is fragile`, `load is above 0.85`, joined by and or by or. */
final class SentencePredicates {
  private static final Map<Keyword, String> OF_NUMBERS =
      new EnumMap<>(
          Map.of(
              Keyword.ABOVE, ">",
              Keyword.BELOW, "<",
              Keyword.AT_LEAST, ">=",
              Keyword.AT_MOST, "<=",
              Keyword.IS, "==",
              Keyword.IS_NOT, "!="));

  private final SentenceText text;
  private final SentenceValues values;

  SentencePredicates(SentenceText text, SentenceValues values) {
    this.text = text;
    this.values = values;
  }

  /**
   * What is said.
   *
   * @param constraints that must all hold
   * @param shown the same in words, for a reason
   */
  record Said(List<Constraint> constraints, String shown) {}

  private record One(Expression expression, String shown) {}

  /** How what is said of a fact follows its noun. */
  enum Start {
    /** `a line is fragile`, `a line's quantity is 3`. */
    SUBJECT,
    /** `lines that are fragile`, `lines whose quantity is 3`; in Chinese before the noun. */
    RELATIVE
  }

  /** What is said of a fact, behind its noun. */
  Said said(String fact, Start start) {
    List<One> said = new ArrayList<>();
    said.add(first(fact, start));
    Optional<Keyword> joined = Optional.empty();
    while (true) {
      var mark = text.mark();
      var place = text.place();
      var word = joint();
      var next = word.flatMap(unused -> values.attempt(() -> next(fact)));
      if (next.isEmpty()) {
        text.back(mark);
        return said(said, joined.filter(Keyword.OR::equals).isPresent());
      }
      if (joined.isPresent() && !joined.equals(word)) {
        throw mixed(place);
      }
      joined = word;
      said.add(next.get());
    }
  }

  private Said said(List<One> said, boolean either) {
    var shown =
        String.join(
            word(either ? Keyword.OR : Keyword.AND), said.stream().map(One::shown).toList());
    if (!either) {
      return new Said(
          said.stream().<Constraint>map(one -> new Test(one.expression())).toList(), shown);
    }
    var test = said.get(0).expression();
    for (var one : said.subList(1, said.size())) {
      test = new Either(one.expression().place(), test, one.expression());
    }
    return new Said(List.of(new Test(test)), shown);
  }

  private String word(Keyword joint) {
    var word = joint.phrases(text.language()).get(0);
    return text.isChinese() ? word : " " + word + " ";
  }

  private Optional<Keyword> joint() {
    boolean comma = text.skipAny(",，、");
    if (text.skip(Keyword.OR)) {
      return Optional.of(Keyword.OR);
    }
    return text.skip(Keyword.AND) || comma ? Optional.of(Keyword.AND) : Optional.empty();
  }

  private NotUnderstoodException mixed(Place place) {
    return text.refused(
        Refusal.STRUCTURE_SENTENCE,
        "",
        Wording.of(
            "`and` and `or` are mixed before this, from line %d column %d; which belongs together is"
                + " not clear. Maybe name the fact again behind `and`, or write two rules?",
            "此处之前，从第 %d 行第 %d 列起，“并且”与“或者”混用，分不清哪些在一起。请在“并且”后重写一遍对象，" + "或拆成两条规则。",
            place.line(),
            place.column()));
  }

  private One first(String fact, Start start) {
    if (text.isChinese()) {
      return chinese(fact);
    }
    return start == Start.SUBJECT
        ? values.first(
            List.of(
                () -> {
                  text.require(Keyword.OF);
                  return value(fact, "");
                },
                () -> flag(fact, "")))
        : relative(fact);
  }

  private One relative(String fact) {
    return values.first(
        List.of(
            () -> {
              text.require(Keyword.WHOSE);
              return value(fact, "");
            },
            () -> {
              text.require(Keyword.THAT);
              return flag(fact, "");
            }));
  }

  /** Behind `and` or `or`: the same fact, by `it`, `its`, `that`, `whose` or without a word. */
  private One next(String fact) {
    if (text.isChinese()) {
      return chinese(fact);
    }
    return values.first(
        List.of(
            () -> {
              text.require(Keyword.ITS);
              return value(fact, "");
            },
            () -> {
              text.skip(Keyword.IT);
              return flag(fact, "");
            },
            () -> relative(fact)));
  }

  private One chinese(String fact) {
    text.skip(Keyword.OF);
    return values.first(List.of(() -> flag(fact, ""), () -> value(fact, "")));
  }

  private One flag(String fact, String path) {
    var place = text.place();
    var flag = text.longest(SentencePhrases.flags(fact, text.language()));
    text.count();
    var property = new Property(place, path + flag.phrase().property().name());
    return flag.negated()
        ? new One(new Not(place, property), flag.phrase().negated(text.language()))
        : new One(property, flag.phrase().affirmed(text.language()));
  }

  /** A property that is no flag, and what it is compared with. */
  private One value(String fact, String path) {
    var mark = text.mark();
    var place = text.place();
    var phrase = text.longest(SentencePhrases.nouns(fact, text.language()));
    text.count();
    var property = new Property(place, path + phrase.property().name());
    var expression =
        switch (phrase.property().type()) {
          case WHOLE, DECIMAL -> number(fact, property, phrase);
          case TEXT -> texts(fact, property, phrase);
          case TEXTS -> set(fact, property);
          case WAREHOUSE, CARRIER -> part(fact, property, phrase.property().type());
          case FLAG -> throw new SentenceMismatch();
        };
    return new One(expression, text.since(mark));
  }

  private Expression number(String fact, Property property, PropertyPhrase phrase) {
    Map<String, Keyword> operators = new LinkedHashMap<>();
    OF_NUMBERS.keySet().forEach(one -> add(one, operators));
    if (phrase.property().type() == ValueType.WHOLE) {
      add(Keyword.AMONG, operators);
      add(Keyword.NOT_AMONG, operators);
    }
    var place = text.place();
    var operator = text.longest(operators);
    var compared = OF_NUMBERS.get(operator);
    if (compared == null) {
      return in(place, property, operator, values::numeral);
    }
    var value =
        values.<Expression>first(
            List.of(
                () -> measured(phrase),
                () -> values.own(fact),
                () -> values.reference(Optional.of(fact))));
    return new Comparison(place, property, compared, value);
  }

  private Expression measured(PropertyPhrase phrase) {
    var number = values.numeral();
    for (var unit : phrase.unit().phrases(text.language())) {
      if (text.skip(unit)) {
        break;
      }
    }
    return number;
  }

  private Expression texts(String fact, Property property, PropertyPhrase phrase) {
    Map<String, Keyword> operators = new LinkedHashMap<>();
    List.of(
            Keyword.IS,
            Keyword.IS_NOT,
            Keyword.AMONG,
            Keyword.NOT_AMONG,
            Keyword.EMPTY,
            Keyword.NOT_EMPTY,
            Keyword.STARTS_WITH)
        .forEach(one -> add(one, operators));
    var place = text.place();
    var operator = text.longest(operators);
    return switch (operator) {
      case EMPTY -> new Comparison(place, property, "==", new Text(place, ""));
      case NOT_EMPTY -> new Comparison(place, property, "!=", new Text(place, ""));
      case STARTS_WITH -> new StartsWith(place, property, values.quoted());
      case AMONG, NOT_AMONG -> in(place, property, operator, () -> literal(phrase));
      default ->
          new Comparison(
              place,
              property,
              OF_NUMBERS.getOrDefault(operator, "=="),
              values.<Expression>first(
                  List.of(
                      () -> literal(phrase),
                      () -> values.own(fact),
                      () -> values.reference(Optional.of(fact)))));
    };
  }

  private Expression literal(PropertyPhrase phrase) {
    return values.<Expression>first(
        List.of(values::quoted, () -> values.word(phrase.property().words())));
  }

  private Expression in(
      Place place, Property property, Keyword operator, Supplier<Expression> value) {
    List<Expression> literals = new ArrayList<>();
    literals.add(value.get());
    while (true) {
      var mark = text.mark();
      boolean comma = text.skipAny(",，、");
      var next =
          text.skip(Keyword.OR) || comma ? values.attempt(value) : Optional.<Expression>empty();
      if (next.isEmpty()) {
        text.back(mark);
        return new In(place, property, operator == Keyword.NOT_AMONG, literals);
      }
      literals.add(next.get());
    }
  }

  private Expression set(String fact, Property property) {
    Map<String, Keyword> operators = new LinkedHashMap<>();
    add(Keyword.CONTAINS, operators);
    add(Keyword.CONTAINS_NOT, operators);
    var place = text.place();
    var operator = text.longest(operators);
    var value =
        values.<Expression>first(
            List.of(values::quoted, () -> values.reference(Optional.of(fact))));
    return new Contains(place, property, operator == Keyword.CONTAINS_NOT, value);
  }

  /** The warehouse or carrier of an option: which one it is, or what is said of it. */
  private Expression part(String fact, Property property, ValueType type) {
    var inner = type.fact().orElseThrow();
    var path = property.name() + ".";
    return values.<Expression>first(
        List.of(
            () -> same(fact, property, inner, Keyword.IS, "=="),
            () -> same(fact, property, inner, Keyword.IS_NOT, "!="),
            () -> {
              boolean of = text.skip(Keyword.OF);
              if (!of && !text.isChinese()) {
                throw new SentenceMismatch();
              }
              return value(inner, path).expression();
            },
            () -> flag(inner, path).expression()));
  }

  private Expression same(
      String fact, Property property, String inner, Keyword keyword, String operator) {
    var place = text.place();
    text.require(keyword);
    var named = text.place();
    var known = values.known(Optional.of(fact));
    if (!known.equals(inner)) {
      throw new SentenceMismatch();
    }
    return new Comparison(place, property, operator, values.name(known, named));
  }

  private void add(Keyword keyword, Map<String, Keyword> operators) {
    keyword.phrases(text.language()).forEach(phrase -> operators.put(phrase, keyword));
  }
}
