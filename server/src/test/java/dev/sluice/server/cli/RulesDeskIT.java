package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.cli.CommandLines.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Staff change the policy of a running service: by its folder, and by command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesDeskIT {
  @TempDir static Path folder;
  private @Nullable RunningDesk running;

  @BeforeAll
  void start() {
    running = new RunningDesk(folder);
  }

  @BeforeEach
  void beginWithShippedRules() throws IOException {
    desk().beginWithShippedRules();
  }

  @AfterEach
  void stopReplicas() {
    desk().stopReplicas();
  }

  @AfterAll
  void stop() {
    desk().close();
  }

  @Test
  void aSavedFileIsLiveAndABadOneIsRefusedWithItsReasons() throws IOException {
    String before = desk().route().getRuleSetVersion();

    save("INTAKE-900 Large orders go first", "unitCount > 50", "routing.priority(70)");
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> !RunningDesk.status(desk().server()).getObeyedVersion().equals(before));
    String live = RunningDesk.status(desk().server()).getObeyedVersion();
    assertThat(desk().route().getRuleSetVersion()).isEqualTo(live);

    save("INTAKE-900 Large orders go first", "unitCuont > 50", "routing.priority(70)");
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(desk().server()).getCatalog().getProblemsCount() > 0);
    Run status = desk().rules("status");
    assertThat(status.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(status.out())
        .contains("Rule set " + live + " is live", "intake/extra/extra.drl:3", "unitCuont");
    assertThat(desk().route().getRuleSetVersion()).isEqualTo(live);

    save("INTAKE-900 Large orders go first", "unitCount > 60", "routing.priority(70)");
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(desk().server()).getCatalog().getProblemsCount() == 0);
    assertThat(RunningDesk.status(desk().server()).getObeyedVersion()).isNotEqualTo(live);
    assertThat(desk().rules("status").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void publishedRulesAreKeptActivatedComparedAndRolledBack() throws IOException {
    String shipped = RunningDesk.status(desk().server()).getLiveVersion();
    Path other = desk().copy("other");
    desk()
        .add(
            other,
            RunningDesk.rule(
                "INTAKE-900 Large orders go first", "unitCount > 51", "routing.priority(70)"));

    Run kept =
        desk().rules("publish", other.toString(), "--author", "Li", "--comment", "for 11.11");
    assertThat(kept.exitCode()).isEqualTo(ExitCode.OK);
    String version = kept.out().replaceAll("(?s)Rule set ([0-9a-f]{16}) .*", "$1");
    assertThat(RunningDesk.status(desk().server()).getLiveVersion()).isEqualTo(shipped);
    assertThat(desk().rules("list").out()).contains(version + "  kept", "Li", "for 11.11");

    Run diff = desk().rules("diff", version);
    assertThat(diff.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(diff.out()).contains("# intake/extra/extra.drl", "+ 1: rule \"INTAKE-900");
    assertThat(desk().rules("diff", version, other.toString()).exitCode()).isEqualTo(ExitCode.OK);

    assertThat(desk().rules("activate", version).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(desk().route().getRuleSetVersion()).isEqualTo(version);
    assertThat(desk().rules("show").out()).contains("Rule set " + version + ", live", "INTAKE-900");

    assertThat(desk().rules("rollback").out())
        .contains("Rolled back from rule set " + version + " to " + shipped);
    assertThat(desk().route().getRuleSetVersion()).isEqualTo(shipped);
    assertThat(desk().rules("list").out()).contains(version + "  superseded");
    assertThat(desk().rules("activate", "0000000000000000").err())
        .contains("No rule set of this version");
  }

  @Test
  void rulesInSentencesGoLiveByFolderAndByPublish() throws IOException {
    String before = RunningDesk.status(desk().server()).getObeyedVersion();
    Path saved = desk().catalog().resolve("intake/extra/extra.dslr");
    Files.createDirectories(desk().catalog().resolve("intake/extra"));
    Files.writeString(saved, "规则 INTAKE-900：大单优先\n如果订单件数大于50，则优先级设为70\n");
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> !RunningDesk.status(desk().server()).getObeyedVersion().equals(before));
    assertThat(desk().rules("show").out()).contains("INTAKE-900", "大单优先");

    Files.writeString(saved, "规则 INTAKE-900：大单优先\n如果订单件术大于50，则优先级设为70\n");
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(desk().server()).getCatalog().getProblemsCount() > 0);
    assertThat(desk().rules("status").out()).contains("intake/extra/extra.dslr:2:5", "件数");
    Files.delete(saved);
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(desk().server()).getObeyedVersion().equals(before));

    Path other = desk().copy("sentences");
    Files.createDirectories(other.resolve("intake/extra"));
    Files.writeString(
        other.resolve("intake/extra/extra.dslr"),
        """
        rule INTAKE-900: Large orders go first
        if the order's number of units is above 53 then set the priority to 70
        """);
    assertThat(desk().rules("publish", other.toString(), "--live").exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(desk().route().getRuleSetVersion())
        .isEqualTo(RunningDesk.status(desk().server()).getLiveVersion());
    assertThat(desk().rules("show").out()).contains("Large orders go first");
  }

  @Test
  void rulesThatAreWrongAreNotPublished() throws IOException {
    String live = RunningDesk.status(desk().server()).getLiveVersion();
    Path other = desk().copy("wrong");
    desk()
        .add(other, RunningDesk.rule("INTAKE-900 Wrong", "unitCuont > 51", "routing.priority(70)"));

    Run run = desk().rules("publish", other.toString(), "--live");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).contains("intake/extra/extra.drl:3", "unitCuont");
    assertThat(RunningDesk.status(desk().server()).getLiveVersion()).isEqualTo(live);
  }

  @Test
  void everyReplicaFollowsAlsoOneThatWasAway() throws IOException {
    SluiceServer second = desk().startReplica();
    Path other = desk().copy("for-all");
    desk()
        .add(
            other,
            RunningDesk.rule(
                "INTAKE-900 Large orders go first", "unitCount > 52", "routing.priority(70)"));

    desk().rules("publish", other.toString(), "--live");
    String version = RunningDesk.status(desk().server()).getLiveVersion();
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(second).getObeyedVersion().equals(version));
    SluiceServer late = desk().startReplica();
    assertThat(RunningDesk.status(late).getObeyedVersion()).isEqualTo(version);

    desk().rules("rollback");
    String before = RunningDesk.status(desk().server()).getLiveVersion();
    assertThat(before).isNotEqualTo(version);
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(second).getObeyedVersion().equals(before));
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(late).getObeyedVersion().equals(before));
  }

  @Test
  void rulesThatWouldRefuseManyOrdersNeedAnExplicitWord() throws IOException {
    List<RoutingPlan> plans = IntStream.range(0, 12).mapToObj(i -> desk().route()).toList();
    desk().awaitRecorded(plans);
    String live = RunningDesk.status(desk().server()).getLiveVersion();
    Path other = desk().copy("refusing");
    desk().add(other, RunningDesk.REFUSES_ALL);

    Run refused = desk().rules("publish", other.toString(), "--live");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(refused.err()).contains("--accept-impact", "worse ");
    assertThat(RunningDesk.status(desk().server()).getLiveVersion()).isEqualTo(live);

    desk().add(desk().catalog(), RunningDesk.REFUSES_ALL);
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(desk().server()).getCatalog().getProblemsCount() > 0);
    assertThat(desk().rules("status").out()).contains("[impact]");
    assertThat(RunningDesk.status(desk().server()).getLiveVersion()).isEqualTo(live);

    Run meant = desk().rules("publish", other.toString(), "--live", "--accept-impact");
    assertThat(meant.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(meant.out()).contains("would miss something");
    assertThat(desk().route().getUnfulfilledLinesCount()).isEqualTo(1);
  }

  @Test
  void aShadowIsCountedAndNeverObeyed() throws IOException {
    Path other = desk().copy("shadow");
    desk().add(other, RunningDesk.REFUSES_ALL);
    Run shadow = desk().rules("publish", other.toString(), "--shadow");
    assertThat(shadow.out()).contains("is the shadow");

    RoutingPlan plan = desk().route();

    assertThat(plan.getUnfulfilledLinesCount()).isZero();
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(desk().server()).getShadow().getDecisionCount() > 0);
    assertThat(RunningDesk.status(desk().server()).getShadow().getWorseCount()).isPositive();
    assertThat(desk().rules("status").out()).contains("was asked on", "leaves unfulfilled");
    String version = RunningDesk.status(desk().server()).getShadowVersion();
    desk().rules("activate", version, "--end-shadow");
    assertThat(RunningDesk.status(desk().server()).getShadowVersion()).isEmpty();
  }

  @Test
  void rulesThatCostTooMuchAnswerByTheLastGoodOnesAndLeave() throws IOException {
    String good = RunningDesk.status(desk().server()).getLiveVersion();
    Path other = desk().copy("costly");
    desk().add(other, RunningDesk.COSTLY);
    assertThat(desk().rules("publish", other.toString(), "--live", "--accept-impact").exitCode())
        .isEqualTo(ExitCode.OK);
    String costly = RunningDesk.status(desk().server()).getLiveVersion();
    assertThat(costly).isNotEqualTo(good);

    RoutingPlan plan = desk().route(desk().manyLines());

    assertThat(plan.getRuleSetVersion()).isEqualTo(good);
    assertThat(plan.getFallback()).contains(costly);
    await()
        .atMost(RunningDesk.PATIENCE)
        .until(() -> RunningDesk.status(desk().server()).getLiveVersion().equals(good));
    assertThat(desk().rules("list").out()).contains(costly + "  withdrawn");
    assertThat(desk().route().getFallback()).isEmpty();
  }

  private void save(String name, String condition, String verdict) throws IOException {
    desk().add(desk().catalog(), RunningDesk.rule(name, condition, verdict));
  }

  private RunningDesk desk() {
    return Objects.requireNonNull(running);
  }
}
