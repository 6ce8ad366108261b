package dev.sluice.rules.compile;

import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.Token.Kind;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import dev.sluice.rules.recall.Asked;
import dev.sluice.rules.recall.FactProperties;
import dev.sluice.rules.recall.Premise;
import dev.sluice.rules.recall.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a rule can read. Only rules of one shape have a known premise: a list of patterns
 * over different kinds of facts. Of everything else, and of every word it does not know, it says
 * so.
 */
final class PremiseReader {
  /** Words of conditions that read nothing by themselves. */
  private static final Set<String> INERT =
      Set.of("in", "not", "contains", "memberOf", "str", "startsWith", "endsWith", "true", "false");

  private final Stage stage;
  private final Map<String, Pattern<?>> patterns = new HashMap<>();

  /** What each name of the rule stands for: a fact, or one property of it. */
  private final Map<String, Bound> names = new HashMap<>();

  private boolean readsEveryLine;

  private record Bound(Pattern<?> pattern, @Nullable String property) {}

  /** What is known of one kind of fact so far. */
  private static final class Pattern<F> {
    private final FactProperties<F> properties;
    private final List<Predicate<F>> conditions = new ArrayList<>();
    private final Set<Property<F>> values = new LinkedHashSet<>();
    private boolean isSubject;

    private Pattern(FactProperties<F> properties) {
      this.properties = properties;
    }

    private boolean reads(String property) {
      return properties.find(property).map(values::add).isPresent();
    }

    private Optional<Asked<F>> asked() {
      return Optional.of(new Asked<>(conditions, List.copyOf(values)));
    }
  }

  private PremiseReader(Stage stage) {
    this.stage = stage;
  }

  /** What a printed rule reads; empty when that is not certain. */
  static Optional<Premise> read(String ruleId, Stage stage, String drl) {
    List<Token> tokens = Tokenizer.tokenize(drl);
    int when = find("when", tokens);
    int then = find("then", tokens);
    int end = find("end", tokens);
    return when < 0 || then < when || end < then
        ? Optional.empty()
        : read(ruleId, stage, tokens.subList(when + 1, then), tokens.subList(then + 1, end));
  }

