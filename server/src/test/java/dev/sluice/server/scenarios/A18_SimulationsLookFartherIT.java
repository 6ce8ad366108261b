package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.sluice.client.Plans;
import dev.sluice.routing.v1.ActivateRulesRequest;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.PublishRulesRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.routing.v1.RulesRole;
import dev.sluice.routing.v1.ShadowReport;
import dev.sluice.routing.v1.SimulateRulesRequest;
import dev.sluice.routing.v1.SimulationReport;
import dev.sluice.rules.RuleSources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Twenty warehouses are near, more than one decision looks at, and one is far. Rules that leave all
 * the near ones out send orders there, and whoever tries them is told so before they are live.
 */
class A18_SimulationsLookFartherIT {
  private static final int NEAR = 20;

  private static final String NOBODY_NEAR =
      """
      rule "ELIG-950 Nothing leaves from near by"
      when
        $warehouse : Warehouse( id str[startsWith] "NEAR" )
      then
        routing.reject($warehouse, "is near");
      end
      """;

  @RegisterExtension static final TestService sluice = TestService.with(network());

  @Test
  void whatIsTriedTellsWhatLiveRulesDo() {
    sluice.sells("CUP", everywhere());
    RoutingPlan first = sluice.route(sluice.order("first").line("CUP", 1));
    assertThat(Plans.describe(first)).startsWith("1 x CUP @ NEAR-");
    sluice.explained(first);

    SimulationReport given =
        simulated(
            SimulateRulesRequest.newBuilder()
                .addOrders(sluice.order("given").line("CUP", 1).build()));
    assertThat(given.getImpact().getOtherWayCount()).as("%s", given).isEqualTo(1);
    assertThat(given.getImpact().getWorseCount()).isZero();

    SimulationReport past = simulated(SimulateRulesRequest.newBuilder().setPastOrderCount(10));
    assertThat(past.getImpact().getOtherWayCount()).as("%s", past).isEqualTo(1);
    assertThat(past.getImpact().getWorseCount()).isZero();

    String version =
        sluice
            .client()
            .policy()
            .publishRules(
                PublishRulesRequest.newBuilder()
                    .addAllFiles(files())
                    .setRole(RulesRole.RULES_ROLE_SHADOW)
                    .build())
            .getVersion();
    sluice.route(sluice.order("shadowed").line("CUP", 1));
    ShadowReport shadow =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> sluice.client().policy().getStatus().getShadow(),
                report -> report.getDecisionCount() == 1);
    assertThat(shadow.getOtherWayCount()).as("%s", shadow).isEqualTo(1);
    assertThat(shadow.getWorseCount()).isZero();

    sluice
        .client()
        .policy()
        .activateRules(
            ActivateRulesRequest.newBuilder()
                .setVersion(version)
                .setRole(RulesRole.RULES_ROLE_LIVE)
                .build());
    assertThat(sluice.routed(sluice.order("live").line("CUP", 1)))
        .isEqualTo("1 x CUP @ FAR by SF-EXPRESS");
  }

  private static SimulationReport simulated(SimulateRulesRequest.Builder request) {
    List<SimulationReport> reports = new ArrayList<>();
    sluice
        .client()
        .policy()
        .simulateRules(
            request.addAllFiles(files()).build(),
            answer -> {
              if (answer.hasReport()) {
                reports.add(answer.getReport());
              }
            });
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  /** The shipped rules and that one. */
  private static List<RuleFile> files() {
    Stream<RuleFile> shipped =
        RuleSources.read(Path.of("..", "rules", "catalog")).files().stream()
            .map(file -> file(file.path(), file.text()));
    return Stream.concat(shipped, Stream.of(file("eligibility/near/near.drl", NOBODY_NEAR)))
        .toList();
  }

  private static RuleFile file(String path, String text) {
    return RuleFile.newBuilder()
        .setPath(path)
        .setContent(ByteString.copyFrom(text, StandardCharsets.UTF_8))
        .build();
  }

  private static TestNetwork network() {
    TestNetwork network = new TestNetwork();
    for (int i = 1; i <= NEAR; i++) {
      network.warehouse("NEAR-" + i, City.HANGZHOU, warehouse -> {});
    }
    return network
        .warehouse("FAR", City.BEIJING, warehouse -> {})
        .carrier("SF", CarrierRole.CARRIER_ROLE_OTHER)
        .service("SF-EXPRESS", "SF", "9.00")
        .lane("FAR", "SF-EXPRESS", City.SHANGHAI, "19.00", 72);
  }

  private static TestService.Stock[] everywhere() {
    return Stream.concat(
            Stream.iterate(1, i -> i + 1).limit(NEAR).map(i -> at("NEAR-" + i, 10)),
            Stream.of(at("FAR", 10)))
        .toArray(TestService.Stock[]::new);
  }
}
