package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Token.Kind;
import dev.sluice.rules.guard.tree.Place;
import java.util.ArrayList;
import java.util.List;

/** Splits a rule file into tokens with their places; comments and white space fall away. */
final class Lexer {
  private static final List<String> PAIRS = List.of("==", "!=", "<=", ">=", "&&", "||");

  private final String path;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Findings findings;
  private boolean broken;
  private int at;
  private int line = 1;
  private int lineStart;

  /**
   * The tokens of a file.
   *
   * @param tokens the last is of kind NOTHING
   * @param broken whether some of the text is missing in them
   */
  record Read(List<Token> tokens, boolean broken) {}

  private Lexer(String path, String text, Findings findings) {
    this.path = path;
    this.text = text;
    this.findings = findings;
  }

  /** Every token; what cannot be read is refused. */
  static Read read(String path, String text, Findings findings) {
    var lexer = new Lexer(path, text, findings);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.add(Kind.NOTHING, "", text.length(), text.length());
    return new Read(List.copyOf(lexer.tokens), lexer.broken);
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
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (text.startsWith("/*", at)) {
      blockComment();
    } else if (c == '"' || c == '\'') {
      string(c);
    } else if (c >= '0' && c <= '9') {
      number();
    } else if (Character.isJavaIdentifierStart(c)) {
      int start = at;
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
        at++;
      }
      add(Kind.WORD, text.substring(start, at), start, at);
    } else {
      symbol(c);
    }
  }

  private void symbol(char c) {
    if (c == '\\') {
      refuse(
          Refusal.STRUCTURE_BACKSLASH,
          "\\",
          "Found a backslash. Texts are taken as they stand. Maybe leave it out?");
    }
    int length = PAIRS.stream().anyMatch(pair -> text.startsWith(pair, at)) ? 2 : 1;
    add(Kind.SYMBOL, text.substring(at, at + length), at, at + length);
    at += length;
  }

  private void blockComment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      refuse(
          Refusal.STRUCTURE_UNFINISHED,
          "/*",
          "The comment that starts here does not end. Maybe a `*/` is missing?");
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
      refuse(
          Refusal.STRUCTURE_UNFINISHED,
          text.substring(start, end),
          "The text that starts here does not end on its line. Maybe a quote is missing?");
      at = end;
      return;
    }
    var content = text.substring(start + 1, end);
    int backslash = content.indexOf('\\');
    if (backslash >= 0) {
      at = start + 1 + backslash;
      refuse(
          Refusal.STRUCTURE_BACKSLASH,
          content,
          "Found a backslash in a text. Texts are taken as they stand. Maybe leave it out?");
    }
    add(Kind.STRING, content, start, end + 1);
    at = end + 1;
  }

  /** Letters belong to it, so that `1e9` and `0x1F` are one token each, and refused as a whole. */
  private void number() {
    int start = at;
    while (at < text.length()
        && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at), start, at);
  }

  private void add(Kind kind, String shown, int start, int end) {
    tokens.add(new Token(kind, shown, start, end, line, start - lineStart + 1));
  }

  private void refuse(Refusal refusal, String found, String message) {
    broken = true;
    findings.refuse(refusal, Place.of(path, line, at - lineStart + 1), found, message);
  }
}
