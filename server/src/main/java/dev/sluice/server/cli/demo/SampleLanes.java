package dev.sluice.server.cli.demo;

import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which warehouse of the sample serves which province or city, and the lanes that follow. */
final class SampleLanes {
  private static final double REGIONAL_REACH_KM = 1_100;
  private static final double CLOUD_REACH_KM = 1_600;

  private final Geography geography;
  private final List<ServiceTerms> services;
  private final Map<String, String> leaderByProvince = new LinkedHashMap<>();
  private final Map<String, String> carrierByService;
  private final SampleScale scale;

  SampleLanes(
      Geography geography,
      List<ServiceTerms> services,
      List<RegionGroup> groups,
      Map<String, String> carrierByService,
      SampleScale scale) {
    this.geography = geography;
    this.services = services;
    this.carrierByService = carrierByService;
    this.scale = scale;
    for (RegionGroup group : groups) {
      for (String province : group.regionCodes()) {
        group.leaderCarrierId().ifPresent(leader -> leaderByProvince.put(province, leader));
      }
    }
  }

  List<CoverageRule> coverage(Warehouse warehouse) {
    List<CoverageRule> rules = new ArrayList<>();
    for (String region : destinations(warehouse)) {
      rules.add(
          new CoverageRule(
              CoverageRule.Subject.WAREHOUSE,
              warehouse.id(),
              region,
              priority(warehouse.kind()),
              true));
    }
    return rules;
  }

  List<Lane> lanes(Warehouse warehouse) {
    List<Lane> lanes = new ArrayList<>();
    String city = city(warehouse);
    for (ServiceTerms terms : services) {
      if (terms.reach().coldOnly() && !warehouse.coldRoom()) {
        continue;
      }
      if (!terms.reach().cityOnly()) {
        for (String region : destinations(warehouse)) {
          lanes.add(lane(warehouse, terms, region, geography.middle(region)));
        }
      }
      if (shipsWithinCity(warehouse, terms)) {
        lanes.add(lane(warehouse, terms, city, warehouse.location()));
      }
    }
    return lanes;
  }

  private boolean shipsWithinCity(Warehouse warehouse, ServiceTerms terms) {
    if (isLocal(warehouse)) {
      // The city is its only destination already.
      return terms.reach().cityOnly();
    }
    return warehouse.kind() != WarehouseKind.RETURN_CENTER
        && (!terms.reach().cityOnly() || warehouse.kind() != WarehouseKind.SUPPLIER);
  }

  private Lane lane(Warehouse warehouse, ServiceTerms terms, String region, LatLng middle) {
    double distanceKm = Geography.distanceKm(warehouse.location(), middle);
    String leader = leaderByProvince.getOrDefault(region.substring(0, 2), "");
    boolean home = leader.equals(carrierByService.get(terms.serviceId()));
    return new Lane(
        warehouse.id(),
        terms.serviceId(),
        region,
        SampleTariffs.id(terms, distanceKm, home),
        terms.transitHours(distanceKm),
        scale.optional(terms.dailyLaneParcels()));
  }

  /** Province codes, or the own city of a warehouse that serves just that. */
  private List<String> destinations(Warehouse warehouse) {
    if (isLocal(warehouse)) {
      return List.of(city(warehouse));
    }
    double reachKm = reachKm(warehouse);
    return geography.provinceMiddles().entrySet().stream()
        .filter(
            province -> Geography.distanceKm(warehouse.location(), province.getValue()) <= reachKm)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double reachKm(Warehouse warehouse) {
    return switch (warehouse.kind()) {
      case CENTRAL, ORIGIN, SUPPLIER -> Double.MAX_VALUE;
      case REGIONAL -> REGIONAL_REACH_KM;
      case CLOUD -> warehouse.customers().isEmpty() ? CLOUD_REACH_KM : Double.MAX_VALUE;
      case FRONT, STORE, RETURN_CENTER -> -1;
    };
  }

  private static boolean isLocal(Warehouse warehouse) {
    return warehouse.kind() == WarehouseKind.FRONT || warehouse.kind() == WarehouseKind.STORE;
  }

  private static String city(Warehouse warehouse) {
    return warehouse.regionCode().substring(0, 4);
  }

  private static int priority(WarehouseKind kind) {
    return switch (kind) {
      case FRONT, STORE -> 0;
      case REGIONAL -> 10;
      case CENTRAL -> 20;
      case CLOUD -> 30;
      case ORIGIN -> 40;
      case SUPPLIER, RETURN_CENTER -> 90;
    };
  }
}
