package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.cli.CommandLines.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works on a folder, without a server, as in a pre-commit hook. */
class RulesCommandsTest {
  private static final String RULE =
      """
      rule "INTAKE-900 Large orders go first"
      when
        $order : Order( unitCount > %s )
      then
        routing.priority(%s);
      end
      """;
  private static final String CASES =
      """
      cases:
        - name: large
          given: {order: {unitCount: 60}}
          expect: ["priority 70"]
        - name: small
          given: {order: {unitCount: 3}}
          silent: true
      """;

  @TempDir private Path folder;
  private Path rule;

  @BeforeEach
  void writeCatalog() throws IOException {
    Path home = Files.createDirectories(folder.resolve("intake").resolve("large"));
    rule = home.resolve("large.drl");
    Files.writeString(rule, RULE.formatted("50", "70"));
    Files.writeString(home.resolve("cases.yaml"), CASES);
  }

  @Test
  void aGoodFolderPasses() {
    Run check = rules("check");
    assertThat(check.out()).contains("Good: version ", "1 rules, 2 cases");
    assertThat(check.exitCode()).isEqualTo(ExitCode.OK);

    Run test = rules("test");
    assertThat(test.out()).contains("+ ", "case `large` passed", "Cases passed: 2, failed: 0.");
    assertThat(test.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws IOException {
    Files.writeString(rule, RULE.formatted("50", "70").replace("unitCount", "unitCuont"));

    Run check = rules("check");
    assertThat(check.out())
        .contains("intake/large/large.drl:3:", "unitCuont", "Maybe", "Refused: 1 problems.");
    assertThat(check.exitCode()).isEqualTo(ExitCode.FINDINGS);
    Run json = rules("check", "--output", "json");
    assertThat(json.out()).contains("\"line\": 3", "\"code\": \"");
    assertThat(json.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(rules("test").exitCode()).isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void whatIsWrongIsSaidInChineseToWhoAsksForIt() throws IOException {
    Path sentences = Files.createDirectories(folder.resolve("intake/far")).resolve("far.dslr");
    Files.writeString(sentences, "规则 INTAKE-902：偏远不发\n如果订单偏圆则拒绝订单，原因“太远”\n");

    Run check = CommandLines.run("--lang", "zh", "rules", "check", folder.toString());

    assertThat(check.out())
        .contains("intake/far/far.dslr:2:5: 此处不能是 `偏圆` 。可以写：", "是否应为 `偏远`？")
        .doesNotContain("Found", "Maybe");
    assertThat(CommandLines.run("--lang", "zh", "rules", "test", folder.toString()).err())
        .contains("此处不能是 `偏圆` 。");
    assertThat(rules("check").out()).contains("Found `偏圆`, which cannot stand here.");
  }

  @Test
  void aFailingCaseIsAProblem() throws IOException {
    Files.writeString(rule, RULE.formatted("50", "71"));

    assertThat(rules("check").exitCode()).isEqualTo(ExitCode.FINDINGS);
    Run test = rules("test");
    assertThat(test.out()).contains("- ", "case `large` expects", "failed: 1.");
    assertThat(test.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(rules("test", "--output", "json").outLines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("\"passed\":false"));
  }

  @Test
  void missingCasesAreAWarningAndStrictlyAFinding() throws IOException {
    Files.delete(rule.resolveSibling("cases.yaml"));

    Run check = rules("check");
    assertThat(check.out()).contains("warning: intake/large/large.drl:1:");
    assertThat(check.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(rules("check", "--strict").exitCode()).isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void aFolderThatIsNotThereIsAFinding() {
    assertThat(CommandLines.run("rules", "check", folder.resolve("none").toString()).exitCode())
        .isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void differencesAreTheLinesThatAreNotInBoth() {
    assertThat(
            FileDifferences.lines(
                new TreeMap<>(Map.of("a", "1\n2\n3", "b", "same", "gone", "x")),
                new TreeMap<>(Map.of("a", "1\n3\n4", "b", "same", "new", "y"))))
        .containsExactly("# a", "- 2: 2", "+ 3: 4", "# gone", "- 1: x", "# new", "+ 1: y");
  }

  private Run rules(String command, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "rules";
    arguments[1] = command;
    arguments[2] = folder.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandLines.run(arguments);
  }
}
