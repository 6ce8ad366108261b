package dev.sluice.server.cli;

import static dev.sluice.server.cli.RunningDesk.ONE_LINE;
import static dev.sluice.server.cli.RunningDesk.PATIENCE;
import static dev.sluice.server.cli.RunningDesk.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.routing.v1.GetRulesStatusResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.SluiceServer;
import dev.sluice.server.cli.CommandLines.Run;
import dev.sluice.server.policy.TrialShare;
import dev.sluice.server.routing.model.OrderKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Other rules are tried before they are live, and leave by themselves where they fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTrialIT {
  private static final String TAGS_ALL =
      """
      rule "INTAKE-903 Says that it was there"
      when
        $order : Order( unitCount > 0 )
      then
        routing.tag("tried");
      end
      """;

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
  void aTrialDecidesTheSameOrdersOnEveryReplicaUntilItIsRolledBack() throws IOException {
    String live = status(desk().server()).getLiveVersion();
    SluiceServer second = desk().startReplica();
    Run published = publish("tried", TAGS_ALL, "--trial", "40");
    assertThat(published.out()).contains("is on trial: it decides 40 % of the orders");
    GetRulesStatusResponse begun = status(desk().server());
    TrialShare trial = new TrialShare(begun.getTrialVersion(), 40);
    assertThat(begun.getLiveVersion()).isEqualTo(live);
    await().atMost(PATIENCE).until(() -> status(second).getTrialPercent() == 40);

    List<RoutingPlan> plans = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      plans.add(desk().route(i % 2 == 0 ? desk().server() : second, "TRIAL-" + i, ONE_LINE));
    }
    for (RoutingPlan plan : plans) {
      boolean tried = trial.takes(new OrderKey("DOUYIN", plan.getOrderId()));
      assertThat(plan.getRuleSetVersion()).isEqualTo(tried ? trial.version() : live);
      assertThat(plan.getTagsList().contains("tried")).isEqualTo(tried);
    }
    assertThat(plans).extracting(RoutingPlan::getRuleSetVersion).contains(live, trial.version());

    GetRulesStatusResponse counted = status(desk().server());
    assertThat(
            counted.getTrial().getTrial().getOrderCount()
                + counted.getTrial().getLive().getOrderCount())
        .isEqualTo(12);
    assertThat(counted.getTrial().getTrial().getCost().getUnits()).isPositive();
    assertThat(desk().rules("status").out()).contains("is on trial", "decided by");
    assertThat(desk().rules("list").out()).contains(trial.version() + "  trial");

    assertThat(desk().rules("rollback").out())
        .contains("The trial of rule set " + trial.version() + " ended", live);
    await().atMost(PATIENCE).until(() -> status(second).getTrialVersion().isEmpty());
    for (int i = 0; i < plans.size(); i++) {
      RoutingPlan again = desk().route(second, "TRIAL-" + i, ONE_LINE);
      assertThat(again.getPlanId()).isEqualTo(plans.get(i).getPlanId());
      assertThat(again.getRuleSetVersion()).isEqualTo(plans.get(i).getRuleSetVersion());
    }
    assertThat(desk().route().getTagsList()).doesNotContain("tried");
  }

  @Test
  void aTrialThatConvincesGoesLiveForAll() throws IOException {
    Run kept = publish("convincing", TAGS_ALL);
    String version = kept.out().replaceAll("(?s)Rule set ([0-9a-f]{16}) .*", "$1");
    assertThat(desk().rules("activate", version, "--trial", "5").exitCode()).isEqualTo(ExitCode.OK);
    assertThat(desk().rules("activate", version, "--trial", "100").err()).contains("1 to 99");
    assertThat(desk().rules("activate", version).exitCode()).isEqualTo(ExitCode.OK);

    assertThat(status(desk().server()).getTrialVersion()).isEmpty();
    assertThat(desk().route().getTagsList()).contains("tried");
    assertThat(desk().rules("activate", version, "--trial", "5").exitCode())
        .isNotEqualTo(ExitCode.OK);
    assertThat(status(desk().server()).getTrialVersion()).isEmpty();
  }

  @Test
  void aTrialThatCostsTooMuchLeavesByItself() throws IOException {
    String live = status(desk().server()).getLiveVersion();
    publish("costly-trial", RunningDesk.COSTLY, "--trial", "99", "--accept-impact");
    String costly = status(desk().server()).getTrialVersion();
    String orderId = "COSTLY-" + firstOf(new TrialShare(costly, 99));

    RoutingPlan plan = desk().route(desk().server(), orderId, desk().manyLines());

    assertThat(plan.getRuleSetVersion()).isEqualTo(live);
    assertThat(plan.getFallback()).contains(costly);
    await().atMost(PATIENCE).until(() -> status(desk().server()).getTrialVersion().isEmpty());
    assertThat(status(desk().server()).getLiveVersion()).isEqualTo(live);
    assertThat(desk().rules("status").out()).contains(costly + " was taken out of service");
  }

  @Test
  void aShadowThatCostsTooMuchLeavesByItself() throws IOException {
    publish("costly-shadow", RunningDesk.COSTLY, "--shadow");
    String costly = status(desk().server()).getShadowVersion();

    RoutingPlan plan = desk().route(desk().manyLines());

    assertThat(plan.getFallback()).isEmpty();
    await().atMost(PATIENCE).until(() -> status(desk().server()).getShadowVersion().isEmpty());
    assertThat(desk().rules("status").out())
        .contains(costly + " was taken out of service", "As the shadow");
    assertThat(desk().rules("list").out()).contains(costly + "  withdrawn");
  }

  @Test
  void rulesThatCostTooMuchAreOutOfServiceOnEveryReplicaAndAfterARestart() throws IOException {
    String good = status(desk().server()).getLiveVersion();
    SluiceServer second = desk().startReplica();
    publish("costly", RunningDesk.COSTLY, "--live", "--accept-impact");
    String costly = status(desk().server()).getLiveVersion();
    await().atMost(PATIENCE).until(() -> status(second).getObeyedVersion().equals(costly));
    assertThat(desk().route(second, "ONE-1", ONE_LINE).getRuleSetVersion()).isEqualTo(costly);

    RoutingPlan first = desk().route(desk().server(), "MANY-1", desk().manyLines());
    assertThat(first.getRuleSetVersion()).isEqualTo(good);
    assertThat(first.getFallback()).contains(costly);
    // At once, whether this replica has heard of it or finds out by itself.
    RoutingPlan other = desk().route(second, "MANY-2", desk().manyLines());
    assertThat(other.getRuleSetVersion()).isEqualTo(good);

    await().atMost(PATIENCE).until(() -> status(second).getLiveVersion().equals(good));
    await().atMost(PATIENCE).until(() -> status(second).getObeyedVersion().equals(good));
    assertThat(desk().route(second, "MANY-3", desk().manyLines()).getFallback()).isEmpty();
    SluiceServer restarted = desk().startReplica();
    assertThat(status(restarted).getObeyedVersion()).isEqualTo(good);
    assertThat(status(restarted).getLastWithdrawn().getVersion()).isEqualTo(costly);
    assertThat(desk().route(restarted, "MANY-4", desk().manyLines()).getFallback()).isEmpty();
    RoutingPlan repeated = desk().route(restarted, "MANY-1", desk().manyLines());
    assertThat(repeated.getPlanId()).isEqualTo(first.getPlanId());
    assertThat(repeated.getFallback()).contains(costly);
  }

  @Test
  void aSimulationShowsWhatWouldBeOtherwiseAndReservesNothing() throws IOException {
    Path other = desk().copy("simulated");
    desk().add(other, RunningDesk.REFUSES_ALL);
    Path share = other.resolve("share/main-carrier-share/main-carrier-share.drl");
    Files.writeString(
        share,
        Files.readString(share).replace("shares.cap($carrier, 58)", "shares.cap($carrier, 49)"));
    Path cases = share.resolveSibling("cases.yaml");
    Files.writeString(cases, Files.readString(cases).replace(" 58", " 49"));
    Path orders = folder.resolve("orders.json");
    Files.writeString(orders, desk().order("SIM-1", ONE_LINE) + desk().order("SIM-2", ONE_LINE));

    Run given = desk().rules("simulate", other.toString(), "--orders", orders.toString());

    assertThat(given.exitCode())
        .describedAs(given.out() + given.err())
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(given.out())
        .contains(
            "DOUYIN/SIM-1: would miss something", "+INTAKE-901", " 2 would miss", "58 % -> 49 %");
    String elsewhere = "{\"sku\": \"APP-001\", \"quantity\": \"2\"}";
    assertThat(desk().route(desk().server(), "SIM-1", elsewhere).getUnfulfilledLinesCount())
        .isZero();

    desk().awaitRecorded(IntStream.range(0, 3).mapToObj(i -> desk().route()).toList());
    Run past = desk().rules("simulate", other.toString(), "--last", "3", "--output", "json");
    assertThat(past.exitCode()).describedAs(past.out() + past.err()).isEqualTo(ExitCode.FINDINGS);
    assertThat(past.out().lines().toList()).hasSize(4);
    assertThat(past.out()).contains("SIMULATED_DIFFERENCE_WORSE", "\"worseCount\":3");

    String live = status(desk().server()).getLiveVersion();
    Run same = desk().rules("simulate", live, "--last", "3", "--all");
    assertThat(same.exitCode()).describedAs(same.out() + same.err()).isEqualTo(ExitCode.OK);
    assertThat(same.out()).contains("the same", "0 would fail");
    assertThat(desk().rules("simulate", "0000000000000000").err()).contains("No rule set");
  }

  private Run publish(String name, String rule, String... options) throws IOException {
    Path other = desk().copy(name);
    desk().add(other, rule);
    List<String> words = new ArrayList<>(List.of("publish", other.toString()));
    words.addAll(List.of(options));
    Run run = desk().rules(words.toArray(String[]::new));
    assertThat(run.exitCode()).describedAs(run.out() + run.err()).isEqualTo(ExitCode.OK);
    return run;
  }

  private static int firstOf(TrialShare trial) {
    return IntStream.range(0, 100)
        .filter(i -> trial.takes(new OrderKey("DOUYIN", "COSTLY-" + i)))
        .findFirst()
        .orElseThrow();
  }

  private RunningDesk desk() {
    return Objects.requireNonNull(running);
  }
}
