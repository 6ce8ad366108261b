package dev.sluice.rules.guard.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Accumulate;
import dev.sluice.rules.guard.tree.Condition.All;
import dev.sluice.rules.guard.tree.Condition.Any;
import dev.sluice.rules.guard.tree.Condition.Bind;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.tree.Condition.Result;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Arithmetic;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.NameProperty;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.tree.VerdictCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a tree holds, nothing but words of the printer's own reaches the rule engine. */
class RulePrinterTest {
  private static final Place HERE = Place.of("a.drl", 1, 1);
  private static final Pattern WAREHOUSE = pattern("$w", "Warehouse");

  private final RulePrinter printer = new RulePrinter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"); System.exit(1); //",
        "back\\slash",
        "line\nbreak",
        "\u2028",
        "\u202e",
        "\u0000",
        "a\u200bb"
      })
  void noTextEndsItsQuotes(String text) {
    refuses(rule(WAREHOUSE, reject(new Text(HERE, text))), text);
    refuses(rule(with(compare("id", "==", new Text(HERE, text))), reject()), text);
  }

  @Test
  void aTextMayHoldWhatEndsNothing() {
    var text = "易碎 { it's } /* 5 % */ // end; then";
    assertThat(printer.print(rule(WAREHOUSE, reject(new Text(HERE, text)))))
        .contains("routing.reject($w, \"" + text + "\");");
  }

  @ParameterizedTest
  @ValueSource(strings = {"w", "$w; halt()", "$", "$w.x", "$w\n", "$w(1)"})
  void namesAreNamesOnly(String name) {
    refuses(rule(pattern(name, "Warehouse"), reject()), name);
    refuses(rule(WAREHOUSE, call("reject", new Name(HERE, name), text())), name);
    refuses(rule(with(new Bind(HERE, name, "id")), reject()), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Runtime", "java.lang.Runtime", "Warehouse() Line", "warehouse", ""})
  void factsAreThoseOfTheVocabulary(String fact) {
    refuses(rule(pattern("$w", fact), reject()), fact);
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "id.class", "getClass()", "id; x", "hashCode", "", "id."})
  void propertiesAreThoseOfTheVocabulary(String property) {
    refuses(rule(with(compare(property, "==", text())), reject()), property);
    refuses(rule(with(new Bind(HERE, "$x", property)), reject()), property);
    refuses(rule(WAREHOUSE, reject(new NameProperty(HERE, "$w", property))), property);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9", "0x10", "1L", "12345678901", "1.", "--1", "1;", "٣"})
  void numbersAreNumbersOnly(String number) {
    refuses(rule(with(compare("distanceKm", ">", new Numeral(HERE, number))), reject()), number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"matches", "=", "&&", "instanceof", "%", "<<", "soundslike"})
  void operatorsAreListed(String operator) {
    refuses(
        rule(with(compare("distanceKm", operator, new Numeral(HERE, "5"))), reject()), operator);
    refuses(
        rule(
            WAREHOUSE,
            call(
                "surcharge",
                new Name(HERE, "$w"),
                new Arithmetic(HERE, new Numeral(HERE, "1"), operator, new Numeral(HERE, "2")),
                text())),
        operator);
  }

  @ParameterizedTest
  @ValueSource(strings = {"collectList", "count(); halt", ""})
  void functionsAreListed(String function) {
    var count = new Result(HERE, "$n", function, Optional.empty());
    refuses(
        rule(new Accumulate(HERE, WAREHOUSE, List.of(count), List.of()), call("tag", text())),
        function);
  }

  @Test
  void verdictsAreThoseOfTheFacadeWithItsNumberOfArguments() {
    refuses(rule(WAREHOUSE, call("getClass")), "getClass");
    refuses(rule(WAREHOUSE, call("reject")), "reject");
  }

  @Test
  void idsAreIdsOnlyAndWhatIsNotUnderstoodIsNotPrinted() {
    for (var id : List.of("", "ELIG-1\" salience 5", "elig-1", "ELIG-1 sentence")) {
      refuses(tree(id, List.of(WAREHOUSE), reject()), id);
    }
    refuses(RuleTree.notUnderstood(HERE, "rule x"), "rule x");
  }

  @Test
  void everyKindOfConditionHasItsForm() {
    Condition line = pattern("$l", "Line");
    List<Condition> shapes =
        List.of(
            WAREHOUSE,
            new Absent(HERE, pattern("$a", "Carrier")),
            new Exists(HERE, new Any(HERE, List.of(line, new All(HERE, List.of(line, line))))));
    assertThat(printer.conditions(shapes))
        .isEqualTo(
            """
              $w : Warehouse()
              not($a : Carrier())
              exists(($l : Line() or ($l : Line() and $l : Line())))
            """);
  }

  @Test
  void theSmallestOfNothingIsNoNumber() {
    var smallest = new Result(HERE, "$n", "min", Optional.of(new Property(HERE, "quantity")));
    var printed =
        printer.conditions(
            List.of(new Accumulate(HERE, pattern("$l", "Line"), List.of(smallest), List.of())));

    assertThat(printed)
        .isEqualTo(
            "  accumulate($l : Line(); $n : min(quantity), $_count1_1 : count(); $_count1_1 > 0)\n");
  }

  @Test
  void fromTheThirdFactOnCombinationsAreMetered() {
    var three = List.<Condition>of(bare("Line"), bare("Line"), new Absent(HERE, bare("Carrier")));

    assertThat(printer.print(tree("INT-1", three, call("tag", text()))))
        .contains("$_first : Line()\n  Line()\n  not(Carrier(Fuel.joins($_first)))");
    assertThat(printer.print(tree("INT-1", three.subList(0, 2), call("tag", text()))))
        .doesNotContain("Fuel");
  }

  private void refuses(RuleTree rule, String found) {
    assertThatThrownBy(() -> printer.print(rule))
        .isInstanceOf(UnprintableException.class)
        .hasMessage(found);
  }

  private static RuleTree rule(Condition condition, VerdictCall verdict) {
    return tree("ELIG-1", List.of(condition), verdict);
  }

  private static RuleTree tree(String id, List<Condition> conditions, VerdictCall verdict) {
    return new RuleTree(
        HERE,
        id,
        "A sentence",
        true,
        Optional.empty(),
        Optional.empty(),
        conditions,
        List.of(verdict),
        "",
        true);
  }

  private static Pattern pattern(String name, String fact) {
    return new Pattern(HERE, Optional.of(name), fact, List.of());
  }

  private static Pattern bare(String fact) {
    return new Pattern(HERE, Optional.empty(), fact, List.of());
  }

  private static Pattern with(Constraint constraint) {
    return new Pattern(HERE, Optional.of("$w"), "Warehouse", List.of(constraint));
  }

  private static Constraint compare(String property, String operator, Expression right) {
    return new Condition.Test(new Comparison(HERE, new Property(HERE, property), operator, right));
  }

  private static VerdictCall reject() {
    return reject(text());
  }

  private static VerdictCall reject(Expression reason) {
    return call("reject", new Name(HERE, "$w"), reason);
  }

  private static VerdictCall call(String word, Expression... arguments) {
    return new VerdictCall(HERE, "routing", word, List.of(arguments));
  }

  private static Text text() {
    return new Text(HERE, "x");
  }
}
