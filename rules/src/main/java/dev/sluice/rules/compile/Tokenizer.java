package dev.sluice.rules.compile;

import dev.sluice.rules.compile.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits a printed rule into tokens; comments and white space fall away. */
final class Tokenizer {
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Tokenizer(String text) {
    this.text = text;
  }

  /** All tokens, the last of kind NOTHING. */
  static List<Token> tokenize(String text) {
    var tokenizer = new Tokenizer(text);
    while (tokenizer.at < text.length()) {
      tokenizer.next();
    }
    tokenizer.add(Kind.NOTHING, "", text.length(), text.length());
    return tokenizer.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n') {
      at++;
      line++;
      lineStart = at;
    } else if (Character.isWhitespace(c)) {
      at++;
    } else if (text.startsWith("//", at)) {
      skipTo(text.indexOf('\n', at));
    } else if (text.startsWith("/*", at)) {
      skipBlockComment();
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (Character.isDigit(c)) {
      number();
    } else if (Character.isJavaIdentifierStart(c)) {
      int start = at;
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
        at++;
      }
      add(Kind.WORD, text.substring(start, at), start, at);
    } else {
      add(Kind.SYMBOL, String.valueOf(c), at, at + 1);
      at++;
    }
  }

  private void skipTo(int end) {
    at = end < 0 ? text.length() : end;
  }

  private void skipBlockComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      at = text.length();
      return;
    }
    for (int i = at; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    at = end + 2;
  }

  private void string(char quote) {
    int start = at;
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
      end++;
    }
    if (end >= text.length() || text.charAt(end) == '\n') {
      at = end;
      return;
    }
    add(Kind.STRING, text.substring(start + 1, end), start, end + 1);
    at = end + 1;
  }

  private void number() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '.'
            || text.charAt(at) == '_')) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at), start, at);
  }

  private void add(Kind kind, String shown, int start, int end) {
    tokens.add(new Token(kind, shown, start, end, line, start - lineStart + 1));
  }
}
