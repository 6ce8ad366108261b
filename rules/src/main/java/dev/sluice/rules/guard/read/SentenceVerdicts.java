package dev.sluice.rules.guard.read;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.SentencePhrases.Sentence;
import dev.sluice.rules.guard.read.SentencePredicates.Start;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.tree.VerdictCall;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.ParameterType;
import dev.sluice.rules.guard.vocabulary.ParameterType.Kind;
import dev.sluice.rules.guard.vocabulary.Phrases;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Argument;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Implied;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Literal;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Part;
import dev.sluice.rules.guard.vocabulary.VerdictPhrase.Reason;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what stands behind `then`. */
final class SentenceVerdicts {
  private static final String LINE = "Line";

  private final Stage stage;
  private final SentenceText text;
  private final SentenceFacts facts;
  private final SentenceValues values;
  private final SentencePredicates predicates;

  /** A candidate or carrier, and what was said of it. */
  private record Described(Expression name, String shown) {}

  SentenceVerdicts(Stage stage, SentenceText text, SentenceFacts facts, SentenceValues values) {
    this.stage = stage;
    this.text = text;
    this.facts = facts;
    this.values = values;
    this.predicates = new SentencePredicates(text, values);
  }

  /** Every verdict up to the end of the rule. */
  List<VerdictCall> read() {
    List<VerdictCall> verdicts = new ArrayList<>();
    verdicts.add(verdict());
    while (true) {
      text.expect(".", text.isChinese() ? "。" : ".");
      if (text.skipAny(".。") || text.atEnd()) {
        if (!text.atEnd()) {
          throw new SentenceMismatch();
        }
        return verdicts;
      }
      boolean separated = text.skipAny(",，;；");
      if (!text.skip(Keyword.AND) && !separated) {
        throw new SentenceMismatch();
      }
      text.count();
      verdicts.add(verdict());
    }
  }

  private VerdictCall verdict() {
    return values.first(
        SentencePhrases.verdicts(stage, text.language()).stream()
            .<Supplier<VerdictCall>>map(sentence -> () -> verdict(sentence))
            .toList());
  }

  private VerdictCall verdict(Sentence sentence) {
    var phrase = sentence.phrase();
    var place = text.place();
    Map<Integer, Expression> arguments = new TreeMap<>();
    Optional<String> shown = Optional.empty();
    for (var part : sentence.parts()) {
      if (part instanceof Literal literal) {
        literal.words().forEach(text::require);
      } else if (part instanceof Argument argument) {
        var type = phrase.type().parameters().get(argument.index());
        if (type.kind() == Kind.CANDIDATE || type.kind() == Kind.SHARE_CARRIER) {
          var described = described(type.kind());
          shown = Optional.of(described.shown()).filter(one -> !one.isEmpty());
          arguments.put(argument.index(), described.name());
        } else {
          arguments.put(argument.index(), value(type));
        }
      } else {
        unwritten(place, phrase, part, shown, arguments);
      }
    }
    return new VerdictCall(
        place, Vocabulary.facade(stage), phrase.type().word(), List.copyOf(arguments.values()));
  }

  private void unwritten(
      Place start,
      VerdictPhrase phrase,
      Part part,
      Optional<String> shown,
      Map<Integer, Expression> arguments) {
    var place = text.place();
    if (part instanceof Implied implied) {
      var type = phrase.type().parameters().get(implied.index());
      if (type.kind() != Kind.LINE) {
        arguments.put(implied.index(), new Text(place, type.words().get(0)));
      } else if (facts.isSpokenOf(LINE)) {
        arguments.put(implied.index(), values.name(LINE, place));
      } else {
        throw noLine(start, phrase, part);
      }
    } else if (part instanceof Reason reason) {
      var written = values.attempt(this::reason);
      arguments.put(
          reason.index(),
          written.orElseGet(
              () ->
                  new Text(
                      place,
                      shown.filter(one -> reason.optional()).orElseThrow(SentenceMismatch::new))));
    }
  }

  /** Before anything is said, another sentence may fit; behind `such lines` none does. */
  private RuntimeException noLine(Place start, VerdictPhrase phrase, Part part) {
    return phrase.parts(text.language()).get(0).equals(part)
        ? new SentenceMismatch()
        : text.refused(
            start,
            Refusal.STRUCTURE_SENTENCE,
            "",
            Wording.of(
                "The conditions speak of no line, so `such lines` (此类商品) are none. Maybe write"
                    + " `if a line ...` (如果商品……)?",
                "条件里没有说到商品，“此类商品”（such lines）无所指。请写“如果商品……”（if a line ...）。"));
  }

  private Expression reason() {
    text.skipAny(",，");
    text.require(Keyword.BECAUSE);
    text.skipAny(":：");
    return values.amount();
  }

  private Expression value(ParameterType type) {
    return switch (type.kind()) {
      case COUNT, FIXED_AMOUNT -> values.numeral();
      case TEXT -> type.words().isEmpty() ? values.amount() : values.word(type.words());
      default -> values.amount();
    };
  }

  /** `carriers that take no liquids`, `the carrier`, `every carrier`. */
  private Described described(Kind kind) {
    List<Supplier<Described>> ways = new ArrayList<>();
    for (var fact : Vocabulary.factNames(stage)) {
      if (kind == Kind.CANDIDATE ? isCandidate(fact) : fact.equals("ShareCarrier")) {
        if (facts.isSpokenOf(fact)) {
          ways.add(() -> spokenOf(fact));
        } else {
          ways.add(() -> every(fact));
          ways.add(() -> text.isChinese() ? chinese(fact) : english(fact));
        }
      }
    }
    return values.first(ways);
  }

  private static boolean isCandidate(String fact) {
    return Vocabulary.findFact(fact).filter(FactType::candidate).isPresent();
  }

  private Described spokenOf(String fact) {
    var place = text.place();
    text.require(Keyword.THE);
    text.require(Phrases.fact(fact).noun(text.language()));
    return new Described(values.name(fact, place), "");
  }

  private Described every(String fact) {
    var place = text.place();
    text.require(Keyword.EVERY);
    text.require(Phrases.fact(fact).noun(text.language()));
    return new Described(values.name(fact, place), "");
  }

  private Described english(String fact) {
    var place = text.place();
    text.require(Phrases.fact(fact).plural());
    var said = predicates.said(fact, Start.RELATIVE);
    facts.add(fact, place, said.constraints());
    return new Described(values.name(fact, place), said.shown());
  }

  private Described chinese(String fact) {
    var place = text.place();
    var said = predicates.said(fact, Start.RELATIVE);
    text.require(Keyword.OF);
    text.require(Phrases.fact(fact).chinese());
    facts.add(fact, place, said.constraints());
    return new Described(values.name(fact, place), said.shown());
  }
}
