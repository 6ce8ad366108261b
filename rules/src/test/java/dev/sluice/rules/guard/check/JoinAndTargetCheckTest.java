package dev.sluice.rules.guard.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.read.DrlReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a rule may combine, on both sides of each limit; and targets that contradict. */
class JoinAndTargetCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      textBlock =
          """
          Order()                                                                     @
          $a : Line() $b : Line() $c : Line()                                         @
          $a : Line() $b : Line() $c : Line() Order()                                 @
          $a : Line() $b : Line() $c : Line() $d : Line()                             @ joins-unjoined
          $a : Line() $b : Line() $c : Line() $d : Line( sku == $a.sku )              @
          $a : Line() $b : Line() $c : Line() $d : Line( sku == $a.sku && fragile )   @
          $a : Line() $b : Line() $c : Line() $d : Line( sku == $a.sku || fragile )   @ joins-unjoined
          $a : Line() $b : Line() $c : Line() $d : Line( sku == "x" )                 @ joins-unjoined
          $a : Line() $b : Line() $c : Line() $d : Line( quantity > $a.quantity )     @ joins-unjoined
          $a : Warehouse() $b : Carrier()                                             @
          $a : Warehouse() $b : Carrier() $c : Warehouse()                            @ joins-candidates
          $a : Warehouse() $b : Carrier() $c : Warehouse( region == $a.region )       @
          $a : Warehouse() $b : Carrier() not( Warehouse() )                          @ joins-candidates
          $a : Warehouse() $b : Carrier() exists( Warehouse() or Carrier() )          @ joins-candidates
          $a : Line() $b : Line() accumulate( Line(); $n : count() )                  @
          $a : Line() $b : Line() $c : Line() accumulate( Line(); $n : count() )      @ joins-unjoined
          """)
  void combinationsAreBounded(String when, String code) {
    assertThat(joins(when)).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void sixFactsAreTheMost() {
    assertThat(joins("$a : Line() " + joined(5))).isEmpty();
    assertThat(joins("$a : Line() " + joined(6))).containsExactly("joins-patterns");
  }

  @Test
  void alternativesMultiply() {
    var two = "( Line( fragile ) or Line( frozen ) )";
    assertThat(joins(two)).isEmpty();
    assertThat(joins("exists( Line( fragile ) or Line( frozen ) or Line( liquid ) )")).isEmpty();
    assertThat(joins(two + " ( Line() or Line() or Line() or Line() or Line() )"))
        .contains("joins-alternatives");
  }

  @Test
  void twoTargetsForTheSameCarriersDiffer() {
    assertThat(targets("leads", "60", "leads", "60.0")).isEmpty();
    assertThat(targets("leads", "60", "!leads", "40")).isEmpty();
    assertThat(targets("leads", "60", "leads", "40"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code()).isEqualTo("expression-targets-differ");
              assertThat(one.line()).isEqualTo(2);
              assertThat(one.message())
                  .contains("40 percent here and 60 percent in rule `SHARE-1`");
            });
    // Written otherwise, it is the same condition.
    assertThat(targets("leads", "60", "  leads  ", "40")).hasSize(1);
  }

  private static List<String> joins(String when) {
    var findings = Findings.ofEveryLayer();
    var source =
        new SourceFile(
            "eligibility/a/a.drl", "rule \"ELIG-1 A\" when " + when + " then routing.x(); end");
    var rules = DrlReader.read(source, Stage.CANDIDATE, findings);
    assertThat(findings.diagnostics()).isEmpty();
    rules.forEach(new JoinCheck(findings)::check);
    return findings.diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static String joined(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "Line( sku == $a.sku )")
        .collect(Collectors.joining(" "));
  }

  private static List<Diagnostic> targets(
      String first, String firstPercent, String second, String secondPercent) {
    var rule =
        "rule \"SHARE-%d A\" when $c : ShareCarrier( %s ) then shares.target($c, %s, 5); end\n";
    var source =
        new SourceFile(
            "share/a/a.drl",
            rule.formatted(1, first, firstPercent) + rule.formatted(2, second, secondPercent));
    var findings = Findings.ofEveryLayer();
    var check = new TargetCheck(findings);
    DrlReader.read(source, Stage.SHARE, findings).forEach(check::check);
    return findings.diagnostics();
  }
}
