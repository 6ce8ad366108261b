package dev.sluice.rules.compile;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.Token.Kind;
import java.util.List;
import java.util.TreeSet;

/**
 * Checks the calls behind `then` and prints them for the engine: properties become accessor calls,
 * so that `$warehouse.distanceKm` reads the same in both halves of a rule.
 */
final class ConsequenceCheck {
  private static final String ARGUMENT_SYMBOLS = "+-*/().,";

  private final SourceFile source;
  private final Stage stage;
  private final List<Diagnostic> diagnostics;
  private final StringBuilder printed = new StringBuilder();
  private int copied;

  ConsequenceCheck(SourceFile source, Stage stage, List<Diagnostic> diagnostics) {
    this.source = source;
    this.stage = stage;
    this.diagnostics = diagnostics;
  }

  /** The text from behind `then` to the last token, line by line as in the file. */
  String check(Token then, List<Token> tokens) {
    copied = then.end();
    int at = 0;
    while (at < tokens.size()) {
      at = call(tokens, at);
    }
    if (!tokens.isEmpty()) {
      copyTo(tokens.get(tokens.size() - 1).end());
    }
    return printed.toString();
  }

  /** Checks `facade.verdict(arguments);` and gives the index behind it. */
  private int call(List<Token> tokens, int start) {
    var facade = RuleLanguage.facade(stage);
    var verdicts = RuleLanguage.verdicts(stage);
    if (!tokens.get(start).isWord(facade)
        || start + 3 >= tokens.size()
        || !tokens.get(start + 1).isSymbol(".")
        || !tokens.get(start + 3).isSymbol("(")) {
      complain(
          tokens.get(start),
          "Found %s where a verdict should start. Maybe `" + facade + ".…(…);` is meant?");
      return behindSemicolon(tokens, start);
    }
    var verdict = tokens.get(start + 2);
    if (!verdicts.contains(verdict.text())) {
      complain(
          verdict, "%s is no verdict of this stage. Maybe one of " + new TreeSet<>(verdicts) + "?");
    }
    int end = behindSemicolon(tokens, start);
    if (end == tokens.size() && !tokens.get(end - 1).isSymbol(";")) {
      complain(tokens.get(end - 1), "Found no `;` behind %s. Maybe it was forgotten?");
    }
    for (int i = start + 4; i < end - 1; i++) {
      argument(tokens, i);
    }
    return end;
  }

  private static int behindSemicolon(List<Token> tokens, int start) {
    int at = start;
    while (at < tokens.size() && !tokens.get(at).isSymbol(";")) {
      at++;
    }
    return Math.min(at + 1, tokens.size());
  }

  private void argument(List<Token> tokens, int at) {
    var token = tokens.get(at);
    boolean called = tokens.get(at + 1).isSymbol("(");
    if (token.kind() == Kind.WORD && called) {
      complain(token, "A verdict's argument may not call %s. Maybe bind a property in `when`?");
    } else if (token.kind() == Kind.WORD && RuleLanguage.REFUSED.contains(token.text())) {
      complain(token, "A verdict's argument may not use %s. Maybe bind a property in `when`?");
    } else if (token.kind() == Kind.WORD && tokens.get(at - 1).isSymbol(".")) {
      copyTo(token.end());
      printed.append("()");
    } else if (token.kind() == Kind.SYMBOL && !ARGUMENT_SYMBOLS.contains(token.text())) {
      complain(token, "A verdict's argument may not hold %s. Maybe only + - * / are meant?");
    }
  }

  private void copyTo(int offset) {
    printed.append(source.text(), copied, offset);
    copied = offset;
  }

  private void complain(Token token, String message) {
    diagnostics.add(
        new Diagnostic(
            source.path(), token.line(), token.column(), message.formatted(token.shown())));
  }
}
