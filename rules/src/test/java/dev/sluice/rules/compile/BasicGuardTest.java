package dev.sluice.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.compile.CheckedCatalog.CheckedRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicGuardTest {
  private static final String CANDIDATE = "eligibility/a/a.drl";

  @Test
  void letsARulePassLineByLine() {
    var text =
        """
        /* A comment with rule "X-1 y", when, then and end. */
        rule "ELIG-010 Text with when, then and end inside"
        when
          $line : Line( fragile, category != "then" ) // end
          $warehouse : Warehouse( distanceKm > 5 )
        then
          // then what?
          routing.reject($line, $warehouse, "then it ends; end");
          routing.surcharge($warehouse, 2 * ($warehouse.distanceKm - 5), "far");
        end
        """;

    var rule = check(CANDIDATE, text).files().get(0).rules().get(0);

    assertThat(rule.info().line()).isEqualTo(2);
    assertThat(rule.drl().lines().count()).isEqualTo(9);
    assertThat(rule.drl()).contains("2 * ($warehouse.distanceKm() - 5)");
    assertThat(rule.drl()).contains("\"then it ends; end\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package x;",
        "import java.util.List;",
        "global java.util.List list;",
        "function void f() {}",
        "query q() end",
        "declare X end",
        "dialect \"mvel\"",
        "@author(me)",
        "rules are made to be broken"
      })
  void refusesEverythingButRulesAtTopLevel(String text) {
    assertThat(refused(CANDIDATE, "\n" + text))
        .first()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.file()).isEqualTo(CANDIDATE);
              assertThat(diagnostic.line()).isEqualTo(2);
              assertThat(diagnostic.column()).isEqualTo(1);
              assertThat(diagnostic.message()).contains("Maybe");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          eval(true)                       | routing.reject($w, "x");              | 3 | eval
          Warehouse() from list            | routing.reject($w, "x");              | 3 | from
          String()                         | routing.reject($w, "x");              | 3 | no fact of this
          RegionGroup()                    | routing.reject($w, "x");              | 3 | no fact of this
          Line( sku.isEmpty() )            | routing.reject($w, "x");              | 3 | isEmpty
          Line( sku matches "a*" )         | routing.reject($w, "x");              | 3 | matches
          Line( new Object() == null )     | routing.reject($w, "x");              | 3 | new
          Line(); Line()                   | routing.reject($w, "x");              | 3 | `;`
          $w : Warehouse()                 | System.exit(1);                       | 5 | `System`
          $w : Warehouse()                 | while (true) {}                       | 5 | `while`
          $w : Warehouse()                 | routing.reject($w, System.getenv("A")); | 5 | getenv
          $w : Warehouse()                 | routing.reject($w, new String("A"));  | 5 | new
          $w : Warehouse()                 | routing.surcharge($w, 1 > 2 ? 3 : 4, "x"); | 5 | `?`
          $w : Warehouse()                 | routing.getClass();                   | 5 | getClass
          $w : Warehouse()                 | routing.priority(3);                  | 5 | no verdict of this
          $w : Warehouse()                 | routing.reject($w, "x")               | 5 | `;`
          $w : Warehouse()                 | shares.cap($w, 3);                    | 5 | `shares`
          """)
  void refusesWhatARuleMayNotUse(String condition, String verdict, int line, String found) {
    var text = "rule \"ELIG-010 Bad\"\nwhen\n  %s\nthen\n  %s\nend\n".formatted(condition, verdict);

    assertThat(refused(CANDIDATE, text))
        .anySatisfy(
            diagnostic -> {
              assertThat(diagnostic.line()).isEqualTo(line);
              assertThat(diagnostic.message()).contains(found, "Maybe");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          rule "No id here" when Order() then end          | "No id here"
          rule ELIG-010 when Order() then end              | `ELIG`
          rule "ELIG-010 A" salience 5 when Order() then end | `salience`
          rule "ELIG-010 A" when Order() end               | the end of the file
          rule "ELIG-010 A" when Order() then              | the end of the file
          rule "ELIG-010 A                                 | does not end
          rule "ELIG-010 A" when Order() then /* end       | does not end
          rule "ELIG-010 A" when Order( tier == "\\u0041" ) then end | backslash
          """)
  void refusesBrokenShapes(String text, String found) {
    assertThat(refused(CANDIDATE, text))
        .anySatisfy(diagnostic -> assertThat(diagnostic.message()).contains(found, "Maybe"));
  }

  @Test
  void refusesAnEmptyFileAndAFolderOfNoStage() {
    assertThat(refused(CANDIDATE, "  \n")).extracting(Diagnostic::line).containsExactly(0);
    assertThat(refused("elsewhere/a.drl", ""))
        .singleElement()
        .satisfies(diagnostic -> assertThat(diagnostic.message()).contains("stage", "Maybe"));
  }

  @Test
  void refusesAnIdThatIsUsedTwiceAndSaysWhere() {
    var rule = "rule \"INT-010 %s\" when Order() then routing.tag(\"x\"); end";
    var sources =
        new RuleSources(
            List.of(
                new SourceFile("intake/a/a.drl", rule.formatted("One")),
                new SourceFile("intake/b/b.drl", "\n" + rule.formatted("Two"))));

    var thrown =
        catchThrowableOfType(RuleSetException.class, () -> new BasicGuard().check(sources));

    assertThat(thrown.diagnostics())
        .singleElement()
        .hasToString(
            "intake/b/b.drl:2: The rule id `INT-010` is used already at intake/a/a.drl:1."
                + " Maybe take the next free number?");
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
        "not Warehouse()|false"
      })
  void knowsRulesWithoutConditions(String condition, boolean unconditional) {
    var text = "rule \"ELIG-010 A\" when %s then end".formatted(condition);

    assertThat(check(CANDIDATE, text).rules().get(0).unconditional()).isEqualTo(unconditional);
  }

  private static CheckedCatalog check(String path, String text) {
    return new BasicGuard().check(new RuleSources(List.of(new SourceFile(path, text))));
  }

  private static List<Diagnostic> refused(String path, String text) {
    var accepted = new ArrayList<CheckedRule>();
    var thrown =
        catchThrowableOfType(
            RuleSetException.class,
            () -> check(path, text).files().forEach(file -> accepted.addAll(file.rules())));
    assertThat(accepted).isEmpty();
    return thrown.diagnostics();
  }
}
