package dev.sluice.server.scenarios;

import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Orders;
import dev.sluice.client.Plans;
import dev.sluice.client.StateForbidsException;
import dev.sluice.routing.v1.Earmark;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.GetAvailabilityRequest;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.SetEarmarkRequest;
import dev.sluice.routing.v1.StockPosition;
import dev.sluice.routing.v1.UnfulfilledReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Units can be kept for one channel, store or host until a time. */
class A14_EarmarksIT {

  @RegisterExtension
  static final TestService sluice = TestService.with(TestNetwork.ofThreeCities());

  @Test
  void hostSellsWhatIsKeptForHerAndNobodyElseDoes() {
    sluice.sells("CUP", at("Hangzhou", 10));
    keep("cup-1", forHost("CUP", "Li", 8));

    RoutingPlan others = sluice.route(sluice.order("others").line("CUP", 3));
    RoutingPlan hers = sluice.route(sluice.order("hers").soldBy("", "Li", "").line("CUP", 7));

    assertThat(Plans.describe(others))
        .isEqualTo("2 x CUP @ Hangzhou by SF-EXPRESS; unfulfilled: 1 x CUP EARMARKED OUT_OF_STOCK");
    assertThat(others.getUnfulfilledLines(0).getReasons(0).getDetail())
        .isEqualTo("Hangzhou can give 2 of 3 x CUP, 8 are kept for others");
    assertThat(Plans.describe(hers)).isEqualTo("7 x CUP @ Hangzhou by SF-EXPRESS");
    assertThat(position("CUP", "").getAvailableToPromise()).isZero();
    assertThat(position("CUP", "").getReserved()).isEqualTo(9);
    assertThat(position("CUP", "Li").getAvailableToPromise()).isEqualTo(1);
  }

  @Test
  void availabilityIsAsTheHolderSeesIt() {
    sluice.sells("PAN", at("Hangzhou", 10));

    StockPosition kept = keep("pan-1", forHost("PAN", "Li", 6));

    assertThat(kept.getAvailableToPromise()).isEqualTo(10);
    assertThat(position("PAN", "Li").getEarmarked()).isZero();
    assertThat(position("PAN", "Wei").getAvailableToPromise()).isEqualTo(4);
    assertThat(position("PAN", "").getEarmarked()).isEqualTo(6);
    assertThat(position("PAN", "").getEarmarks(0).getEarmark().getHost()).isEqualTo("Li");
    assertThat(position("PAN", "").getEarmarks(0).getKept()).isEqualTo(6);
  }

  @Test
  void moreThanIsFreeIsRefusedAndARequestIsAppliedOnce() {
    sluice.sells("POT", at("Hangzhou", 10));
    keep("pot-1", forHost("POT", "Li", 4));
    keep("pot-2", forHost("POT", "Li", 2));

    assertThatThrownBy(() -> keep("pot-3", forHost("POT", "Wei", 9)))
        .isInstanceOfSatisfying(
            StateForbidsException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ErrorReason.ERROR_REASON_EARMARK_NOT_FREE);
              assertThat(refused.metadata()).containsEntry("possible", "8");
            });
    keep("pot-1", forHost("POT", "Li", 4));
    assertThat(position("POT", "").getEarmarked()).isEqualTo(2);
  }

  @Test
  void whenItIsOverUnitsAreForEverybodyAndWhatIsReleasedLaterToo() {
    sluice.sells("LID", at("Hangzhou", 5));
    keep("lid-1", forHost("LID", "Li", 5));
    Orders.Builder order = sluice.order("lids").soldBy("", "Li", "").line("LID", 2);
    RoutingPlan plan = sluice.route(order);

    sluice.clock().advance(Duration.ofHours(2));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(sluice.available("LID", "Hangzhou")).isEqualTo(3));
    sluice.client().cancelPlan(plan.getPlanId(), "changed her mind");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(sluice.available("LID", "Hangzhou")).isEqualTo(5));
    assertThat(sluice.position("LID", "Hangzhou").getEarmarksList()).isEmpty();
  }

  @Test
  void storeAndChannelHaveEarmarksToo() {
    sluice.sells("MUG", at("Hangzhou", 6));
    keep("mug-1", forHost("MUG", "Li", 1).toBuilder().setStore("Shop").build());
    keep("mug-2", forHost("MUG", "Li", 2).toBuilder().setChannel(TestService.CHANNEL).build());
    keep("mug-3", forHost("MUG", "Li", 3));

    RoutingPlan channel = sluice.route(sluice.order("channel").line("MUG", 2));
    RoutingPlan none = sluice.route(sluice.order("none").line("MUG", 1));
    RoutingPlan both = sluice.route(sluice.order("both").soldBy("Shop", "Li", "").line("MUG", 4));

    assertThat(Plans.describe(channel)).isEqualTo("2 x MUG @ Hangzhou by SF-EXPRESS");
    assertThat(none.getUnfulfilledLines(0).getReasons(0).getReason())
        .isEqualTo(UnfulfilledReason.UNFULFILLED_REASON_EARMARKED);
    assertThat(Plans.describe(both)).isEqualTo("4 x MUG @ Hangzhou by SF-EXPRESS");
  }

  private static Earmark forHost(String sku, String host, long units) {
    return Earmark.newBuilder()
        .setWarehouseId("Hangzhou")
        .setSku(sku)
        .setHost(host)
        .setUnits(units)
        .setUntilTime(TestService.timestamp(sluice.clock().now().plus(Duration.ofHours(1))))
        .build();
  }

  private static StockPosition keep(String requestId, Earmark earmark) {
    return sluice
        .client()
        .stock()
        .setEarmark(
            SetEarmarkRequest.newBuilder().setRequestId(requestId).addEarmarks(earmark).build())
        .get(0);
  }

  private static StockPosition position(String sku, String host) {
    return sluice
        .client()
        .stock()
        .listAvailability(GetAvailabilityRequest.newBuilder().addSkus(sku).setHost(host).build())
        .get(0);
  }
}
