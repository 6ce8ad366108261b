package dev.sluice.server.network;

import static dev.sluice.server.network.CoverageRule.Subject.CARRIER_SERVICE;
import static dev.sluice.server.network.CoverageRule.Subject.WAREHOUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkCoverageTest {

  @Test
  void nearestWarehouseComesFirstWithItsLanes() {
    RegionalCoverage coverage = assemble(TestNetworks.small()).coverageOf("330106");

    assertThat(coverage.warehouses())
        .extracting(reach -> reach.warehouse().id())
        .containsExactly("HZ", "WH");
    assertThat(coverage.warehouses().get(0).distanceKm()).isZero();
    assertThat(coverage.warehouses().get(1).distanceKm())
        .as("Wuhan to Hangzhou by geodesic, some 567 km")
        .isCloseTo(567, within(3.0));
    assertThat(laneIds(coverage, "HZ")).containsExactly("HZ>SF-STD>33", "HZ>ZTO-STD>33");
    assertThat(laneIds(coverage, "WH")).containsExactly("WH>SF-STD>");
    assertThat(coverage.regionGroupIds()).containsExactly("CN", "EAST");
  }

  @Test
  void elsewhereOnlyTheLaneToEverywhereApplies() {
    RegionalCoverage coverage = assemble(TestNetworks.small()).coverageOf("11");

    assertThat(laneIds(coverage, "HZ")).containsExactly("HZ>SF-STD>");
    assertThat(coverage.regionGroupIds()).containsExactly("CN");
  }

  @Test
  void theMostSpecificRuleDecidesAndMayCutARegionOut() {
    Network network =
        assemble(
            TestNetworks.small()
                .mergedWith(
                    coverage(
                        TestNetworks.cutsOut(WAREHOUSE, "WH", "33"),
                        TestNetworks.serves(WAREHOUSE, "WH", "330106", 5),
                        TestNetworks.cutsOut(CARRIER_SERVICE, "SF-STD", "330106009"))));

    assertThat(network.coverageOf("3301").warehouses())
        .extracting(reach -> reach.warehouse().id())
        .containsExactly("HZ");
    assertThat(network.coverageOf("330106").warehouses())
        .extracting(
            reach -> reach.warehouse().id() + " " + reach.priority() + "/" + reach.specificity())
        .containsExactly("HZ 10/0", "WH 5/6");
    assertThat(laneIds(network.coverageOf("330106009"), "HZ")).containsExactly("HZ>ZTO-STD>33");
    assertThat(laneIds(network.coverageOf("330106010"), "HZ"))
        .as("another street of the district")
        .containsExactly("HZ>SF-STD>33", "HZ>ZTO-STD>33");
  }

  @Test
  void aPlaceThatOnlyTakesBackNeverServes() {
    Warehouse plain = TestNetworks.small().warehouses().get(0);
    Warehouse returns =
        plain.toBuilder().kind(WarehouseKind.RETURN_CENTER).inspectsReturns(true).build();

    RegionalCoverage coverage =
        assemble(TestNetworks.small().mergedWith(NetworkData.ofWarehouse(returns)))
            .coverageOf("3301");

    assertThat(coverage.warehouseIds()).containsExactly("WH");
  }

  private static List<String> laneIds(RegionalCoverage coverage, String warehouseId) {
    return coverage.lanesOf(warehouseId).stream().map(AppliedLane::id).toList();
  }

  private static NetworkData coverage(CoverageRule... rules) {
    return new NetworkData(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(rules),
        List.of());
  }

  private static Network assemble(NetworkData data) {
    return NetworkAssembler.assemble(1, data);
  }
}
