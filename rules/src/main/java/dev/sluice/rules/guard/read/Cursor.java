package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Token.Kind;
import dev.sluice.rules.guard.tree.Place;
import java.util.List;

/** Walks over the tokens of one file. */
final class Cursor {
  private static final int MAX_DEPTH = 64;

  private final String path;
  private final List<Token> tokens;
  private final Findings findings;
  private int at;
  private int depth;

  Cursor(String path, List<Token> tokens, Findings findings) {
    this.path = path;
    this.tokens = tokens;
    this.findings = findings;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token so many behind the next one. */
  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token take() {
    var token = tokens.get(at);
    if (token.kind() != Kind.NOTHING) {
      at++;
    }
    return token;
  }

  /** Offset behind the token taken last. */
  int previousEnd() {
    return at == 0 ? 0 : tokens.get(at - 1).end();
  }

  boolean atEnd() {
    return peek().kind() == Kind.NOTHING;
  }

  boolean skipWord(String word) {
    boolean is = peek().isWord(word);
    if (is) {
      at++;
    }
    return is;
  }

  boolean skipSymbol(String symbol) {
    boolean is = peek().isSymbol(symbol);
    if (is) {
      at++;
    }
    return is;
  }

  /** The symbol, or what stands there is refused. */
  void requireSymbol(String symbol, String after) {
    if (!skipSymbol(symbol)) {
      throw refused(
          Refusal.STRUCTURE_SHAPE,
          "Found %s where `%s` should follow %s. Maybe a comma or parenthesis is missing?"
              .formatted(peek().shown(), symbol, after));
    }
  }

  Place place() {
    return place(peek());
  }

  Place place(Token token) {
    return Place.of(path, token.line(), token.column());
  }

  /** Refuses the next token. */
  NotUnderstoodException refused(Refusal refusal, String message) {
    return refused(refusal, peek(), message);
  }

  NotUnderstoodException refused(Refusal refusal, Token token, String message) {
    findings.refuse(refusal, place(token), token.text(), message);
    return new NotUnderstoodException();
  }

  /** One level deeper; no text makes the readers recurse without bound. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      depth = 0;
      throw refused(
          Refusal.STRUCTURE_SHAPE,
          "This is nested more than %d deep. Maybe write several rules?".formatted(MAX_DEPTH));
    }
  }

  void leave() {
    depth--;
  }

  /** Leaves every level, for the next rule. */
  void resetDepth() {
    depth = 0;
  }
}
