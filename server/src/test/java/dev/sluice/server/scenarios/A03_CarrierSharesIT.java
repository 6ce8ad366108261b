package dev.sluice.server.scenarios;

import static dev.sluice.routing.v1.Handling.HANDLING_FROZEN;
import static dev.sluice.server.scenarios.TestService.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Plans;
import dev.sluice.routing.v1.CarrierRole;
import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.ListCarrierSharesRequest;
import dev.sluice.routing.v1.OperatingState;
import dev.sluice.routing.v1.RoutingPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cheapest carrier would take everything. Its share of the country's parcels is capped: 58 %
 * for the main carrier, 19 % for a backup, by rules SHARE-010 and SHARE-020. Shares are counted by
 * the day, so each test begins a new one.
 */
class A03_CarrierSharesIT {

  @RegisterExtension
  static final TestService sluice =
      TestService.with(
          TestNetwork.ofThreeCities()
              .warehouse("Wuhan-Cold", City.WUHAN, cold -> cold.setColdRoom(true))
              .carrier("ZTO", CarrierRole.CARRIER_ROLE_MAIN)
              .service("ZTO-STANDARD", "ZTO", "4.00")
              .service("ZTO-COLD", "ZTO", "20.00", cold -> cold.setColdChain(true))
              .carrier("YTO", CarrierRole.CARRIER_ROLE_BACKUP)
              .service("YTO-STANDARD", "YTO", "5.00")
              .carrier("STO", CarrierRole.CARRIER_ROLE_BACKUP)
              .service("STO-STANDARD", "STO", "6.00"));

  @BeforeEach
  void beginTheNextDay() {
    sluice.clock().advance(Duration.ofDays(1));
  }

  @Test
  void parcelsBeyondTheCapLeaveByAnotherCarrier() {
    sluice.sells("CUP", at("Hangzhou", 1_000));

    Map<String, Integer> parcels = new TreeMap<>();
    for (int i = 1; i <= 100; i++) {
      RoutingPlan plan = sluice.route(sluice.order("share-" + i).line("CUP", 1));
      parcels.merge(plan.getPlannedShipments(0).getCarrierId(), 1, Integer::sum);
      assertThat(plan.getShareYieldsList()).isEmpty();
      assertAdmitted(parcels.getOrDefault("ZTO", 0), i, 580_000);
      assertAdmitted(parcels.getOrDefault("YTO", 0), i, 190_000);
      assertAdmitted(parcels.getOrDefault("STO", 0), i, 190_000);
    }

    // ceil(58 % of 100) + 1, ceil(19 % of 100) + 1 twice; SF takes the rest.
    assertThat(parcels).isEqualTo(Map.of("ZTO", 59, "YTO", 20, "STO", 20, "SF", 1));
  }

  @Test
  void capsHoldAtEveryMomentUnderEightThreads() throws Exception {
    sluice.sells("PAN", at("Hangzhou", 1_000));

    ExecutorService buyers = Executors.newFixedThreadPool(8);
    List<Future<RoutingPlan>> plans = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      String orderId = "race-" + i;
      plans.add(buyers.submit(() -> sluice.route(sluice.order(orderId).line("PAN", 1))));
    }
    buyers.shutdown();
    while (!buyers.awaitTermination(20, TimeUnit.MILLISECONDS)) {
      assertCapsHold();
    }

