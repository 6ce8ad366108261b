package dev.sluice.rules.guard.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.RuleGuard;
import dev.sluice.rules.guard.RuleGuard.JudgedFile;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, dates and places of rules in sentences, and what is said of those that make no sense. */
class SentenceReaderTest {

  @Test
  void aFileHoldsSeveralRulesInEitherLanguage() {
    var file =
        judge(
            "eligibility",
            """
            // Both say the same.
            rule ELIG-900: Fragile goods, and who carries them
            If a line is fragile // or breaks
            Then reject carriers that do not take fragile goods
              because "not certified".

            规则 ELIG-901：易碎件只交给能接的快递
            如果商品易碎，则排除不接易碎件的快递，原因“不接易碎件”。
            """);

    assertThat(file.rules())
        .extracting(one -> one.info())
        .containsExactly(
            new RuleInfo(
                "ELIG-900",
                "Fragile goods, and who carries them",
                Stage.CANDIDATE,
                "eligibility/a/a.dslr",
                2,
                false),
            new RuleInfo(
                "ELIG-901", "易碎件只交给能接的快递", Stage.CANDIDATE, "eligibility/a/a.dslr", 7, false));
    assertThat(file.rules().get(1).drl())
        .isEqualTo(
            """
            rule "ELIG-901"
            when
              $line : Line(fragile)
              $carrier : Carrier(!handlesFragile)
            then
              routing.reject($line, $carrier, "不接易碎件");
            end
            """);
  }

  @Test
  void aRuleMayBeDisabledAndHaveDates() {
    var text =
        """
        rule INT-900: One
        from 2026-11-11 until 2026-11-12T08:00
        always tag the plan with "x"

        规则 INT-901：二
        自 2026-11-11 起
        至 2026-11-12T00:00Z 止
        总是标记"x"

        规则 INT-902：三
        停用
        总是标记"x"
        """;
    var rules =
        SentenceReader.read(
            new SourceFile("intake/a/a.dslr", text), Stage.ORDER, Findings.ofEveryLayer());

    assertThat(rules).extracting(one -> one.enabled()).containsExactly(true, true, false);
    assertThat(rules.get(0).from()).contains(Instant.parse("2026-11-10T16:00:00Z"));
    assertThat(rules.get(0).until()).contains(Instant.parse("2026-11-12T00:00:00Z"));
    assertThat(rules.get(1).from()).isEqualTo(rules.get(0).from());
    assertThat(rules.get(1).until()).isEqualTo(rules.get(0).until());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          if a line is fragil then keep such lines together   ¦ 2:11 ¦ structure-sentence ¦ Maybe you meant `is fragile`?
          if a lin is fragile then keep such lines together   ¦ 2:6  ¦ structure-sentence ¦ Maybe you meant `line`?
          if a line is fragile the keep such lines together   ¦ 2:22 ¦ structure-sentence ¦ Maybe you meant `then`?
          if a line is fragile then keep such line together   ¦ 2:37 ¦ structure-sentence ¦ Maybe you meant `lines`?
          if the order's weigth is above 5 then refuse the order because "x" ¦ 2:16 ¦ structure-sentence ¦ Maybe you meant `weight`?
          if the order's weight is above 5 yuan then refuse the order because "x" ¦ 2:34 ¦ structure-sentence ¦ Allowed is grams
          if the order's tier is GLOD then refuse the order because "x" ¦ 2:24 ¦ structure-sentence ¦ Maybe you meant `GOLD`?
          if the order's tier is above 5 then refuse the order because "x" ¦ 2:24 ¦ structure-sentence ¦ SILVER
          if the order is remote then refuse the order        ¦ 2:45 ¦ structure-sentence ¦ Allowed is because
          if the order is remote then defer the order by x minutes ¦ 2:48 ¦ structure-sentence ¦ Allowed is a number
          if the order is remote then tag the plan with x     ¦ 2:47 ¦ structure-sentence ¦ a text in quotes
          if the order is remote then keep such lines together ¦ 2:29 ¦ structure-sentence ¦ Maybe write `if a line ...`
          if the order is remote and the order is 偏远 then refuse the order because "x" ¦ 2:41 ¦ structure-sentence-language ¦ Maybe write the whole rule in one language?
          if the order's lineCount is 5 then refuse the order because "x" ¦ 2:16 ¦ structure-sentence ¦ number of lines
          if the order's region is "x" then limit the number of shipments to 500 ¦ 2:68 ¦ expression-range ¦ from 1 to 100
          """)
  void saysWhereWhatIsAllowedAndTheNearestPhrase(
      String sentence, String place, String code, String advice) {
    refused("rule INT-900: One\n" + sentence, place, code, advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          如果订单偏圆则拒绝订单，原因"x" ¦ 2:5 ¦ structure-sentence ¦ Maybe you meant `偏远`?
          如果定单偏远则拒绝订单，原因"x" ¦ 2:3 ¦ structure-sentence ¦ Maybe you meant `订单`?
          如果订单客户等级为金牌则拒绝订单，原因"x" ¦ 2:10 ¦ structure-sentence ¦ Maybe you meant `金卡`?
          如果订单偏远则拒收订单，原因"x" ¦ 2:8 ¦ structure-sentence ¦ Maybe you meant `拒绝订单`?
          如果订单重量大于5公里则拒绝订单，原因"x" ¦ 2:10 ¦ structure-sentence ¦ Allowed is 克
          如果订单 is remote 则拒绝订单，原因"x" ¦ 2:6 ¦ structure-sentence-language ¦ Maybe write the whole rule in one language?
          """)
  void saysTheSameInChinese(String sentence, String place, String code, String advice) {
    refused("规则 INT-900：一\n" + sentence, place, code, advice);
  }

  private static void refused(String text, String place, String code, String advice) {
    assertThat(diagnostics(text))
        .anySatisfy(
            one -> {
              assertThat(one.line() + ":" + one.column()).as(one.toString()).isEqualTo(place);
              assertThat(one.code()).isEqualTo(code);
              assertThat(one.message()).contains(advice);
            });
  }

  @Test
  void aRuleThatMakesNoSenseLeavesTheOthersReadable() {
    assertThat(
            diagnostics(
                """
                rule INT-900: One
                if nothing then nothing
                rule INT-901: Two
                always tag the plan with "x"
                rule INT-901: Again
                always tag the plan with "y"
                """))
        .extracting(one -> one.line() + " " + one.code())
        .containsExactly("2 structure-sentence", "5 structure-duplicate-id");
  }

  @Test
  void twoThousandRulesAreReadInAMomentAndMoreAreRefused() {
    var many =
        IntStream.range(0, 2_001)
            .mapToObj(i -> "规则 INT-" + i + "：一\n如果订单偏远则优先级设为" + i % 100 + "\n")
            .collect(Collectors.joining());

    assertThat(diagnostics(many))
        .extracting(Diagnostic::code)
        .containsExactly("structure-rule-count");
  }

  private static JudgedFile judge(String folder, String text) {
    var source = new SourceFile(folder + "/a/a.dslr", text);
    return new RuleGuard().judge(new RuleSources(List.of(source))).get(0);
  }

  private static List<Diagnostic> diagnostics(String text) {
    var thrown = catchThrowableOfType(RuleSetException.class, () -> judge("intake", text));
    assertThat(thrown).as(text).isNotNull();
    return thrown.diagnostics();
  }
}
