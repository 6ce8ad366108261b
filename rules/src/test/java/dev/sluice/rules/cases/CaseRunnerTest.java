package dev.sluice.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.compile.RuleSetCompiler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseRunnerTest {
  private static final List<SourceFile> FILES =
      List.of(
          new SourceFile(
              "eligibility/late/late.drl",
              """
              rule "ELIG-010 Late options are out"
              when
                $option : Option( hoursLate > 0 )
              then
                routing.reject($option, "late");
              end
              """),
          new SourceFile(
              "preference/distance/distance.drl",
              """
              rule "PREF-010 Distance has its price"
              when
                $warehouse : Warehouse( $km : distanceKm )
              then
                routing.surcharge($warehouse, $km, "far");
              end
              """));
  private static final RuleSet RULES = new RuleSetCompiler().compile(new RuleSources(FILES));

  @Test
  void aCaseSeesItsOwnFolderOnly() {
    var result =
        run("""
                cases:
                  - name: One of two options is late
                    given:
                      warehouses: [{id: HZ, distanceKm: 10}]
                      carriers: [{id: SF, service: A}, {id: SF, service: B}]
                      options:
                        - {warehouse: HZ, carrier: SF/A, hoursLate: 2}
                        - {warehouse: HZ, carrier: SF/B}
                    expect:
                      - reject option HZ SF/A
                """)
            .get(0);

    assertThat(result.message())
        .isEqualTo(
            "eligibility/late/cases.yaml: case `%s` passed"
                .formatted("One of two options is late"));
    assertThat(result.passed()).isTrue();
    assertThat(result.spoke()).containsExactly("ELIG-010");
  }

  @Test
  void aFailedCaseShowsBothSides() {
    var result =
        run("""
                cases:
                  - name: Nothing is late
                    given:
                      warehouses: [{id: HZ}]
                    expect:
                      - reject option HZ SF/A
                """)
            .get(0);

    assertThat(result.passed()).isFalse();
    assertThat(result.message()).contains("Nothing is late", "[reject option HZ SF/A]", "Maybe");
  }

  @Test
  void namesRulesWithoutASpeakingOrASilentCase() {
    var results =
        run(
            """
            cases:
              - name: Nothing is late
                given: {}
                silent: true
            """);

    assertThat(runner("cases: []").findGaps(results))
        .extracting(gap -> gap.file() + " " + gap.message().replaceAll("\\. Maybe.*", ""))
        .containsExactly(
            "eligibility/late/late.drl"
                + " The rule `ELIG-010` has no passed case in which it speaks",
            "preference/distance/distance.drl"
                + " The rule `PREF-010` has no passed case in which it speaks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          given: {warehouses: [{idd: HZ}]}          | `idd` is no property of Warehouse
          given: {warehouses: [HZ]}                 | is no Warehouse
          given: {warehouses: [{load: full}]}       | is no Warehouse
          given: {warehouses: [{kind: SHED}]}       | SHED
          given: {group: {id: CN}}                  | `group` cannot be given
          given: {now: yesterday}                   | `yesterday` is no time
          given: {options: [{warehouse: HZ}]}       | `HZ`
          """)
  void saysWhyACaseCannotBeRun(String given, String message) {
    var result =
        run("cases:\n  - name: Broken\n    %s\n    silent: true\n".formatted(given)).get(0);

    assertThat(result.passed()).isFalse();
    assertThat(result.message()).contains("cannot be run", message, "Maybe");
  }

  @Test
  void aCaseSaysEitherWhatItExpectsOrThatNothingIsSaid() {
    assertThat(run("cases:\n  - name: Neither\n").get(0).message()).contains("both or neither");
  }

  @Test
  void brokenYamlIsShownWhereItStarts() {
    assertThatThrownBy(() -> run("cases:\n  - name: [\n"))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("eligibility/late/cases.yaml:2");
    assertThatThrownBy(() -> run("case: []")).hasMessageContaining("no list `cases`");
  }

  @Test
  void aStarLeavesTheNumberOpenAndTakesOneSayingOnly() {
    assertThat(Expectations.met(List.of("cap carrier SF *"), List.of("cap carrier SF 58")))
        .isTrue();
    assertThat(Expectations.met(List.of("cap carrier SF *"), List.of("cap carrier SFX 58")))
        .isFalse();
    assertThat(Expectations.met(List.of("tag *"), List.of("tag a", "tag b"))).isFalse();
    assertThat(Expectations.met(List.of("tag *", "tag a"), List.of("tag a", "tag b"))).isTrue();
    assertThat(Expectations.met(List.of("tag *"), List.of())).isFalse();
  }

  private static CaseRunner runner(String cases) {
    var files = new ArrayList<>(FILES);
    files.add(new SourceFile("eligibility/late/cases.yaml", cases));
    return new CaseRunner(RULES, new RuleSources(files));
  }

  private static List<CaseResult> run(String cases) {
    return runner(cases).run();
  }
}
