package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.server.cli.CommandLines.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo as users start it, with few orders: real server, real database. */
class DemoIT {
  private static final String RULES = "../rules/catalog";
  private static final Pattern FOLDER = Pattern.compile("\\S*sluice-demo-\\d+");

  @Test
  void jsonIsOneObjectAndNothingIsLeftBehind() throws IOException {
    Run run = CommandLines.run("demo", "--orders", "60", "--rules", RULES, "--output", "json");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.at("/sluice/orders").asLong()).isEqualTo(60);
    assertThat(report.at("/byHand/orders").asLong()).isEqualTo(60);
    assertThat(report.at("/sluice/parcels").asLong()).isPositive();
    assertThat(report.at("/sluice/overloadedWarehouses").asLong()).isZero();
    assertThat(report.at("/explainedPlan/explanation/candidates").size()).isPositive();
    assertThat(report.at("/latency/p50Millis").asDouble()).isPositive();
    assertThat(report.at("/rules").findValuesAsText("ruleId")).isNotEmpty();
    assertThat(temporaryFolder(run)).doesNotExist();
  }

  @Test
  void theReportFitsAHundredColumnsAlsoInChinese() {
    Run run =
        CommandLines.run("demo", "--orders", "40", "--seed", "3", "--rules", RULES, "--lang", "zh");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("整晚概况", "最忙的仓", "三禾速运", "一个完整方案");
    assertThat(run.outLines())
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).as(line).isLessThanOrEqualTo(100));
    assertThat(temporaryFolder(run)).doesNotExist();
  }

  @Test
  void wrongNumbersAndFoldersAreNamed() {
    Run none = CommandLines.run("demo", "--orders", "0");
    assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("--orders is 0", "Maybe a number from 1");

    Run nowhere = CommandLines.run("demo", "--orders", "1", "--rules", "no/such/folder");
    assertThat(nowhere.exitCode()).isNotEqualTo(ExitCode.OK);
    assertThat(nowhere.err()).contains("no/such/folder");
    assertThat(temporaryFolder(nowhere)).doesNotExist();
  }

  private static Path temporaryFolder(Run run) {
    Matcher matcher = FOLDER.matcher(run.err());
    assertThat(matcher.find()).as(run.err()).isTrue();
    return Path.of(matcher.group());
  }
}
