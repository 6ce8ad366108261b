package dev.sluice.rules.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each layer says, where, and what it prints. */
class RuleGuardTest {
  private static final String PATH = "eligibility/a/a.drl";

  @Test
  void printsARuleAnewFromWhatItUnderstood() {
    var text =
        """
        /* A comment with rule "X-1 y", when, then and end. */
        rule "ELIG-010 Text with when, then and end inside"
        when
          $line : Line( fragile||frozen, category != 'then' ) // end
          $w : Warehouse( $km:distanceKm > 5, !( sameCity && load<0.5 ) )
        then
          // then what?
          routing.reject($line, $w, "then it ends; end");
          routing.surcharge($w, 2 * ($w.distanceKm - 5), "far: " + $km);
        end
        """;

    var rule = judge(text, EnumSet.allOf(Layer.class));

    assertThat(rule.info())
        .isEqualTo(
            new RuleInfo(
                "ELIG-010",
                "Text with when, then and end inside",
                Stage.CANDIDATE,
                PATH,
                2,
                false));
    assertThat(rule.drl())
        .isEqualTo(
            """
            rule "ELIG-010"
            when
              $line : Line(fragile || frozen, category != "then")
              $w : Warehouse($km : distanceKm, distanceKm > 5, !(sameCity && (load < 0.5)))
            then
              routing.reject($line, $w, "then it ends; end");
              routing.surcharge($w, 2.0 * ((1.0 * $w.distanceKm()) - 5.0), "far: " + $km);
            end
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          $l : Line( fragil ) $c : Carrier( suspended ) | reject($l, $c, "x") | 3:14 | fragil | expression-property | Maybe you meant `fragile`?
          $l : Lin( fragile ) $c : Carrier( suspended ) | reject($c, "x")     | 3:3  | Lin    | expression-fact     | Maybe you meant `Line`?
          $c : Carrier( role == "MIAN" )                | reject($c, "x")     | 3:25 | MIAN   | expression-word     | Maybe you meant `MAIN`?
          $c : Carrier( suspended )                     | rejct($c, "x")      | 5:11 | rejct  | expression-verdict  | Maybe you meant `reject`?
          $carrier : Carrier( suspended )               | reject($carier, "x") | 5:18 | $carier | expression-name   | Maybe you meant `$carrier`?
          $c : Carrier( suspended )                     | tag("x")            | 5:11 | tag    | expression-verdict  | Maybe move the rule to a folder of the order stage?
          $c : Carrier( share > "x" )                   | reject($c, "x")     | 3:25 | x      | expression-type     | Maybe texts need quotes and numbers none?
          $c : Carrier( id > "x" )                      | reject($c, "x")     | 3:20 | >      | expression-operator | Maybe == or !=?
          $c : Carrier( suspended )                     | reject("x", $c)     | 5:11 | reject | expression-arguments | Maybe texts need quotes and numbers none?
          $c : Carrier( suspended, $c : share )         | reject($c, "x")     | 3:3  | $c     | expression-name-twice | Maybe take another name
          $c : Carrier( suspended )                     | discount($c, $c.share, "x") | 5:11 | discount | expression-arguments | a number, written out
          """)
  void saysWhereWhatIsAllowedAndTheNearestName(
      String when, String verdict, String place, String found, String code, String advice) {
    var text =
        "rule \"ELIG-010 Bad\"\nwhen\n  %s\nthen\n  routing.%s;\nend\n".formatted(when, verdict);

    assertThat(refused(text))
        .anySatisfy(
            one -> {
              assertThat(one.line() + ":" + one.column()).isEqualTo(place);
              assertThat(one.found()).isEqualTo(found);
              assertThat(one.code()).isEqualTo(code);
              assertThat(one.message()).contains(advice);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          accumulate( not Line( frozen ); $n : count() )                    | 15 | not    | a condition of its own? | 里没有可统计的对象
          accumulate( exists Line( frozen ); $n : count() )                 | 15 | exists | a condition of its own? | 里没有可统计的对象
          accumulate( not Line() and exists Line(); $n : count() )          | 15 | not    | a condition of its own? | 里没有可统计的对象
          accumulate( Line( frozen ) or Line( liquid ); $n : count() )      | 15 | or     | between properties      | 之间不能用 `or`
          accumulate( Line() and not( Line() or Order() ); $n : count() )   | 15 | or     | between properties      | 之间不能用 `or`
          accumulate( accumulate( Line(); $k : count() ); $n : count() )    | 15 | accumulate | behind the other    | 里面不能再有
          ( accumulate( Line( $q : quantity ); $n : max($q) ) or Order() )  | 5  | accumulate | several rules?      | 只能有一个 count 或一个 sum
          ( Line() or Order() ) accumulate( Line( $q : quantity ); $n : sum($q), $k : count() ) | 25 | accumulate | several rules? | 只能有一个 count 或一个 sum
          """)
  void saysWhatAnAccumulateCannotCount(
      String when, int column, String found, String advice, String inChinese) {
    var diagnostics = refused(rule(when + " $c : Carrier( suspended )"));

    assertThat(diagnostics).singleElement().returns("expression-accumulate", Diagnostic::code);
    var only = diagnostics.get(0);
    assertThat(only.line() + ":" + only.column()).isEqualTo("3:" + column);
    assertThat(only.found()).isEqualTo(found);
    assertThat(only.message()).contains("Found", "Allowed", "Maybe", advice);
    assertThat(only.messageZh()).contains(inChinese);
  }

  @Test
  void severalMistakesAreToldAtOnce() {
    var text =
        """
        rule "ELIG-010 One" when Line( fragil ) then routing.reject($x, 5); end
        rule "ELIG 011" when Line() then end
        function f() {}
        rule "ELIG-012 Fine" when $c : Carrier( suspended ) then routing.reject($c, "x"); end
        rule "ELIG-012 Again" when $c : Carrier( suspended ) then routing.reject($c, "y"); end
        """;

    assertThat(refused(text))
        .extracting(one -> one.line() + " " + one.code())
        .containsExactly(
            "1 expression-property",
            "1 expression-name",
            "2 structure-name",
            "3 structure-function",
            "5 structure-duplicate-id");
  }

  @Test
  void aLayerThatIsOffLetsPassAndTheNextOnesHold() {
    var method = rule("$c : Carrier( id.isEmpty() )");
    assertThat(codes(method, without(Layer.EXPRESSIONS))).containsExactly("print-not-understood");
    var unknown = rule("$c : Carrier( class == \"x\" )");
    assertThat(codes(unknown, without(Layer.EXPRESSIONS))).containsExactly("print-word");
    var function = "function f() {}\n" + rule("$c : Carrier( suspended )");
    assertThat(codes(function, without(Layer.STRUCTURE))).containsExactly("print-not-understood");
    var quote = rule("$c : Carrier( id == '\"' )");
    assertThat(codes(quote, without(Layer.STRUCTURE))).containsExactly("print-word");
    var join = rule("$c : Carrier() Carrier() Carrier() Carrier()");
    assertThat(codes(join, EnumSet.allOf(Layer.class))).contains("joins-candidates");
    assertThat(
            judge(join.replace("$c : Carrier()", "$c : Carrier( suspended )"), without(Layer.JOINS))
                .drl())
        .contains("Carrier(Fuel.joins($c))");
    var written = rule("$c : Carrier( suspended )");
    assertThat(judge(written, without(Layer.PRINT)).drl()).isEqualTo(written.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order()|true",
        "$w : Warehouse( $km : distanceKm )|true",
        "Warehouse( sameCity )|false",
        "Warehouse( !sameCity )|false",
        "Warehouse( $load : load > 1 )|false",
        "Order() not( Warehouse() )|false"
      })
  void knowsRulesWithoutConditions(String condition, boolean unconditional) {
    var text =
        "rule \"ELIG-010 A\" when %s $c : Carrier() then routing.discount($c, 1, \"x\"); end"
            .formatted(condition);

    assertThat(judge(text, EnumSet.allOf(Layer.class)).info().unconditional())
        .isEqualTo(unconditional);
  }

  private static String rule(String when) {
    return "rule \"ELIG-010 A\"\nwhen\n  %s\nthen\n  routing.surcharge($c, 1, \"x\");\nend\n"
        .formatted(when);
  }

  private static Set<Layer> without(Layer off) {
    return EnumSet.complementOf(EnumSet.of(off));
  }

  private static RuleGuard.JudgedRule judge(String text, Set<Layer> layers) {
    return new RuleGuard(layers).judge(sources(text)).get(0).rules().get(0);
  }

  private static List<Diagnostic> refused(String text) {
    return catchThrowableOfType(RuleSetException.class, () -> new RuleGuard().judge(sources(text)))
        .diagnostics();
  }

  private static List<String> codes(String text, Set<Layer> layers) {
    return catchThrowableOfType(
            RuleSetException.class, () -> new RuleGuard(layers).judge(sources(text)))
        .diagnostics()
        .stream()
        .map(Diagnostic::code)
        .toList();
  }

  private static RuleSources sources(String text) {
    return new RuleSources(List.of(new SourceFile(PATH, text)));
  }
}
