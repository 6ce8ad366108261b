package dev.sluice.rules.guard.read;

/**
 * One token of a rule file.
 *
 * @param kind what it is
 * @param text as written; of a string what stands between the quotes
 * @param start offset of its first character
 * @param end offset behind its last character
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, int start, int end, int line, int column) {

  enum Kind {
    WORD,
    NUMBER,
    STRING,
    SYMBOL,
    /** Behind the last token. */
    NOTHING
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** Whether it is a name that a rule gives. */
  boolean isName() {
    return kind == Kind.WORD && text.startsWith("$");
  }

  /** For messages. */
  String shown() {
    return switch (kind) {
      case NOTHING -> "the end of the file";
      case STRING -> "\"" + text + "\"";
      default -> "`" + text + "`";
    };
  }
}
