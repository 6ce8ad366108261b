package dev.sluice.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.CoverageRule.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The indexes answer as a walk over all rules and lanes does. */
class CoverageTwinTest {
  private static final int NETWORKS = 300;
  private static final String[] SERVICES = {"S0", "S1", "S2", "S3"};

  @Test
  void indexesAnswerAsAWalkOverEverythingDoes() {
    long seed = new Random().nextLong();
    System.out.println("CoverageTwinTest seed " + seed);
    Random random = new Random(seed);
    int lanesSeen = 0;
    for (int i = 0; i < NETWORKS; i++) {
      NetworkData data = randomNetwork(random);
      Network network = NetworkAssembler.assemble(1, data);
      for (String destination : destinations(data, random)) {
        RegionalCoverage coverage = network.coverageOf(destination);
        assertThat(lanes(coverage))
            .as("seed %d, network %d, lanes to %s", seed, i, destination)
            .isEqualTo(walk(data, destination));
        assertThat(coverage.regionGroupIds())
            .as("seed %d, network %d, groups of %s", seed, i, destination)
            .isEqualTo(groups(data, destination));
        assertThat(coverage.warehouses())
            .isSortedAccordingTo(
                Comparator.comparingDouble(RegionalCoverage.WarehouseReach::distanceKm)
                    .thenComparing(reach -> reach.warehouse().id()));
        lanesSeen +=
            coverage.warehouseIds().stream().mapToInt(id -> coverage.lanesOf(id).size()).sum();
      }
    }
    assertThat(lanesSeen).as("random networks that serve nobody prove nothing").isPositive();
  }

  /** Warehouse with priority and specificity of its rule, to the ids of the lanes that apply. */
  private static Map<String, List<String>> lanes(RegionalCoverage coverage) {
    Map<String, List<String>> lanes = new TreeMap<>();
    for (RegionalCoverage.WarehouseReach reach : coverage.warehouses()) {
      String id = reach.warehouse().id();
      lanes.put(
          id + " " + reach.priority() + " " + reach.specificity(),
          coverage.lanesOf(id).stream().map(AppliedLane::id).toList());
    }
    return lanes;
  }

  private static Map<String, List<String>> walk(NetworkData data, String destination) {
    Map<String, List<String>> lanes = new TreeMap<>();
    for (Warehouse warehouse : data.warehouses()) {
      Optional<CoverageRule> rule = decides(data, Subject.WAREHOUSE, warehouse.id(), destination);
      if (rule.isEmpty() || !rule.get().serves()) {
        continue;
      }
      List<String> applying = new ArrayList<>();
      for (String service : SERVICES) {
        boolean serves =
            decides(data, Subject.CARRIER_SERVICE, service, destination)
                .map(CoverageRule::serves)
                .orElse(false);
        if (serves) {
          data.lanes().stream()
              .filter(lane -> lane.warehouseId().equals(warehouse.id()))
              .filter(lane -> lane.carrierServiceId().equals(service))
              .filter(lane -> destination.startsWith(lane.regionCode()))
              .max(Comparator.comparingInt(lane -> lane.regionCode().length()))
              .ifPresent(lane -> applying.add(lane.id()));
        }
      }
      lanes.put(
          warehouse.id() + " " + rule.get().priority() + " " + rule.get().regionCode().length(),
          applying);
    }
    return lanes;
  }

  private static Optional<CoverageRule> decides(
      NetworkData data, Subject subject, String id, String destination) {
    return data.coverage().stream()
        .filter(rule -> rule.subject() == subject && rule.subjectId().equals(id))
        .filter(rule -> destination.startsWith(rule.regionCode()))
        .max(Comparator.comparingInt(rule -> rule.regionCode().length()));
  }

  private static List<String> groups(NetworkData data, String destination) {
    List<String> groups = new ArrayList<>(List.of(RegionGroup.COUNTRY));
    for (RegionGroup group : data.regionGroups()) {
      if (group.regionCodes().stream().anyMatch(destination::startsWith)) {
        groups.add(group.id());
      }
    }
    groups.sort(Comparator.naturalOrder());
    return groups;
  }

  private static List<String> destinations(NetworkData data, Random random) {
    List<String> destinations = new ArrayList<>(data.regions().stream().map(Region::code).toList());
    data.regions().stream()
        .filter(region -> region.code().length() == 6)
        .forEach(region -> destinations.add(region.code() + "00" + random.nextInt(3)));
    return destinations;
  }

  private static NetworkData randomNetwork(Random random) {
    List<Region> regions = new ArrayList<>();
    for (String province : List.of("11", "33")) {
      regions.add(TestNetworks.region(province, "", point(random)));
      for (String city : List.of("01", "02")) {
        regions.add(TestNetworks.region(province + city, ""));
        regions.add(TestNetworks.region(province + city + "03", "", point(random)));
        regions.add(TestNetworks.region(province + city + "04", ""));
      }
    }
    List<Warehouse> warehouses = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      warehouses.add(
          TestNetworks.warehouse("W" + i, "11", point(random), TestNetworks.everyDay("18:00")));
    }
    List<RegionGroup> groups = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      List<String> codes = List.of(code(regions, random, false), code(regions, random, false));
      groups.add(new RegionGroup("G" + i, "", "", codes, Optional.empty()));
    }
    List<CarrierService> services = new ArrayList<>();
    for (String service : SERVICES) {
      services.add(TestNetworks.service(service, "C"));
    }
    return new NetworkData(
        regions,
        groups,
        warehouses,
        List.of(TestNetworks.carrier("C", OptionalLong.empty())),
        services,
        List.of(TestNetworks.tariff("T1")),
        randomLanes(regions, warehouses, random),
        randomCoverage(regions, warehouses, random),
        List.of());
  }

  private static List<Lane> randomLanes(
      List<Region> regions, List<Warehouse> warehouses, Random random) {
    Map<String, Lane> lanes = new LinkedHashMap<>();
    for (int i = 0; i < random.nextInt(60); i++) {
      Lane lane =
          TestNetworks.lane(
              warehouses.get(random.nextInt(warehouses.size())).id(),
              SERVICES[random.nextInt(SERVICES.length)],
              code(regions, random, true),
              24);
      lanes.put(lane.id(), lane);
    }
    return List.copyOf(lanes.values());
  }

  private static List<CoverageRule> randomCoverage(
      List<Region> regions, List<Warehouse> warehouses, Random random) {
    List<CoverageRule> rules = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < random.nextInt(40); i++) {
      boolean ofWarehouse = random.nextBoolean();
      CoverageRule rule =
          new CoverageRule(
              ofWarehouse ? Subject.WAREHOUSE : Subject.CARRIER_SERVICE,
              ofWarehouse
                  ? warehouses.get(random.nextInt(warehouses.size())).id()
                  : SERVICES[random.nextInt(SERVICES.length)],
              code(regions, random, true),
              random.nextInt(10),
              random.nextInt(4) > 0);
      if (seen.add(rule.id())) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static String code(List<Region> regions, Random random, boolean everywhereToo) {
    if (everywhereToo && random.nextInt(5) == 0) {
      return CoverageRule.EVERYWHERE;
    }
    String code = regions.get(random.nextInt(regions.size())).code();
    return code.length() == 6 && random.nextInt(3) == 0 ? code + "00" + random.nextInt(3) : code;
  }

  private static LatLng point(Random random) {
    return new LatLng(20 + random.nextInt(20), 100 + random.nextInt(20));
  }
}
