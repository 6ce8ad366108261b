package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Token.Kind;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.VerdictCall;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands between `then` and `end`. */
final class VerdictParser {
  private final Cursor cursor;
  private final String facade;
  private final ExpressionParser expressions;

  VerdictParser(Cursor cursor, String facade) {
    this.cursor = cursor;
    this.facade = facade;
    this.expressions = new ExpressionParser(cursor);
  }

  /** Every verdict up to the word `end`, which is taken too. */
  List<VerdictCall> verdicts() {
    List<VerdictCall> verdicts = new ArrayList<>();
    while (!cursor.skipWord("end")) {
      if (cursor.atEnd() || cursor.peek().isWord("rule")) {
        throw cursor.refused(
            Refusal.STRUCTURE_UNFINISHED,
            "Found %s where `end` should follow `then`. Maybe a line is missing?"
                .formatted(cursor.peek().shown()));
      }
      verdicts.add(verdict());
    }
    return verdicts;
  }

  private VerdictCall verdict() {
    var speaker = cursor.peek();
    if (!speaker.isWord(facade)
        || !cursor.peek(1).isSymbol(".")
        || cursor.peek(2).kind() != Kind.WORD
        || !cursor.peek(3).isSymbol("(")) {
      throw cursor.refused(
          Refusal.EXPRESSION_STATEMENT,
          "Found %s where a verdict should start. Allowed is `%s.verdict(...);` and nothing else."
                  .formatted(speaker.shown(), facade)
              + " Maybe a verdict is misspelled?");
    }
    cursor.take();
    cursor.take();
    var word = cursor.take();
    cursor.take();
    List<Expression> arguments = new ArrayList<>();
    if (!cursor.skipSymbol(")")) {
      do {
        arguments.add(expressions.amount());
      } while (cursor.skipSymbol(","));
      requireEndOfArguments();
    }
    cursor.requireSymbol(";", "a verdict");
    return new VerdictCall(cursor.place(word), speaker.text(), word.text(), arguments);
  }

  private void requireEndOfArguments() {
    if (!cursor.skipSymbol(")")) {
      throw cursor.refused(
          Refusal.EXPRESSION_OPERATOR,
          "Found %s in the argument of a verdict. Allowed are numbers, texts, bound names, their"
                  .formatted(cursor.peek().shown())
              + " properties and + - * /. Maybe a comma or parenthesis is missing?");
    }
  }
}