    for (Future<RoutingPlan> plan : plans) {
      assertThat(Plans.isFulfilled(plan.get())).isTrue();
      assertThat(plan.get().getShareYieldsList()).isEmpty();
    }
    assertCapsHold();
    List<CarrierShare> shares = shares();
    assertThat(shares).allSatisfy(share -> assertThat(share.getAllParcels()).isEqualTo(200));
    assertThat(share("ZTO").getParcels()).isBetween(110L, 117L);
    assertThat(shares.stream().mapToLong(CarrierShare::getParcels).sum()).isEqualTo(200);
  }

  @Test
  void capYieldsWithAReasonWhenAnOrderHasNoOtherWay() {
    sluice.sells("ICE", List.of(HANDLING_FROZEN), at("Wuhan-Cold", 100));

    List<RoutingPlan> plans = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      plans.add(sluice.route(sluice.order("yield-" + i).line("ICE", 1)));
    }

    assertThat(plans)
        .allSatisfy(
            plan -> assertThat(Plans.describe(plan)).isEqualTo("1 x ICE @ Wuhan-Cold by ZTO-COLD"));
    assertThat(plans.get(0).getShareYieldsList()).isEmpty();
    assertThat(plans.get(9).getShareYieldsList())
        .singleElement()
        .satisfies(
            yielded -> {
              assertThat(yielded.getCarrierId()).isEqualTo("ZTO");
              assertThat(yielded.getRegionGroupId()).isEqualTo("CN");
              assertThat(yielded.getReason()).isEqualTo("the order has no other way");
            });
    CarrierShare zto = share("ZTO");
    assertThat(zto.getParcels() + zto.getExemptParcels()).isEqualTo(10);
    assertThat(zto.getExemptParcels()).isPositive();
    assertCapsHold();
  }

  @ParameterizedTest
  @CsvSource({"ZTO, YTO, STO", "YTO, ZTO, STO", "STO, ZTO, YTO"})
  void whatASuspendedCarrierWouldGetGoesToOthersWithinTheirCaps(
      String suspended, String one, String other) {
    inState(suspended, OperatingState.OPERATING_STATE_PAUSED);
    sluice.sells("BED", at("Hangzhou", 1_000));

    Map<String, Integer> parcels = new TreeMap<>();
    for (int i = 1; i <= 100; i++) {
      RoutingPlan plan = sluice.route(sluice.order(suspended + "-out-" + i).line("BED", 1));
      assertThat(plan.getShareYieldsList()).isEmpty();
      parcels.merge(plan.getPlannedShipments(0).getCarrierId(), 1, Integer::sum);
      assertCapsHold();
    }
    inState(suspended, OperatingState.OPERATING_STATE_OPEN);

    // Both come to their caps, give or take what steering leaves free; SF, which has none, takes
    // what the suspended one leaves.
    assertThat(parcels).containsOnlyKeys("SF", one, other);
    assertThat(parcels.get(one)).isBetween(capOf(one) - 3, capOf(one) + 1);
    assertThat(parcels.get(other)).isBetween(capOf(other) - 3, capOf(other) + 1);
    assertThat(parcels.get("SF")).isBetween(capOf(suspended), capOf(suspended) + 12);
  }

  @Test
  void aCancelledParcelGivesItsShareBack() {
    sluice.sells("JAR", at("Hangzhou", 1_000));
    RoutingPlan first = sluice.route(sluice.order("back-1").line("JAR", 1));
    for (int i = 2; i <= 4; i++) {
      assertThat(sluice.routed(sluice.order("back-" + i).line("JAR", 1))).endsWith("ZTO-STANDARD");
    }
    assertThat(plannedNext()).as("a fifth were one too many").endsWith("YTO-STANDARD");

    sluice.client().cancelPlan(first.getPlanId(), "buyer changed his mind");

    assertThat(share("ZTO").getParcels()).isEqualTo(3);
    assertThat(share("ZTO").getAllParcels()).isEqualTo(3);
    assertThat(plannedNext()).endsWith("ZTO-STANDARD");
  }

  private static String plannedNext() {
    return Plans.describe(
        sluice.client().planOrder(sluice.order("next").line("JAR", 1).build()).getPlan());
  }

  private static void inState(String carrierId, OperatingState state) {
    sluice
        .network()
        .lastTouch(
            network ->
                network.getCarriersBuilderList().stream()
                    .filter(carrier -> carrier.getCarrierId().equals(carrierId))
                    .forEach(carrier -> carrier.setState(state)));
    sluice.client().network().importNetwork(List.of(sluice.network().build().build()));
  }

  /** Percent of the country's parcels, as the rules say. */
  private static int capOf(String carrierId) {
    return carrierId.equals("ZTO") ? 58 : 19;
  }

  private static void assertCapsHold() {
    for (CarrierShare share : shares()) {
      if (share.hasCapPpm()) {
        assertAdmitted(share.getParcels(), share.getAllParcels(), share.getCapPpm());
      }
    }
  }

  /** The share rule: n is at most ceil(p x N) + 1, with one parcel of slack for a day to begin. */
  private static void assertAdmitted(long parcels, long allParcels, long capPpm) {
    long atMost = (capPpm * allParcels + 999_999) / 1_000_000 + 1;
    assertThat(parcels).isLessThanOrEqualTo(atMost);
  }

  private static CarrierShare share(String carrierId) {
    return shares().stream()
        .filter(share -> share.getCarrierId().equals(carrierId))
        .findFirst()
        .orElseThrow();
  }

  private static List<CarrierShare> shares() {
    return sluice
        .client()
        .network()
        .listCarrierShares(ListCarrierSharesRequest.newBuilder().setRegionGroupId("CN").build());
  }
}
