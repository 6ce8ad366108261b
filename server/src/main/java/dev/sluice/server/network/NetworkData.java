package dev.sluice.server.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All master data of a network, as it is imported, stored and indexed; not yet checked. */
public record NetworkData(
    List<Region> regions,
    List<RegionGroup> regionGroups,
    List<Warehouse> warehouses,
    List<Carrier> carriers,
    List<CarrierService> carrierServices,
    List<Tariff> tariffs,
    List<Lane> lanes,
    List<CoverageRule> coverage,
    List<Product> products) {

  /** Nothing at all. */
  public static final NetworkData EMPTY =
      new NetworkData(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of());

  /** One warehouse alone. */
  static NetworkData ofWarehouse(Warehouse warehouse) {
    return new NetworkData(
        List.of(),
        List.of(),
        List.of(warehouse),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** One carrier alone. */
  static NetworkData ofCarrier(Carrier carrier) {
    return new NetworkData(
        List.of(),
        List.of(),
        List.of(),
        List.of(carrier),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * This data with {@code changes} in the place of records with the same identity. A record that
   * stands twice in the changes stands twice in the result, for the check to find.
   */
  NetworkData mergedWith(NetworkData changes) {
    return new NetworkData(
        merge(regions, changes.regions, Region::code),
        merge(regionGroups, changes.regionGroups, RegionGroup::id),
        merge(warehouses, changes.warehouses, Warehouse::id),
        merge(carriers, changes.carriers, Carrier::id),
        merge(carrierServices, changes.carrierServices, CarrierService::id),
        merge(tariffs, changes.tariffs, Tariff::id),
        merge(lanes, changes.lanes, Lane::id),
        merge(coverage, changes.coverage, CoverageRule::id),
        merge(products, changes.products, Product::sku));
  }

  private static <T> List<T> merge(List<T> present, List<T> changes, Function<T, String> identity) {
    if (changes.isEmpty()) {
      return present;
    }
    Set<String> changed = new HashSet<>();
    changes.forEach(change -> changed.add(identity.apply(change)));
    List<T> merged = new ArrayList<>(present.size() + changes.size());
    for (T each : present) {
      if (!changed.contains(identity.apply(each))) {
        merged.add(each);
      }
    }
    merged.addAll(changes);
    return Collections.unmodifiableList(merged);
  }
}
