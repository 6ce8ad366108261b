package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.server.network.CoverageRule.Subject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkAssemblerTest {

  @Test
  void whatIsRightBecomesANetwork() {
    Network network = NetworkAssembler.assemble(7, TestNetworks.small());

    assertThat(network.version()).isEqualTo(7);
    assertThat(network.warehouses()).containsOnlyKeys("HZ", "WH");
    assertThat(network.lanes()).containsKey("HZ>ZTO-STD>33").hasSize(4);
    assertThat(network.findProduct("SKU-1")).isPresent();
    assertThat(network.findProduct("SKU-2")).isEmpty();
  }

  @Test
  void anEmptyNetworkStillKnowsTheCountry() {
    Network network = NetworkAssembler.assemble(0, NetworkData.EMPTY);

    assertThat(network.regionGroups()).containsOnlyKeys(RegionGroup.COUNTRY);
    assertThat(network.isDestination("33")).isFalse();
  }

  @Test
  void destinationsAreListedRegionsAndStreetsOfListedDistricts() {
    Network network = NetworkAssembler.assemble(1, TestNetworks.small());

    assertThat(network.isDestination("330106")).isTrue();
    assertThat(network.isDestination("330106009")).as("a street of it").isTrue();
    assertThat(network.isDestination("330199")).as("not listed, in a listed city").isFalse();
    assertThat(network.isDestination("330199001")).isFalse();
    assertThat(network.isDestination("33010600")).as("no level has 8 digits").isFalse();
    assertThat(network.isDestination("33010600x")).isFalse();
    assertThat(network.isDestination("")).isFalse();
  }

  @Test
  void allProblemsAreReportedTogetherWithAdvice() {
    NetworkData small = TestNetworks.small();
    List<Lane> lanes = new ArrayList<>(small.lanes());
    lanes.add(new Lane("HZ", "SF-STD", "42", "T9", 0, OptionalLong.of(-1)));
    lanes.add(TestNetworks.lane("NJ", "YTO", "9", 24));

    InvalidNetworkException thrown = problemsOf(withLanes(lanes));

    assertThat(thrown.problems())
        .extracting(problem -> problem.kind() + " " + problem.id() + " " + problem.field())
        .containsExactlyInAnyOrder(
            "lane HZ>SF-STD>42 tariff_id",
            "lane HZ>SF-STD>42 transit_hours",
            "lane HZ>SF-STD>42 daily_parcels",
            "lane NJ>YTO>9 warehouse_id",
            "lane NJ>YTO>9 carrier_service_id",
            "lane NJ>YTO>9 region_code");
    assertThat(thrown.problems())
        .allSatisfy(problem -> assertThat(problem.message()).contains("\nMaybe "))
        .first()
        .extracting(NetworkProblem::message)
        .asString()
        .startsWith("lane 'HZ>SF-STD>42': tariff_id is 'T9', no tariff has that id\n");
    assertThat(thrown).hasMessageContaining("and 1 more problems");
  }

  @Test
  void listsABoundedNumberOfProblemsAndCountsTheRest() {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      lanes.add(TestNetworks.lane("HZ", "NONE-" + i, "33", 24));
    }

    InvalidNetworkException thrown = problemsOf(withLanes(lanes));

    assertThat(thrown.problems()).hasSize(NetworkAssembler.MAX_PROBLEMS);
    assertThat(thrown.problemCount()).isEqualTo(5_000);
  }

  @Test
  void duplicatesAreReported() {
    List<Lane> lanes = new ArrayList<>(TestNetworks.small().lanes());
    lanes.add(lanes.get(0));

    assertThat(problemsOf(withLanes(lanes)).problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message()).contains("'HZ>SF-STD>'", "stands there twice"));
  }

  @Test
  void identifiersKeepToTheirAlphabet() {
    for (String id : List.of("", "a b", "a>b", "a/b", "杭州", "x".repeat(65))) {
      Carrier carrier = TestNetworks.carrier(id, OptionalLong.empty());
      assertThat(fieldsOf(carriers(carrier))).as("carrier id '%s'", id).contains("carrier_id");
    }
    Carrier longest = TestNetworks.carrier("x".repeat(64), OptionalLong.empty());
    assertThatCode(() -> NetworkAssembler.assemble(1, carriers(longest)))
        .doesNotThrowAnyException();
  }

  @Test
  void ratesArePartsOfOne() {
    for (double rate : new double[] {-0.1, 1.1, 97, Double.NaN}) {
      Carrier carrier =
          new Carrier(
              "C",
              "",
              "",
              CarrierRole.OTHER,
              OperatingState.OPEN,
              OptionalLong.empty(),
              rate,
              rate);
      assertThat(fieldsOf(carriers(carrier)))
          .as("rate %s", rate)
          .containsExactly("on_time_rate", "loss_rate");
      assertThat(fieldsOf(only(Product.builder("P").returnRate(rate).build())))
          .as("rate %s", rate)
          .containsExactly("return_rate");
    }
  }

  @Test
  void bandsAscendAndHoldWholeCharges() {
    Tariff tariff =
        new Tariff(
            "T1",
            -1,
            List.of(new Tariff.Band(3_000, 1_000, 0, 0, 0), new Tariff.Band(3_000, -1, -1, 1, -1)));

    assertThat(fieldsOf(merged(only(tariff))))
        .containsExactly(
            "minimum_charge_micros",
            "step_grams",
            "up_to_grams",
            "first_grams",
            "first_charge_micros",
            "step_charge_micros");
  }

  @Test
  void groupsAreSetsOfKnownRegionsAndTheCountryIsAllOfThem() {
    NetworkData groups =
        new NetworkData(
            List.of(),
            List.of(
                new RegionGroup("NONE", "", "", List.of(), Optional.of("NOBODY")),
                new RegionGroup("ODD", "", "", List.of("44", "330"), Optional.empty()),
                new RegionGroup("CN", "", "", List.of("33"), Optional.empty())),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    assertThat(fieldsOf(merged(groups)))
        .containsExactly(
            "region_codes", "leader_carrier_id", "region_codes", "region_codes", "region_codes");
  }

  @Test
  void coverageNamesKnownSubjectsOfItsKind() {
    NetworkData coverage =
        new NetworkData(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                TestNetworks.serves(Subject.WAREHOUSE, "SF-STD", "33", 0),
                TestNetworks.serves(Subject.CARRIER_SERVICE, "HZ", "33", 1_001)),
            List.of());

    assertThat(fieldsOf(merged(coverage))).containsExactly("subject_id", "subject_id", "priority");
  }

  @Test
  void zonesAreNamesThatMeanTheSameEverywhere() {
    WarehouseCalendar shanghai = TestNetworks.everyDay("18:00");
    for (String zone : List.of("UTC+08:00", "+08:00", "GMT+8", "Asia/Shanghai", "UTC")) {
      Warehouse warehouse =
          TestNetworks.warehouse(
              "HZ",
              "3301",
              new LatLng(120.16, 30.29),
              new WarehouseCalendar(ZoneId.of(zone), 0, shanghai.cutOffs(), Set.of()));
      List<String> expected =
          zone.matches("Asia/Shanghai|UTC")
              ? List.of("latitude")
              : List.of("latitude", "time_zone");
      assertThat(fieldsOf(merged(NetworkData.ofWarehouse(warehouse))))
          .as(zone)
          .containsExactlyElementsOf(expected);
    }
  }

  private static NetworkData withLanes(List<Lane> lanes) {
    NetworkData small = TestNetworks.small();
    return new NetworkData(
        small.regions(),
        small.regionGroups(),
        small.warehouses(),
        small.carriers(),
        small.carrierServices(),
        small.tariffs(),
        lanes,
        small.coverage(),
        small.products());
  }

  private static NetworkData carriers(Carrier carrier) {
    return NetworkData.ofCarrier(carrier);
  }

  private static NetworkData only(Tariff tariff) {
    return new NetworkData(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(tariff),
        List.of(),
        List.of(),
        List.of());
  }

  private static NetworkData only(Product product) {
    return new NetworkData(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(product));
  }

  private static NetworkData merged(NetworkData changes) {
    return TestNetworks.small().mergedWith(changes);
  }

  private static List<String> fieldsOf(NetworkData data) {
    return problemsOf(data).problems().stream().map(NetworkProblem::field).toList();
  }

  private static InvalidNetworkException problemsOf(NetworkData data) {
    return catchThrowableOfType(
        InvalidNetworkException.class, () -> NetworkAssembler.assemble(1, data));
  }
}
