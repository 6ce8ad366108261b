package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Token.Kind;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Arithmetic;
import dev.sluice.rules.guard.tree.Expression.Both;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Contains;
import dev.sluice.rules.guard.tree.Expression.Either;
import dev.sluice.rules.guard.tree.Expression.In;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.NameProperty;
import dev.sluice.rules.guard.tree.Expression.Not;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.StartsWith;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Expression.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is compared in `when` and calculated in `then`. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  /** What may follow a comparison. */
  private static final Set<String> ENDS = Set.of(",", ")", ";", "&&", "||");

  private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]{0,9})(\\.[0-9]{1,9})?");
  private static final int MAX_TERMS = 200;

  private final Cursor cursor;
  private int terms;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Something that holds or does not. */
  Expression test() {
    terms = 0;
    return either();
  }

  /** A value that is calculated. */
  Expression amount() {
    terms = 0;
    return sum();
  }

  private Expression either() {
    var left = both();
    while (cursor.peek().isSymbol("||")) {
      var place = cursor.place(cursor.take());
      left = new Either(place, left, both());
    }
    return left;
  }

  private Expression both() {
    var left = one();
    while (cursor.peek().isSymbol("&&")) {
      var place = cursor.place(cursor.take());
      left = new Both(place, left, one());
    }
    return left;
  }

  private Expression one() {
    cursor.enter();
    try {
      var place = cursor.place();
      if (cursor.skipSymbol("!")) {
        return new Not(place, one());
      }
      if (cursor.skipSymbol("(")) {
        var inner = either();
        cursor.requireSymbol(")", "the expression");
        return inner;
      }
      return comparison();
    } finally {
      cursor.leave();
    }
  }

  private Expression comparison() {
    var left = operand();
    var operator = cursor.peek();
    var place = cursor.place();
    if (operator.kind() == Kind.SYMBOL && COMPARISONS.contains(operator.text())) {
      cursor.take();
      return new Comparison(place, left, operator.text(), operand());
    }
    boolean negated = cursor.skipWord("not");
    if (cursor.skipWord("in")) {
      return new In(place, left, negated, literals());
    }
    if (cursor.skipWord("contains")) {
      return new Contains(place, left, negated, operand());
    }
    if (!negated && operator.isWord("str")) {
      return startsWith(left);
    }
    if (operator.isWord("matches")) {
      throw cursor.refused(
          Refusal.EXPRESSION_MATCHES,
          operator,
          "Found `matches`; patterns of letters can run for ever. Maybe `str[startsWith]` or"
              + " `in (...)` says it?");
    }
    if (negated
        || (operator.kind() == Kind.WORD && !operator.isName())
        || (operator.kind() == Kind.SYMBOL && !ENDS.contains(operator.text()))) {
      throw cursor.refused(
          Refusal.EXPRESSION_OPERATOR,
          operator,
          "Found %s where a comparison should stand. Allowed are == != < <= > >=, in, not in,"
                  .formatted(operator.shown())
              + " contains, not contains, str[startsWith], && and ||. Maybe one of these?");
    }
    return left;
  }

  private Expression startsWith(Expression left) {
    var place = cursor.place(cursor.take());
    cursor.requireSymbol("[", "`str`");
    if (!cursor.skipWord("startsWith")) {
      throw cursor.refused(
          Refusal.EXPRESSION_OPERATOR,
          "Found %s where only `startsWith` can stand. Maybe write str[startsWith]?"
              .formatted(cursor.peek().shown()));
    }
    cursor.requireSymbol("]", "`startsWith`");
    return new StartsWith(place, left, operand());
  }

  private List<Expression> literals() {
    cursor.requireSymbol("(", "`in`");
    List<Expression> literals = new ArrayList<>();
    do {
      count();
      literals.add(operand());
    } while (cursor.skipSymbol(","));
    cursor.requireSymbol(")", "the values");
    return literals;
  }

  private Expression sum() {
    var left = product();
    while (cursor.peek().isSymbol("+") || cursor.peek().isSymbol("-")) {
      var operator = cursor.take();
      left = new Arithmetic(cursor.place(operator), left, operator.text(), product());
    }
    return left;
  }

  private Expression product() {
    var left = factor();
    while (cursor.peek().isSymbol("*") || cursor.peek().isSymbol("/")) {
      var operator = cursor.take();
      left = new Arithmetic(cursor.place(operator), left, operator.text(), factor());
    }
    return left;
  }

  private Expression factor() {
    cursor.enter();
    try {
      if (cursor.skipSymbol("(")) {
        var inner = sum();
        cursor.requireSymbol(")", "the calculation");
        return inner;
      }
      return operand();
    } finally {
      cursor.leave();
    }
  }

  private Expression operand() {
    count();
    var token = cursor.peek();
    return switch (token.kind()) {
      case STRING -> new Text(cursor.place(cursor.take()), token.text());
      case NUMBER -> number("");
      case SYMBOL -> {
        if (token.isSymbol("-") && cursor.peek(1).kind() == Kind.NUMBER) {
          cursor.take();
          yield number("-");
        }
        throw noOperand();
      }
      case WORD -> word();
      case NOTHING -> throw noOperand();
    };
  }

  private Expression word() {
    var token = cursor.take();
    var place = cursor.place(token);
    if (token.isWord("new")) {
      throw cursor.refused(
          Refusal.EXPRESSION_NEW,
          token,
          "Found `new`; a rule makes no objects. Maybe compare properties?");
    }
    if (token.isWord("eval")) {
      throw cursor.refused(
          Refusal.STRUCTURE_EVAL,
          token,
          "Found `eval`; a rule holds no code. Maybe compare properties?");
    }
    refuseCall(token);
    if (token.isWord("true") || token.isWord("false")) {
      return new Truth(place, token.isWord("true"));
    }
    if (!token.isName()) {
      return new Property(place, token.text() + ofProperty());
    }
    if (!cursor.skipSymbol(".")) {
      return new Name(place, token.text());
    }
    var property = cursor.take();
    refuseCall(property);
    refuseSecondPoint();
    return new NameProperty(place, token.text(), property.text());
  }

  /** `.id` behind `warehouse`; nothing where nothing follows. */
  private String ofProperty() {
    if (!cursor.skipSymbol(".")) {
      return "";
    }
    var property = cursor.take();
    refuseCall(property);
    refuseSecondPoint();
    return "." + property.text();
  }

  private void refuseSecondPoint() {
    if (cursor.peek().isSymbol(".")) {
      refuseCall(cursor.peek(1), 2);
      throw cursor.refused(
          Refusal.EXPRESSION_PROPERTY,
          "Found a second `.`; a property has no properties. Maybe bind it in `when`?");
    }
  }

  private void refuseCall(Token word) {
    refuseCall(word, 0);
  }

  /** Refuses `word(`, the parenthesis being so many tokens ahead. */
  private void refuseCall(Token word, int ahead) {
    if (cursor.peek(ahead).isSymbol("(") || cursor.peek(ahead).isSymbol("[")) {
      throw cursor.refused(
          Refusal.EXPRESSION_METHOD_CALL,
          word,
          "Found a call of %s; a rule calls nothing but verdicts. Maybe compare a property instead?"
              .formatted(word.shown()));
    }
  }

  private Expression number(String sign) {
    var token = cursor.take();
    if (!NUMBER.matcher(token.text()).matches()) {
      throw cursor.refused(
          Refusal.EXPRESSION_NUMBER,
          token,
          "Found %s where a number should stand: up to ten digits, no leading zero, and up to nine"
                  .formatted(token.shown())
              + " behind a point. Maybe write it out, like 0.85?");
    }
    return new Numeral(cursor.place(token), sign + token.text());
  }

  private NotUnderstoodException noOperand() {
    return cursor.refused(
        Refusal.STRUCTURE_SHAPE,
        "Found %s where a property, a name, a text or a number should stand. Maybe a parenthesis or"
                .formatted(cursor.peek().shown())
            + " comma is missing before it?");
  }

  private void count() {
    if (++terms > MAX_TERMS) {
      throw cursor.refused(
          Refusal.STRUCTURE_SHAPE,
          "This expression has more than %d terms. Maybe write several rules?"
              .formatted(MAX_TERMS));
    }
  }
}
