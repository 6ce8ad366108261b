package dev.sluice.rules.compile;

import dev.sluice.rules.compile.Token.Kind;
import dev.sluice.rules.recall.FactProperties;
import dev.sluice.rules.recall.Property;
import dev.sluice.rules.recall.Property.Decimal;
import dev.sluice.rules.recall.Property.Flag;
import dev.sluice.rules.recall.Property.Text;
import dev.sluice.rules.recall.Property.Texts;
import dev.sluice.rules.recall.Property.Whole;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads one condition that compares a fact's own properties with literals or each other, such as
 * {@code chilled || load > 0.85}. What it cannot read for certain it leaves to the rule engine.
 */
final class ComparisonReader<F> {
  private static final int MAX_WHOLE_DIGITS = 15;

  private final FactProperties<F> properties;
  private final List<Token> tokens;
  private int at;

  /** What follows is no comparison this reads. */
  private static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException() {
      super(null, null, false, false);
    }
  }

  private ComparisonReader(FactProperties<F> properties, List<Token> tokens) {
    this.properties = properties;
    this.tokens = tokens;
  }

  /** The condition that these tokens say; empty when they say anything else. */
  static <F> Optional<Predicate<F>> read(FactProperties<F> properties, List<Token> tokens) {
    var reader = new ComparisonReader<>(properties, tokens);
    try {
      var read = reader.either();
      return reader.at == tokens.size() ? Optional.of(read) : Optional.empty();
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  private Predicate<F> either() {
    var read = both();
    while (skip("|", "|")) {
      var left = read;
      var right = both();
      read = fact -> left.test(fact) || right.test(fact);
    }
    return read;
  }

  private Predicate<F> both() {
    var read = one();
    while (skip("&", "&")) {
      var left = read;
      var right = one();
      read = fact -> left.test(fact) && right.test(fact);
    }
    return read;
  }

  private Predicate<F> one() {
    if (skip("(")) {
      var read = either();
      require(skip(")"));
      return read;
    }
    boolean negated = skip("!");
    var property = property(take());
    if (property instanceof Flag<F> flag) {
      boolean wanted = flagWanted(negated);
      return fact -> flag.read().test(fact) == wanted;
    }
    require(!negated);
    if (property instanceof Text<F> text) {
      return text(text);
    }
    if (property instanceof Texts<F> texts) {
      boolean wanted = !skipWord("not");
      require(skipWord("contains"));
      var literal = literal();
      return fact -> texts.read().apply(fact).contains(literal) == wanted;
    }
    return number(property);
  }

  /** Behind a yes-or-no property: nothing, or a comparison with `true` or `false`. */
  private boolean flagWanted(boolean negated) {
    boolean same = skip("=", "=");
    boolean other = !same && skip("!", "=");
    if (!same && !other) {
      return !negated;
    }
    var word = take();
    require(!negated && (word.isWord("true") || word.isWord("false")));
    return word.isWord("true") == same;
  }

  private Predicate<F> text(Text<F> text) {
    if (skip("=", "=")) {
      var literal = literal();
      return fact -> text.read().apply(fact).equals(literal);
    }
    if (skip("!", "=")) {
      var literal = literal();
      return fact -> !text.read().apply(fact).equals(literal);
    }
    boolean wanted = !skipWord("not");
    require(skipWord("in"));
    require(skip("("));
    Set<String> literals = new HashSet<>();
    do {
      literals.add(literal());
    } while (skip(","));
    require(skip(")"));
    return fact -> literals.contains(text.read().apply(fact)) == wanted;
  }

  private Predicate<F> number(Property<F> property) {
    var operator = operator();
    var operand = take();
    if (property instanceof Whole<F> whole) {
      if (operand.kind() == Kind.NUMBER) {
        long literal = wholeLiteral(operand);
        return fact -> operator.holds(Long.compare(whole.read().applyAsLong(fact), literal));
      }
      require(property(operand) instanceof Whole<F>);
      var other = (Whole<F>) property(operand);
      return fact ->
          operator.holds(
              Long.compare(whole.read().applyAsLong(fact), other.read().applyAsLong(fact)));
    }
    var decimal = (Decimal<F>) property;
    if (operand.kind() == Kind.NUMBER) {
      double literal = decimalLiteral(operand);
      return fact -> operator.holds(decimal.read().applyAsDouble(fact), literal);
    }
    require(property(operand) instanceof Decimal<F>);
    var other = (Decimal<F>) property(operand);
    return fact ->
        operator.holds(decimal.read().applyAsDouble(fact), other.read().applyAsDouble(fact));
  }

  private enum Operator {
    LESS,
    AT_MOST,
    EQUAL,
    OTHER,
    AT_LEAST,
    MORE;

    boolean holds(int compared) {
      return switch (this) {
        case LESS -> compared < 0;
        case AT_MOST -> compared <= 0;
        case EQUAL -> compared == 0;
        case OTHER -> compared != 0;
        case AT_LEAST -> compared >= 0;
        case MORE -> compared > 0;
      };
    }

    boolean holds(double left, double right) {
      return switch (this) {
        case LESS -> left < right;
        case AT_MOST -> left <= right;
        case EQUAL -> left == right;
        case OTHER -> left != right;
        case AT_LEAST -> left >= right;
        case MORE -> left > right;
      };
    }
  }

  private Operator operator() {
    if (skip("<", "=")) {
      return Operator.AT_MOST;
    }
    if (skip(">", "=")) {
      return Operator.AT_LEAST;
    }
    if (skip("=", "=")) {
      return Operator.EQUAL;
    }
    if (skip("!", "=")) {
      return Operator.OTHER;
    }
    if (skip("<")) {
      return Operator.LESS;
    }
    require(skip(">"));
    return Operator.MORE;
  }

  private Property<F> property(Token token) {
    require(token.kind() == Kind.WORD);
    return properties.find(token.text()).orElseThrow(UnreadableException::new);
  }

  private String literal() {
    var token = take();
    // One letter in single quotes is another type to the engine.
    require(token.kind() == Kind.STRING && token.text().length() != 1);
    return token.text();
  }

  private static long wholeLiteral(Token token) {
    require(token.text().length() <= MAX_WHOLE_DIGITS && isDigits(token.text()));
    return Long.parseLong(token.text());
  }

  private static double decimalLiteral(Token token) {
    int point = token.text().indexOf('.');
    var text = token.text();
    require(
        text.length() <= MAX_WHOLE_DIGITS
            && (point < 0
                ? isDigits(text)
                : isDigits(text.substring(0, point)) && isDigits(text.substring(point + 1))));
    return Double.parseDouble(text);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && (text.length() == 1 || text.charAt(0) != '0');
  }

  private Token take() {
    require(at < tokens.size());
    return tokens.get(at++);
  }

  private boolean skip(String... symbols) {
    for (int i = 0; i < symbols.length; i++) {
      if (at + i >= tokens.size() || !tokens.get(at + i).isSymbol(symbols[i])) {
        return false;
      }
    }
    at += symbols.length;
    return true;
  }

  private boolean skipWord(String word) {
    if (at < tokens.size() && tokens.get(at).isWord(word)) {
      at++;
      return true;
    }
    return false;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new UnreadableException();
    }
  }
}
