package dev.sluice.rules.compile;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.Token.Kind;
import java.util.List;
import java.util.TreeSet;

/** Checks the words between `when` and `then`. */
final class ConditionCheck {
  private final String path;
  private final Stage stage;
  private final List<Diagnostic> diagnostics;
  private boolean usesOptions;
  private boolean unconditional = true;

  ConditionCheck(String path, Stage stage, List<Diagnostic> diagnostics) {
    this.path = path;
    this.stage = stage;
    this.diagnostics = diagnostics;
  }

  void check(List<Token> tokens) {
    var facts = RuleLanguage.facts(stage);
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      boolean called = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol("(");
      if (token.kind() == Kind.WORD) {
        usesOptions |= token.text().equals("Option");
        if (RuleLanguage.REFUSED.contains(token.text())) {
          complain(token, "A condition may not use %s. Maybe say it by comparing properties?");
        } else if (called
            && !facts.contains(token.text())
            && !RuleLanguage.CONDITION_CALLS.contains(token.text())) {
          complain(
              token,
              "%s is no fact of this stage. Maybe one of "
                  + new TreeSet<>(facts)
                  + "? Methods may not be called.");
        }
      }
      if (token.isSymbol("{") || token.isSymbol("}") || token.isSymbol(";")) {
        complain(token, "A condition may not hold %s. Maybe it belongs behind `then`?");
      }
    }
    unconditional = holdsOnlyBindings(tokens);
  }

  /** Whether every pattern is `name : Fact( name : property, ... )`. */
  private static boolean holdsOnlyBindings(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (token.isSymbol("(")) {
        depth++;
      } else if (token.isSymbol(")")) {
        depth--;
      } else if (depth > 0 && token.kind() == Kind.WORD) {
        boolean bound = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol(":");
        boolean property = tokens.get(i - 1).isSymbol(":");
        if (!bound && !property) {
          return false;
        }
      } else if (depth > 0 && !token.isSymbol(":") && !token.isSymbol(",")) {
        return false;
      } else if (token.isWord("not") || token.isWord("exists") || token.isWord("accumulate")) {
        return false;
      }
    }
    return true;
  }

  boolean usesOptions() {
    return usesOptions;
  }

  boolean unconditional() {
    return unconditional;
  }

  private void complain(Token token, String message) {
    diagnostics.add(
        new Diagnostic(path, token.line(), token.column(), message.formatted(token.shown())));
  }
}
