package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Plans;
import dev.sluice.routing.v1.CustomerTier;
import dev.sluice.routing.v1.Disposition;
import dev.sluice.routing.v1.Order;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every further parcel costs freight and goodwill: orders split only when they must. */
class A04_SplitsIT {

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void staysTogetherWhereOneWarehouseHasBoth() {
    sluice.sells("CUP", at("Hangzhou", 10), at("Beijing", 10));
    sluice.sells("PAN", at("Beijing", 10));

    assertThat(sluice.routed(sluice.order("together").line("CUP", 1).line("PAN", 1)))
        .isEqualTo("1 x CUP, 1 x PAN @ Beijing by SF-EXPRESS");
  }

  @Test
  void splitsWhenNoSingleWarehouseHasBoth() {
    sluice.sells("FORK", at("Hangzhou", 10));
    sluice.sells("KNIFE", at("Wuhan", 10));

    RoutingPlan plan = sluice.route(sluice.order("split").line("FORK", 1).line("KNIFE", 1));

    assertThat(Plans.describe(plan))
        .isEqualTo("1 x FORK @ Hangzhou by SF-EXPRESS + 1 x KNIFE @ Wuhan by SF-EXPRESS");
    assertThat(plan.getCost().getOrderTermsList())
        .singleElement()
        .satisfies(term -> assertThat(term.getName()).isEqualTo("splitCost"));
  }

  @Test
  void dividesALineOnlyWhenNobodyHoldsAllOfIt() {
    sluice.sells("PLATE", at("Hangzhou", 3), at("Wuhan", 5));
    sluice.sells("BOWL", at("Hangzhou", 3), at("Wuhan", 2));

    assertThat(sluice.routed(sluice.order("whole").line("PLATE", 5)))
        .isEqualTo("5 x PLATE @ Wuhan by SF-EXPRESS");
    assertThat(sluice.routed(sluice.order("divided").line("BOWL", 5)))
        .isEqualTo("3 x BOWL @ Hangzhou by SF-EXPRESS + 2 x BOWL @ Wuhan by SF-EXPRESS");
  }

  @Test
  void standardCustomersGetAtMostTwoParcels() {
    sluice.sells("TENT", at("Hangzhou", 10));
    sluice.sells("STOVE", at("Wuhan", 10));
    sluice.sells("ROPE", at("Beijing", 10));

    RoutingPlan plan =
        sluice.route(sluice.order("limit").line("TENT", 1).line("STOVE", 1).line("ROPE", 1));

    assertThat(Plans.describe(plan))
        .isEqualTo(
            "1 x TENT @ Hangzhou by SF-EXPRESS + 1 x STOVE @ Wuhan by SF-EXPRESS;"
                + " unfulfilled: 1 x ROPE SPLIT_LIMIT OUT_OF_STOCK");
  }

  @Test
  void remoteRegionsGetOneParcelWhoeverAsks() {
    sluice.sells("HAT", at("Hangzhou", 10));
    sluice.sells("SCARF", at("Wuhan", 10));

    RoutingPlan plan =
        sluice.route(
            sluice
                .order("remote")
                .shipTo(City.URUMQI.code())
                .tier(CustomerTier.CUSTOMER_TIER_VIP)
                .line("HAT", 1)
                .line("SCARF", 1));

    assertThat(plan.getPlannedShipmentsList()).hasSize(1);
    assertThat(plan.getUnfulfilledLines(0).getReasons(0).getReason())
        .isEqualTo(UnfulfilledReason.UNFULFILLED_REASON_SPLIT_LIMIT);
  }

  @Test
  void shipsWhatThereIsAndSaysWhatHappensToTheRest() {
    sluice.sells("BALL", at("Hangzhou", 3));
    sluice.sells("SHOE", at("Hangzhou", 1));
    Instant saleBegins = sluice.clock().now().plus(Duration.ofDays(7));

    RoutingPlan impatient = sluice.route(sluice.order("refused").line("BALL", 5));
    Order.Builder patient =
        sluice.order("waits").line("BALL", 2).line("SHOE", 4).build().toBuilder();
    patient
        .setDelayAccepted(true)
        .getLinesBuilder(1)
        .setPresale(true)
        .setShipFromTime(TestService.timestamp(saleBegins));
    RoutingPlan waiting = sluice.route(patient.build());

    assertThat(Plans.describe(impatient))
        .isEqualTo("3 x BALL @ Hangzhou by SF-EXPRESS; unfulfilled: 2 x BALL OUT_OF_STOCK");
    assertThat(impatient.getUnfulfilledLines(0).getDisposition())
        .isEqualTo(Disposition.DISPOSITION_REFUSE);
    assertThat(Plans.describe(waiting))
        .isEqualTo(
            "1 x SHOE @ Hangzhou by SF-EXPRESS;"
                + " unfulfilled: 2 x BALL OUT_OF_STOCK, 3 x SHOE OUT_OF_STOCK");
    assertThat(waiting.getUnfulfilledLinesList())
        .extracting(line -> line.getSku() + " " + line.getDisposition())
        .containsExactly("BALL DISPOSITION_BACKORDER", "SHOE DISPOSITION_PRESALE");
    assertThat(waiting.getUnfulfilledLines(1).getExpectedTime().getSeconds())
        .isEqualTo(saleBegins.getEpochSecond());
  }

  @Test
  void noIsAnAnswerWithAReason() {
    sluice.sells("SOLD-OUT", at("Hangzhou", 0));

    RoutingPlan plan = sluice.route(sluice.order("none").line("SOLD-OUT", 1));

    assertThat(Plans.describe(plan)).isEqualTo("unfulfilled: 1 x SOLD-OUT OUT_OF_STOCK");
    assertThat(plan.getState()).isEqualTo(PlanState.PLAN_STATE_UNFULFILLED);
    assertThat(plan.getUnfulfilledLines(0).getReasons(0).getDetail())
        .isEqualTo("Hangzhou has 0 of 1 x SOLD-OUT");
  }
}
