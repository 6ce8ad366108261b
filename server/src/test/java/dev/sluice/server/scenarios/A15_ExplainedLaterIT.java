package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.routing.v1.CandidateNote;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.Explanation;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.postgres.DatabaseAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever changes afterwards, a plan is explained by what its decision saw. */
class A15_ExplainedLaterIT {

  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          TestNetwork.ofThreeCities()
              .carrier("ZTO", CarrierRole.CARRIER_ROLE_MAIN)
              .service("ZTO-STANDARD", "ZTO", "4.00"));

  @TempDir static Path folder;

  @Test
  void afterOrdersARestartAnotherNetworkAndOtherRulesItIsStillTheSame() {
    sluice.sells("CUP", at("Hangzhou", 5), at("Wuhan", 5));
    sluice.sells("POT", at("Beijing", 1));
    RoutingPlan plan = sluice.route(sluice.order("first").line("CUP", 2).line("POT", 1));
    Explanation then = sluice.explained(plan).getExplanation();
    assertThat(then.getCandidatesList()).isNotEmpty();
    assertThat(then.getRulesList()).isNotEmpty();

    sluice.route(sluice.order("second").line("CUP", 3));
    sluice.sells("POT", at("Wuhan", 9));
    assertThat(sluice.explained(plan).getExplanation()).isEqualTo(then);

    sluice.client().network().setWarehouseState("Hangzhou", OperatingState.OPERATING_STATE_CLOSED);
    assertThat(sluice.explained(plan).getExplanation()).isEqualTo(then);

    sluice.restart();
    assertThat(sluice.explained(plan).getExplanation()).isEqualTo(then);

    sluice.restart(TestCatalog.in(folder).without("preference/nearest-warehouse").path());
    RoutingPlan later = sluice.route(sluice.order("later").line("CUP", 1));
    assertThat(later.getRuleSetVersion()).isNotEqualTo(plan.getRuleSetVersion());
    assertThat(sluice.explained(later).getExplanation().getRulesList())
        .noneMatch(note -> note.getRuleId().equals("PREF-010"));
    Explanation now = sluice.explained(plan).getExplanation();
    assertThat(now).isEqualTo(then);
    assertThat(now.getRulesList()).anyMatch(note -> note.getRuleId().equals("PREF-010"));
    assertThat(plansOfUnknownRuleSets()).isZero();
  }

  @Test
  void aRecordThatIsLostOrDoesNotFitIsSaidAndNothingIsMadeUp() {
    sluice.sells("PAN", at("Wuhan", 2));
    RoutingPlan first = sluice.route(sluice.order("takes-all").line("PAN", 2));
    RoutingPlan second = sluice.route(sluice.order("sold-out").line("PAN", 2));
    assertThat(first.getPlannedShipmentsList()).hasSize(1);
    assertThat(second.getPlannedShipmentsList()).isEmpty();
    sluice.explained(first);
    sluice.explained(second);

    change(
        "UPDATE decision_record d SET content = o.content FROM decision_record o"
            + " WHERE d.plan_id = '%s' AND o.plan_id = '%s'"
                .formatted(first.getPlanId(), second.getPlanId()));
    change("DELETE FROM decision_record WHERE plan_id = '" + second.getPlanId() + "'");

    assertThat(missingReason(first)).contains("comes out otherwise");
    assertThat(missingReason(second)).contains("is not recorded");
  }

  @Test
  void aLaterRevisionIsExplainedByItsOwnDecision() {
    sluice.sells("MUG", at("Hangzhou", 1));
    RoutingPlan first = sluice.route(sluice.order("twice").line("MUG", 3));
    Explanation then = sluice.explained(first).getExplanation();
    sluice.sells("MUG", at("Wuhan", 4));

    RoutingPlan second =
        sluice.client().rerouteOrder(TestService.CHANNEL, "twice", "again-1", "more is there");

    assertThat(second.getRevision()).isEqualTo(2);
    assertThat(second.getPlannedShipmentsList()).hasSize(2);
    Explanation why = sluice.explained(second).getExplanation();
    assertThat(why.getDecidedTime()).isEqualTo(second.getDecidedTime());
    assertThat(why.getCandidatesList())
        .filteredOn(CandidateNote::getChosen)
        .extracting(CandidateNote::getWarehouseId)
        .containsOnly("Wuhan");
    assertThat(sluice.explained(first).getExplanation()).isEqualTo(then);
  }

  private static String missingReason(RoutingPlan plan) {
    GetPlanResponse answer = sluice.client().explainPlan(plan.getPlanId());
    assertThat(answer.getPlan()).isEqualTo(plan);
    assertThat(answer.hasExplanation()).isFalse();
    assertThat(answer.getExplanationMissing()).isTrue();
    return answer.getExplanationMissingReason();
  }

  /** Invariant I8: the rule set of each plan was published, and active when it was made. */
  private static long plansOfUnknownRuleSets() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM plan p WHERE NOT EXISTS (SELECT FROM rule_set_activation a"
                    + " WHERE a.version = p.rule_set_version"
                    + " AND a.activated_time <= p.stored_time)")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void change(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect() throws SQLException {
    DatabaseAddress address = sluice.database();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
