package dev.sluice.rules.guard.read;

import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Token.Kind;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one DRL file of the closed profile: rules, and before them imports of facts. */
public final class DrlReader {
  private static final String PACKAGE = "dev.sluice.rules.catalog";
  private static final String FACTS = "dev.sluice.rules.fact.";

  private static final Map<String, Refusal> REFUSED =
      Map.of(
          "package", Refusal.STRUCTURE_PACKAGE,
          "import", Refusal.STRUCTURE_IMPORT,
          "function", Refusal.STRUCTURE_FUNCTION,
          "declare", Refusal.STRUCTURE_DECLARE,
          "query", Refusal.STRUCTURE_QUERY,
          "global", Refusal.STRUCTURE_GLOBAL,
          "dialect", Refusal.STRUCTURE_DIALECT,
          "@", Refusal.STRUCTURE_ANNOTATION);

  private static final Set<String> WORDS = Set.of("rule", "import", "package");

  private final SourceFile source;
  private final Stage stage;
  private final Cursor cursor;
  private final List<RuleTree> rules = new ArrayList<>();

  private DrlReader(SourceFile source, Stage stage, Cursor cursor) {
    this.source = source;
    this.stage = stage;
    this.cursor = cursor;
  }

  /** Every rule of the file; in the place of what cannot be read, a text not understood. */
  public static List<RuleTree> read(SourceFile source, Stage stage, Findings findings) {
    var lexed = Lexer.read(source.path(), source.text(), findings);
    var reader = new DrlReader(source, stage, new Cursor(source.path(), lexed.tokens(), findings));
    while (!reader.cursor.atEnd()) {
      reader.item();
    }
    if (reader.rules.isEmpty() && !lexed.broken()) {
      findings.refuse(
          Refusal.STRUCTURE_EMPTY_FILE,
          Place.of(source.path()),
          "",
          "The file holds no rule. Maybe it was saved too early?");
    }
    return lexed.broken()
        ? List.of(RuleTree.notUnderstood(Place.of(source.path()), source.text()))
        : List.copyOf(reader.rules);
  }

  private void item() {
    var start = cursor.peek();
    cursor.resetDepth();
    try {
      if (cursor.skipWord("rule")) {
        rules.add(rule(start));
      } else if (cursor.skipWord("import")) {
        requireName(start, FACTS, Vocabulary.factNames(stage));
      } else if (cursor.skipWord("package")) {
        requireName(start, "", List.of(PACKAGE));
      } else {
        throw misplaced(start);
      }
    } catch (NotUnderstoodException e) {
      int behind = skipToNextRule(start);
      rules.add(
          RuleTree.notUnderstood(
              cursor.place(start), source.text().substring(start.start(), behind)));
    }
  }

  private RuleTree rule(Token start) {
    var header = RuleHeader.read(cursor);
    var conditions = new ConditionParser(cursor).conditions();
    var verdicts = new VerdictParser(cursor, Vocabulary.facade(stage)).verdicts();
    return new RuleTree(
        cursor.place(start),
        header.id(),
        header.sentence(),
        header.enabled(),
        header.from(),
        header.until(),
        conditions,
        verdicts,
        source.text().substring(start.start(), cursor.previousEnd()),
        true);
  }

  /** A dotted name that is one of these, behind the prefix. */
  private void requireName(Token start, String prefix, List<String> allowed) {
    var first = cursor.peek();
    var name = new StringBuilder();
    while (cursor.peek().line() == start.line()
        && (cursor.peek().kind() == Kind.WORD
            || cursor.peek().isSymbol(".")
            || cursor.peek().isSymbol("*"))) {
      name.append(cursor.take().text());
    }
    cursor.skipSymbol(";");
    if (allowed.stream().noneMatch(one -> name.toString().equals(prefix + one))) {
      throw cursor.refused(
          REFUSED.getOrDefault(start.text(), Refusal.STRUCTURE_TOP_LEVEL),
          first,
          "Found `%s %s`. Allowed is %s%s, and it may be left out. Maybe leave it out?"
              .formatted(start.text(), name, prefix, allowed));
    }
  }

  private NotUnderstoodException misplaced(Token start) {
    return cursor.refused(
        REFUSED.getOrDefault(start.text(), Refusal.STRUCTURE_TOP_LEVEL),
        start,
        "Found %s where a rule should start. A rule file holds only `rule ... end`; no function,"
                .formatted(start.shown())
            + " query, declare or global. "
            + NearestName.advice(
                start.text(), WORDS, "Maybe it belongs into a rule, or into a comment?"));
  }

  /** Moves to where the next item seems to start; the offset behind what was skipped. */
  private int skipToNextRule(Token start) {
    if (cursor.peek().equals(start)) {
      cursor.take();
    }
    while (!cursor.atEnd() && !startsItem(cursor.peek())) {
      cursor.take();
    }
    return cursor.previousEnd();
  }

  private boolean startsItem(Token token) {
    return (token.isWord("rule") && cursor.peek(1).kind() == Kind.STRING)
        || (token.column() == 1 && REFUSED.containsKey(token.text()));
  }
}