  private static int find(String word, List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isWord(word)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<Premise> read(
      String ruleId, Stage stage, List<Token> conditions, List<Token> verdicts) {
    var reader = new PremiseReader(stage);
    return stage != Stage.SHARE && reader.conditions(conditions) && reader.verdicts(verdicts)
        ? reader.premise(ruleId)
        : Optional.empty();
  }

  private Optional<Premise> premise(String ruleId) {
    boolean warehouse = patterns.containsKey("Warehouse");
    boolean carrier = patterns.containsKey("Carrier");
    if (stage == Stage.CANDIDATE && warehouse == carrier) {
      return Optional.empty();
    }
    var line = patterns.get("Line");
    if (line != null && line.isSubject && (stage == Stage.ORDER || !line.values.isEmpty())) {
      line.reads("sku");
    }
    return Optional.of(
        new Premise(
            ruleId,
            asked("Order", FactProperties.ORDER),
            asked("Line", FactProperties.LINE),
            asked("Warehouse", FactProperties.WAREHOUSE),
            asked("Carrier", FactProperties.CARRIER),
            readsEveryLine));
  }

  @SuppressWarnings("unchecked") // the pattern of a name was made with that name's properties
  private <F> Optional<Asked<F>> asked(String fact, FactProperties<F> properties) {
    var pattern = patterns.get(fact);
    return pattern == null || pattern.properties != properties
        ? Optional.empty()
        : ((Pattern<F>) pattern).asked();
  }

  /** Reads `name : Fact( condition, ... )`, any number of times. */
  private boolean conditions(List<Token> tokens) {
    int at = 0;
    while (at < tokens.size()) {
      @Nullable String name = null;
      if (isBinding(tokens, at)) {
        name = tokens.get(at).text();
        at += 2;
      }
      if (at + 1 >= tokens.size() || !tokens.get(at + 1).isSymbol("(")) {
        return false;
      }
      var pattern = pattern(tokens.get(at));
      int end = closing(tokens, at + 1);
      if (pattern == null || end < 0) {
        return false;
      }
      if (name != null && names.put(name, new Bound(pattern, null)) != null) {
        return false;
      }
      if (!pattern(pattern, tokens.subList(at + 2, end))) {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  /** A new pattern over this kind of fact; null for a second one and for other words. */
  private @Nullable Pattern<?> pattern(Token fact) {
    if (fact.kind() != Kind.WORD || !Vocabulary.factNames(stage).contains(fact.text())) {
      return null;
    }
    @Nullable Pattern<?> pattern =
        switch (fact.text()) {
          case "Order" -> new Pattern<>(FactProperties.ORDER);
          case "Line" -> new Pattern<>(FactProperties.LINE);
          case "Warehouse" -> new Pattern<>(FactProperties.WAREHOUSE);
          case "Carrier" -> new Pattern<>(FactProperties.CARRIER);
          default -> null;
        };
    return pattern == null || patterns.put(fact.text(), pattern) != null ? null : pattern;
  }

  private <F> boolean pattern(Pattern<F> pattern, List<Token> tokens) {
    int from = 0;
    while (from < tokens.size()) {
      int to = from;
      int depth = 0;
      while (to < tokens.size() && (depth > 0 || !tokens.get(to).isSymbol(","))) {
        depth += tokens.get(to).isSymbol("(") ? 1 : tokens.get(to).isSymbol(")") ? -1 : 0;
        to++;
      }
      if (to == from || !condition(pattern, tokens.subList(from, to))) {
        return false;
      }
      from = to + 1;
    }
    return true;
  }

  private <F> boolean condition(Pattern<F> pattern, List<Token> given) {
    var tokens = given;
    if (isBinding(tokens, 0)) {
      if (tokens.size() < 3 || pattern.properties.find(tokens.get(2).text()).isEmpty()) {
        return false;
      }
      var bound = new Bound(pattern, tokens.get(2).text());
      if (names.put(tokens.get(0).text(), bound) != null) {
        return false;
      }
      if (tokens.size() == 3) {
        return true;
      }
      tokens = tokens.subList(2, tokens.size());
    }
    var comparison = ComparisonReader.read(pattern.properties, tokens);
    if (comparison.isPresent()) {
      pattern.conditions.add(comparison.get());
      return true;
    }
    return reads(tokens, pattern);
  }

  /** Reads the arguments of verdicts. */
  private boolean verdicts(List<Token> tokens) {
    int at = 0;
    while (at < tokens.size()) {
      if (at + 3 >= tokens.size()
          || !tokens.get(at).isWord(Vocabulary.facade(stage))
          || !tokens.get(at + 3).isSymbol("(")) {
        return false;
      }
      var verdict = tokens.get(at + 2).text();
      readsEveryLine |= verdict.equals("keepTogether") || verdict.equals("keepApart");
      int end = closing(tokens, at + 3);
      if (end < 0 || end + 1 >= tokens.size() || !tokens.get(end + 1).isSymbol(";")) {
        return false;
      }
      if (!reads(tokens.subList(at + 4, end), null)) {
        return false;
      }
      at = end + 2;
    }
    return true;
  }

  /** Notes what these words read; false when one of them is unknown. */
  private boolean reads(List<Token> tokens, @Nullable Pattern<?> own) {
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (token.kind() != Kind.WORD) {
        continue;
      }
      @Nullable Bound bound = names.get(token.text());
      if (bound == null) {
        boolean property = own != null && own.reads(token.text());
        if (!property && !INERT.contains(token.text())) {
          return false;
        }
      } else if (bound.property() != null) {
        bound.pattern().reads(bound.property());
      } else if (i + 2 < tokens.size() && tokens.get(i + 1).isSymbol(".")) {
        if (!bound.pattern().reads(tokens.get(i + 2).text())) {
          return false;
        }
        i += 2;
      } else if (own == null) {
        bound.pattern().isSubject = true;
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isBinding(List<Token> tokens, int at) {
    return at + 1 < tokens.size()
        && tokens.get(at).kind() == Kind.WORD
        && tokens.get(at).text().startsWith("$")
        && tokens.get(at + 1).isSymbol(":");
  }

  /** The index of the parenthesis that closes the one at this index; -1 without one. */
  private static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).isSymbol("(")) {
        depth++;
      } else if (tokens.get(i).isSymbol(")") && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
