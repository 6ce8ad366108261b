package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Token.Kind;
import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Accumulate;
import dev.sluice.rules.guard.tree.Condition.All;
import dev.sluice.rules.guard.tree.Condition.Any;
import dev.sluice.rules.guard.tree.Condition.Bind;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Result;
import dev.sluice.rules.guard.tree.Condition.Test;
import dev.sluice.rules.guard.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what stands between `when` and `then`. */
final class ConditionParser {
  /** Words of the rule engine that no condition may use, and what to say instead. */
  private static final Map<String, Refusal> REFUSED =
      Map.of(
          "eval", Refusal.STRUCTURE_EVAL,
          "from", Refusal.STRUCTURE_FROM,
          "over", Refusal.STRUCTURE_FROM,
          "collect", Refusal.STRUCTURE_COLLECT,
          "forall", Refusal.STRUCTURE_FORALL,
          "acc", Refusal.STRUCTURE_ACCUMULATE_CODE,
          "groupby", Refusal.STRUCTURE_ACCUMULATE_CODE);

  private static final List<String> CODE_OF_ACCUMULATE =
      List.of("init", "action", "reverse", "result");

  private final Cursor cursor;
  private final ExpressionParser expressions;

  ConditionParser(Cursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor);
  }

  /** Every condition up to the word `then`, which is taken too. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    while (!cursor.skipWord("then")) {
      if (cursor.atEnd() || cursor.peek().isWord("rule") || cursor.peek().isWord("end")) {
        throw cursor.refused(
            Refusal.STRUCTURE_UNFINISHED,
            "Found %s where `then` should follow `when`. Maybe a line is missing?"
                .formatted(cursor.peek().shown()));
      }
      conditions.add(any());
      cursor.skipSymbol(",");
    }
    return conditions;
  }

  private Condition any() {
    var place = cursor.place();
    List<Condition> conditions = new ArrayList<>(List.of(all()));
    while (cursor.skipWord("or") || cursor.skipSymbol("||")) {
      conditions.add(all());
    }
    return conditions.size() == 1 ? conditions.get(0) : new Any(place, conditions);
  }

  private Condition all() {
    var place = cursor.place();
    List<Condition> conditions = new ArrayList<>(List.of(one()));
    while (cursor.skipWord("and") || cursor.skipSymbol("&&")) {
      conditions.add(one());
    }
    return conditions.size() == 1 ? conditions.get(0) : new All(place, conditions);
  }

  private Condition one() {
    cursor.enter();
    try {
      var place = cursor.place();
      if (cursor.skipWord("not")) {
        return new Absent(place, one());
      }
      if (cursor.skipWord("exists")) {
        return new Exists(place, one());
      }
      if (cursor.skipSymbol("(")) {
        var inner = any();
        cursor.requireSymbol(")", "the conditions");
        return inner;
      }
      if (cursor.peek().isWord("accumulate")) {
        return accumulate();
      }
      return pattern();
    } finally {
      cursor.leave();
    }
  }

  private Condition pattern() {
    var place = cursor.place();
    Optional<String> name = Optional.empty();
    if (cursor.peek(1).isSymbol(":")) {
      name = Optional.of(name(cursor.take()));
      cursor.take();
    }
    var fact = cursor.take();
    var refusal = REFUSED.get(fact.text());
    if (refusal != null) {
      throw refusedWord(refusal, fact);
    }
    if (fact.kind() != Kind.WORD || !cursor.peek().isSymbol("(")) {
      throw cursor.refused(
          cursor.atEnd() ? Refusal.STRUCTURE_UNFINISHED : Refusal.STRUCTURE_SHAPE,
          fact,
          "Found %s where a condition should start. Allowed is `$name : Fact( ... )`, also behind"
                  .formatted(fact.shown())
              + " `not` and `exists`. Maybe a parenthesis is missing, or it belongs behind"
              + " `then`?");
    }
    cursor.take();
    var constraints = constraints();
    var behind = REFUSED.get(cursor.peek().text());
    if (behind != null && cursor.peek().kind() == Kind.WORD) {
      throw refusedWord(behind, cursor.peek());
    }
    return new Condition.Pattern(place, name, fact.text(), constraints);
  }

  private List<Constraint> constraints() {
    List<Constraint> constraints = new ArrayList<>();
    if (cursor.skipSymbol(")")) {
      return constraints;
    }
    do {
      if (cursor.peek(1).isSymbol(":")) {
        var name = cursor.take();
        cursor.take();
        var property = cursor.peek();
        constraints.add(bind(name, property));
        if (cursor.peek(1).isSymbol(",") || cursor.peek(1).isSymbol(")")) {
          cursor.take();
          continue;
        }
      }
      constraints.add(new Test(expressions.test()));
    } while (cursor.skipSymbol(","));
    cursor.requireSymbol(")", "the properties");
    return constraints;
  }

  private Bind bind(Token name, Token property) {
    if (property.kind() != Kind.WORD || property.isName()) {
      throw cursor.refused(
          Refusal.STRUCTURE_SHAPE,
          "Found %s where a property should follow `%s :`. Maybe it is misspelled?"
              .formatted(property.shown(), name.text()));
    }
    return new Bind(cursor.place(name), name(name), property.text());
  }

  private String name(Token token) {
    if (!token.isName() || token.text().length() == 1 || token.text().startsWith("$_")) {
      throw cursor.refused(
          Refusal.EXPRESSION_NAME,
          token,
          "Found %s where a name should stand. Names start with `$`. Maybe write `$%s`?"
              .formatted(token.shown(), token.text()));
    }
    return token.text();
  }

  private Condition accumulate() {
    var place = cursor.place(cursor.take());
    cursor.requireSymbol("(", "`accumulate`");
    var source = source();
    refuseCode();
    cursor.requireSymbol(";", "what is counted");
    List<Result> results = new ArrayList<>();
    do {
      refuseCode();
      results.add(result());
    } while (cursor.skipSymbol(","));
    List<Expression> tests = new ArrayList<>();
    if (cursor.skipSymbol(";")) {
      do {
        tests.add(expressions.test());
      } while (cursor.skipSymbol(","));
    }
    cursor.requireSymbol(")", "the numbers");
    return new Accumulate(place, source, results, tests);
  }

  private Condition source() {
    var place = cursor.place();
    List<Condition> conditions = new ArrayList<>();
    do {
      if (CODE_OF_ACCUMULATE.contains(cursor.peek().text())) {
        break;
      }
      conditions.add(any());
    } while (cursor.skipSymbol(","));
    return conditions.size() == 1 ? conditions.get(0) : new All(place, conditions);
  }

  private void refuseCode() {
    var word = cursor.peek();
    if (word.kind() == Kind.WORD && CODE_OF_ACCUMULATE.contains(word.text())) {
      throw refusedWord(Refusal.STRUCTURE_ACCUMULATE_CODE, word);
    }
  }

  private Result result() {
    var place = cursor.place();
    var name = name(cursor.take());
    cursor.requireSymbol(":", "`" + name + "`");
    var function = cursor.take();
    cursor.requireSymbol("(", function.shown());
    Optional<Expression> argument =
        cursor.peek().isSymbol(")") ? Optional.empty() : Optional.of(expressions.amount());
    cursor.requireSymbol(")", "the function");
    return new Result(place, name, function.text(), argument);
  }

  private NotUnderstoodException refusedWord(Refusal refusal, Token word) {
    return cursor.refused(
        refusal,
        word,
        "Found %s; a condition holds no code and sees only facts. Allowed are facts, `not`,"
                .formatted(word.shown())
            + " `exists`, and `accumulate` with count, sum, min, max or average. Maybe say it by"
            + " comparing properties?");
  }
}
